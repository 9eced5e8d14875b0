"""Comparing a file just read with the table it looks like: once for what both hold now, kept as the job's result."""

from dataclasses import asdict

from core.operations.tasks.task import Result, Task
from core.storage import job_queue
from core.storage.job_queue import Job
from core.storage.workspace import Workspace


def compare(task: Task) -> Result:
    """Compare a file just read with a table.

    Arguments: `dataset`, `other`, `seen` (`_contents`). The result is `seen` now, and `comparison` (the fields of what
    `dataset.compare` gives).
    """
    from core.data import dataset

    which = task.arguments["dataset"], task.arguments["other"]
    compared = dataset.compare(task.workspace, *which, progress=task.progress)
    return {"seen": _contents(task.workspace, *which), "comparison": asdict(compared)}


def comparison(workspace: Workspace, dataset_id: str, other_id: str) -> Job:
    """Return the job that compares two tables as they are now; put in if there is none. Raises NotFound."""
    seen = _contents(workspace, dataset_id, other_id)
    newest = job_queue.latest(workspace, "compare", dataset=dataset_id, other=other_id)
    if newest and (newest.is_open or {**newest.arguments, **(newest.result or {})}["seen"] == seen):
        return newest
    return compare_again(workspace, dataset_id, other_id)


def compare_again(workspace: Workspace, dataset_id: str, other_id: str) -> Job:
    """Enqueue the job, also where one was stopped. Raises NotFound."""
    seen = _contents(workspace, dataset_id, other_id)
    return job_queue.enqueue(workspace, "compare", dataset=dataset_id, other=other_id, seen=seen)


def _contents(workspace: Workspace, *datasets: str) -> str:
    """What a comparison hangs on; comparing may itself read the other file another way."""
    from core.data import dataset

    return " ".join(dataset.find(workspace, one).content for one in datasets)
