"""Whenever a worker is killed, what its job was for is made once: a model, a table."""

import os
import random
import time
from dataclasses import asdict

import pytest

from core.common.actor import OWNER
from core.common.progress import SILENT
from core.data import dataset
from core.models import registry, training
from core.monitoring import checkup
from core.operations import tasks
from core.operations.tasks import tables
from core.operations.worker import Worker
from core.storage import job_queue, staging
from tests.core.running import kill, started
from tests.demo_tables import customers
from tests.waiting import wait_for

COMMAND = ("-m", "core.operations.worker", "--parent", str(os.getpid()))


@pytest.fixture
def learning(workspace):
    """Puts a training into the queue."""
    table = dataset.add_frame(workspace, customers(400), "Guests", "guests.csv", who=OWNER)
    plan = training.plan(workspace, "custom", table.id, {"target": ("left",)})
    return lambda: job_queue.enqueue(workspace, "train", plan=asdict(plan), name="Who leaves")


def models(workspace):
    return [(model.id, version.number) for model in registry.all_models(workspace)
            for version in registry.versions(workspace, model.id)]  # fmt: skip


def done_by_the_next_worker(workspace, job):
    with started(workspace.settings, *COMMAND):
        return wait_for(lambda: (now := job_queue.find(workspace, job.id)).is_open is False and now)


def test_a_worker_killed_between_the_model_and_the_end_of_its_job_leaves_one_model(workspace, learning):
    job = learning()
    with started(workspace.settings, *COMMAND) as first:
        while not models(workspace):
            time.sleep(0.002)
        kill(first.pid)
        first.wait()
    assert job_queue.find(workspace, job.id).state == "running", "it was killed before the job ended"
    ended = done_by_the_next_worker(workspace, job)
    assert ended.state == "done"
    assert models(workspace) == [(ended.result["model"], ended.result["version"])]
    assert checkup.latest(workspace, ended.result["model"]).findings, "the check-up that was cut off is made up for"


@pytest.mark.parametrize("seed", range(3))
def test_a_worker_killed_at_any_moment_leaves_one_model(workspace, learning, seed):
    job = learning()
    with started(workspace.settings, *COMMAND) as first:
        wait_for(lambda: job_queue.find(workspace, job.id).state != "waiting")
        time.sleep(random.Random(seed).uniform(0, 4))
        kill(first.pid)
        first.wait()
    ended = done_by_the_next_worker(workspace, job)
    assert ended.state == "done"
    assert models(workspace) == [(ended.result["model"], ended.result["version"])]


def test_a_model_that_was_kept_counts_even_when_no_worker_lives_to_say_so(workspace, learning):
    job = learning()
    tasks.KINDS["train"](as_task(workspace, job_queue.take(workspace)))
    while job_queue.take(workspace):  # a worker that asks again without ending its job is a new one after a crash
        pass
    ended = job_queue.find(workspace, job.id)
    assert ended.state == "done"
    assert models(workspace) == [(ended.result["model"], ended.result["version"])]


def test_a_model_is_made_even_when_its_first_look_fails_and_is_looked_at_again(workspace, learning):
    job = learning()
    with workspace.store.writing() as db:
        db.execute("CREATE TRIGGER broken BEFORE INSERT ON checkup BEGIN SELECT raise(ABORT, 'broken'); END")
    worker = Worker(workspace)
    worker.once()
    ended = job_queue.find(workspace, job.id)
    assert ended.state == "done"
    assert models(workspace) == [(ended.result["model"], ended.result["version"])]
    assert checkup.latest(workspace, ended.result["model"]) is None
    with workspace.store.writing() as db:
        db.execute("DROP TRIGGER broken")
    worker.once()
    assert checkup.latest(workspace, ended.result["model"]).findings


def test_a_file_whose_reading_was_cut_off_after_the_table_was_kept_is_one_table(workspace):
    staged = staging.stage(workspace, b"name,age\nAnn,31\nBob,42\nCid,28\n")
    job = job_queue.enqueue(workspace, "read", staged=asdict(staged), filename="people.csv")
    tables.read_file(
        as_task(workspace, job_queue.take(workspace)), staged
    )  # and no further, as when it is killed there
    assert Worker(workspace).once()
    ended = job_queue.find(workspace, job.id)
    assert ended.state == "done"
    assert [table.id for table in dataset.all_datasets(workspace)] == [ended.result["dataset"]]


def as_task(workspace, job):
    return tasks.Task(
        workspace,
        job.arguments,
        SILENT,
        job.result,
        lambda db, made: job_queue.made(db, job.id, made),
    )
