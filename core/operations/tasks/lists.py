"""Whole lists for a live model: rows to answer, and how answered ones ended."""

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

from core.operations.tasks.task import Result, Task
from core.storage import job_queue, staging
from core.storage.staging import Staged

if TYPE_CHECKING:
    from core.serving.deployment import FileTask, Upload


def score(task: Task) -> Result:
    """Arguments: `staged`, `filename`, `model`."""
    from core.serving import deployment

    def work(upload: "Upload", file_task: "FileTask") -> Result:
        return asdict(deployment.score_list(task.workspace, task.arguments["model"], upload, file_task, task.keep))

    return task.made or _of_a_file(task, work)


def outcomes(task: Task) -> Result:
    """Arguments: `staged`, `filename`, `model`, and the names of two columns: `id` (which case) and `actual` (how it ended).

    A check-up comes after it, so that no page says that nothing is known of what was just told.
    """
    from core.serving import deployment

    model, which, ended = (task.arguments[name] for name in ("model", "id", "actual"))

    def work(upload: "Upload", file_task: "FileTask") -> Result:
        return asdict(
            deployment.record_outcomes_file(
                task.workspace, model, upload, file_task, id_column=which, actual_column=ended
            )
        )

    told = _of_a_file(task, work)
    if told["matched"]:
        job_queue.enqueue(task.workspace, "checkup", model=model)
    return told


def _of_a_file(task: Task, work: Callable[["Upload", "FileTask"], Result]) -> Result:
    """Work on a staged file that goes on where it was when it is begun again: the upload's id names it."""
    from core.serving.deployment import FileTask, Upload

    staged = Staged(**task.arguments["staged"])
    try:
        data, password = staging.fetch_young(task.workspace, staged)
        file_task = FileTask(staged.upload, task.progress)
        return work(Upload(data, task.arguments["filename"], password), file_task)
    finally:
        staging.discard(task.workspace, staged)
