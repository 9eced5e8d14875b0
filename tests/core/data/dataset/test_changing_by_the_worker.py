"""Changes to a table as the worker makes them: once, stopped when asked to, and with nothing of the table in the job."""

import os

import pytest

from core.common.actor import OWNER
from core.common.errors import Cancelled
from core.common.progress import SILENT, Progress
from core.data import dataset
from core.operations import tasks
from core.operations.tasks import Task
from core.operations.worker import Worker
from core.storage import job_queue
from core.storage.workspace import Workspace
from tests.core.running import kill, started
from tests.waiting import wait_for

ROWS = b"name,age,city\n" + b"".join(b"N%d,%d,Ulm\n" % (n, 20 + n % 50) for n in range(200))
COMMAND = ("-m", "core.operations.worker", "--parent", str(os.getpid()))


def mending(workspace: Workspace, kept: dataset.Dataset, value: int) -> job_queue.Job:
    staged = tasks.wanted_repairs(workspace, [("set_cell", {"row": 3, "column": "age", "value": value})])
    return job_queue.enqueue(workspace, "repair", dataset=kept.id, staged=staged)


@pytest.fixture
def kept(workspace: Workspace) -> dataset.Dataset:
    return dataset.add(workspace, ROWS, "people.csv", who=OWNER)


def test_a_repair_is_made_and_what_it_was_asked_is_gone(workspace: Workspace, kept: dataset.Dataset) -> None:
    job = mending(workspace, kept, 7654321)
    assert "7654321" not in str(job.arguments)
    assert Worker(workspace).once()
    assert job_queue.find(workspace, job.id).state == "done"
    assert dataset.frame(workspace, kept.id).at[3, "age"] == 7654321
    with workspace.store.reading() as db:
        assert not list(db.query("SELECT 1 FROM blob WHERE purpose = 'upload'"))


def test_all_repairs_are_made_or_none(workspace: Workspace, kept: dataset.Dataset) -> None:
    wanted = [("set_cell", {"row": 3, "column": "age", "value": 99}), ("remove_rows", {"rows": [5000]})]
    job = job_queue.enqueue(workspace, "repair", dataset=kept.id, staged=tasks.wanted_repairs(workspace, wanted))
    assert Worker(workspace).once()
    assert job_queue.find(workspace, job.id).state == "failed"
    assert dataset.find(workspace, kept.id).content == kept.content
    assert dataset.repairs(workspace, kept.id) == []


def test_a_worker_killed_after_the_repair_was_kept_makes_it_only_once(
    workspace: Workspace, kept: dataset.Dataset
) -> None:
    """Leaving out rows twice would not fit, so a second try that repeats it would fail."""
    staged = tasks.wanted_repairs(workspace, [("remove_rows", {"rows": [1, 2]})])
    job = job_queue.enqueue(workspace, "repair", dataset=kept.id, staged=staged)
    taken = job_queue.take(workspace)
    assert taken
    dead = Task(
        workspace,
        taken.arguments,
        SILENT,
        None,
        lambda db, made: job_queue.made(db, job.id, made),
    )
    tasks.KINDS["repair"](dead)  # and then, before it could say so, it was killed
    assert Worker(workspace).once()
    assert job_queue.find(workspace, job.id).state == "done"
    assert len(dataset.repairs(workspace, kept.id)) == 1


def test_kill_9_at_any_moment_leaves_one_repair(workspace: Workspace, kept: dataset.Dataset) -> None:
    job = mending(workspace, kept, 99)
    with started(workspace.settings, *COMMAND) as first:
        wait_for(lambda: job_queue.find(workspace, job.id).state == "running")
        kill(first.pid)
        first.wait()
    with started(workspace.settings, *COMMAND):
        wait_for(lambda: job_queue.find(workspace, job.id).state == "done")
    assert [one.key for one in dataset.repairs(workspace, kept.id)] == ["set_cell"]


@pytest.mark.parametrize("kind", ["repair", "undo_repair", "compare", "append"])
def test_what_is_stopped_changes_nothing(workspace: Workspace, kept: dataset.Dataset, kind: str) -> None:
    changed = dataset.repair(workspace, kept.id, "set_cell", {"row": 3, "column": "age", "value": 98})
    more = dataset.add(workspace, ROWS.replace(b"N", b"M"), "more.csv", state="preview", who=OWNER)
    facts = {
        "staged": tasks.wanted_repairs(workspace, [("remove_rows", {"rows": [1]})]),
        "repair": dataset.repairs(workspace, kept.id)[0].id,
        "other": more.id,
        "joining": {},
        "seen": "",
    }
    with pytest.raises(Cancelled):
        tasks.KINDS[kind](Task(workspace, {"dataset": kept.id, **facts}, Progress(should_stop=lambda: True)))
    assert dataset.find(workspace, kept.id) == changed
    assert dataset.find(workspace, more.id) == more


def test_a_comparison_holds_until_one_of_the_two_changes(workspace: Workspace, kept: dataset.Dataset) -> None:
    more = dataset.add(workspace, ROWS.replace(b"N", b"M"), "more.csv", state="preview", who=OWNER)
    job = tasks.comparison(workspace, kept.id, more.id)
    assert Worker(workspace).once()
    done = tasks.comparison(workspace, kept.id, more.id)
    assert (done.id, done.state) == (job.id, "done")
    assert done.result
    assert dataset.Comparison.from_dict(done.result["comparison"]) == dataset.compare(workspace, kept.id, more.id)
    dataset.repair(workspace, kept.id, "set_cell", {"row": 3, "column": "age", "value": 98})
    assert tasks.comparison(workspace, kept.id, more.id).is_open
