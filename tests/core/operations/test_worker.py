"""The worker process: it does what waits, says how far it is, and nothing is lost when it is killed."""

import os
import signal
from dataclasses import asdict
from datetime import datetime, timedelta, timezone

import psutil
import pytest

from core.common.actor import OWNER
from core.common.errors import Cancelled, NotFound, OwnerError
from core.data import dataset
from core.models import registry, training
from core.models.templates import template
from core.monitoring import checkup
from core.operations import tasks, timetable, worker
from core.operations.worker import Worker
from core.serving import deployment
from core.storage import job_queue, staging
from core.storage.process_lock import WriterLock
from tests.core.running import is_gone, kill, started
from tests.demo_tables import customers
from tests.waiting import wait_for

COMMAND = ("-m", "core.operations.worker", "--parent", str(os.getpid()))


def is_at(workspace, job, state):
    return lambda: job_queue.find(workspace, job.id).state == state


def test_it_does_what_waits_and_keeps_the_result(workspace):
    job = job_queue.enqueue(workspace, "retention")
    with started(workspace.settings, *COMMAND):
        wait_for(is_at(workspace, job, "done"))
    assert job_queue.find(workspace, job.id).result == {"months": [], "jobs": 0, "uploads": 0, "sessions": 0}


def test_a_job_of_a_killed_worker_is_taken_up_again(workspace):
    job = job_queue.enqueue(workspace, "retention")
    job_queue.take(workspace)  # as a worker does that is then killed
    with started(workspace.settings, *COMMAND):
        wait_for(is_at(workspace, job, "done"))


def test_a_training_cut_off_by_kill_9_is_done_by_the_next_worker_and_kept_once(workspace):
    table = dataset.add_frame(workspace, customers(2000), "Guests", "guests.csv", who=OWNER)
    plan = training.plan(workspace, "custom", table.id, {"target": ("left",)})
    job = job_queue.enqueue(workspace, "train", plan=asdict(plan), name="Who leaves")
    with started(workspace.settings, *COMMAND) as first:
        wait_for(lambda: job_queue.find(workspace, job.id).progress > 0.1)
        kill(first.pid)
        first.wait()
    assert job_queue.find(workspace, job.id).state == "running", "nobody has said that it stopped"
    with started(workspace.settings, *COMMAND):
        wait_for(is_at(workspace, job, "done"))
    result = job_queue.find(workspace, job.id).result
    assert [model.id for model in registry.all_models(workspace)] == [result["model"]]


def test_a_model_that_was_just_made_has_been_looked_at(workspace):
    table = dataset.add_frame(workspace, customers(300), "Guests", "guests.csv", who=OWNER)
    plan = training.plan(workspace, "custom", table.id, {"target": ("left",)})
    made = tasks.KINDS["train"](tasks.Task(workspace, {"plan": asdict(plan)}))
    looked_at = checkup.latest(workspace, made["model"])
    assert looked_at.findings
    kept = {finding.indicator for finding in registry.version(workspace, made["model"]).findings}
    assert kept > {finding.indicator for finding in looked_at.findings}, (
        "what was found in its table is kept with it too"
    )


def test_only_one_works_at_a_time(workspace):
    lock = WriterLock.take(workspace.settings.run / worker.LOCK, wait=0)
    job = job_queue.enqueue(workspace, "retention")
    with started(workspace.settings, *COMMAND) as waiting:
        wait_for(lambda: len(psutil.Process(waiting.pid).threads()) > 1)
        assert job_queue.find(workspace, job.id).state == "waiting"
        lock.release()
        wait_for(is_at(workspace, job, "done"))


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGTERM that a process could answer")
def test_it_ends_when_it_is_asked_to(workspace):
    with started(workspace.settings, *COMMAND) as process:
        done = job_queue.enqueue(workspace, "retention")
        wait_for(is_at(workspace, done, "done"))
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def test_it_ends_with_its_parent(workspace, tmp_path):
    script = (
        "import subprocess, sys, os, time\n"
        "child = subprocess.Popen([sys.executable, '-m', 'core.operations.worker', '--parent', str(os.getpid())])\n"
        "print(child.pid, flush=True)\ntime.sleep(600)\n"
    )
    with started(workspace.settings, "-c", script) as parent:
        child = psutil.Process(int(parent.stdout.readline()))
        job = job_queue.enqueue(workspace, "retention")
        wait_for(is_at(workspace, job, "done"))
        kill(parent.pid)
        wait_for(lambda: is_gone(child))


def test_what_is_half_done_waits_when_the_worker_has_to_leave(workspace):
    job = job_queue.enqueue(workspace, "retention")
    leaving = Worker(workspace, current=job_queue.take(workspace))
    leaving.leave()
    assert job_queue.find(workspace, job.id).state == "waiting"


def test_an_uploaded_file_is_read_and_its_staged_copy_is_gone(workspace):
    staged = staging.stage(workspace, b"name,age\nAnn,31\nBob,42\nCid,28\n")
    job = job_queue.enqueue(workspace, "read", staged=asdict(staged), filename="people.csv")
    assert Worker(workspace).once()
    read = job_queue.find(workspace, job.id)
    assert read.state == "done"
    assert dataset.find(workspace, read.result["dataset"]).rows == 3
    with pytest.raises(NotFound):
        staging.fetch(workspace, staged)


def test_a_file_that_cannot_be_read_fails_in_words_and_is_gone(workspace):
    staged = staging.stage(workspace, b"")
    job = job_queue.enqueue(workspace, "read", staged=asdict(staged), filename="empty.csv")
    assert Worker(workspace).once()
    failed = job_queue.find(workspace, job.id)
    assert failed.state == "failed"
    assert "technical" not in failed.result
    with pytest.raises(NotFound):
        staging.fetch(workspace, staged)


def refuses():
    raise OwnerError("The table is empty.", "Choose another.")


def stops():
    raise Cancelled


def breaks():
    raise KeyError("Jane Doe")


def test_each_end_of_a_job_is_told_apart(capsys):
    assert worker.attempt(lambda: {"a": 1}) == ("done", {"a": 1})
    assert worker.attempt(refuses) == ("failed", {"error": "The table is empty.", "advice": "Choose another."})
    assert worker.attempt(stops) == ("stopped", None)
    state, result = worker.attempt(breaks)
    assert state == "failed"
    assert "KeyError" in result["technical"]
    assert "Jane" not in str(result) + capsys.readouterr().err


def test_a_job_of_an_unknown_kind_fails_and_the_worker_goes_on(workspace):
    unknown, known = job_queue.enqueue(workspace, "fly"), job_queue.enqueue(workspace, "retention")
    working = Worker(workspace)
    assert working.once()
    assert working.once()
    assert job_queue.find(workspace, unknown.id).state == "failed"
    assert job_queue.find(workspace, known.id).state == "done"


def test_the_stop_button_reaches_the_work(workspace):
    job = job_queue.enqueue(workspace, "retention")
    job_queue.take(workspace)
    progress = tasks.job_progress(workspace, job.id)
    assert not progress.should_stop()
    progress.say(0.5, "Half.")
    job_queue.stop(workspace, job.id)
    wait_for(progress.should_stop)
    assert progress.should_stop(), "once stopped, it stays so"
    assert job_queue.find(workspace, job.id).sentence == "Half."


EAST = timezone(timedelta(hours=9))


def test_nightly_work_waits_for_three_in_the_morning_of_the_owner(workspace):
    assert list(timetable.due(workspace, datetime(2026, 3, 2, 2, 59, tzinfo=EAST))) == []
    assert list(timetable.due(workspace, datetime(2026, 3, 2, 3, 0, tzinfo=EAST))) == [
        ("retention", {"day": "2026-03-02"})
    ]


def test_files_are_searched_for_peoples_values_once_a_night_before_the_check_ups(workspace):
    night = datetime(2026, 3, 2, 3, 0, tzinfo=EAST)
    practice = template("churn").practice(120, 1)
    table = dataset.add_frame(workspace, practice, "Members", "members.csv", who=OWNER)
    for seed in (0, 1):
        made = training.train(workspace, training.plan(workspace, "churn", table.id, {}, seed=seed), who=OWNER)
        deployment.deploy(workspace, made.model, who=OWNER)
    kinds = [kind for kind, _ in timetable.due(workspace, night)]
    assert kinds[:4] == ["retention", "search", "checkup", "checkup"]


def test_each_thing_is_put_in_once_a_day_and_again_the_next(workspace):
    now = datetime.now().astimezone().replace(hour=12)
    first = timetable.enqueue_due(workspace, now)
    assert [job.kind for job in first] == ["retention"]
    job_queue.take(workspace)
    job_queue.end(workspace, first[0].id, "failed", {"error": "e", "advice": "a"})
    assert timetable.enqueue_due(workspace, now) == []
    assert [job.arguments["day"] for job in timetable.enqueue_due(workspace, now + timedelta(days=1))] == [
        (now + timedelta(days=1)).date().isoformat()
    ]
