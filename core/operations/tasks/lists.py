"""Files for a live model: rows to answer, how answered ones ended, and what people did with the answers."""

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

from core.common.errors import Cancelled, OwnerError
from core.operations.tasks.task import Result, Task
from core.storage import job_queue, staging
from core.storage.staging import Staged

if TYPE_CHECKING:
    from core.serving.deployment import FileTask, Upload


def score(task: Task) -> Result:
    """Answer every row of a file. Arguments: `staged`, `filename`, `model`."""
    from core.serving import deployment

    def work(upload: "Upload", file_task: "FileTask") -> Result:
        return asdict(deployment.score_list(task.workspace, task.arguments["model"], upload, file_task, task.keep))

    return task.made or _of_a_file(task, work)


def columns(task: Task) -> Result:
    """Read which columns a file has; it goes on waiting until the owner has said what they mean.

    Arguments: `staged`, `filename`, `model`, and `use`, the kind of job that it waits for ("outcomes" or "decisions").
    Returns `columns`, their names.
    """
    from core.data.reading import read_table

    staged = Staged(**task.arguments["staged"])
    try:
        data, password = staging.fetch_recent(task.workspace, staged)
        read = read_table(data, task.arguments["filename"], password=password, progress=task.progress)
    except (OwnerError, Cancelled):
        staging.discard(task.workspace, staged)
        raise
    return {"columns": [column.name for column in read.columns]}


def outcomes(task: Task) -> Result:
    """Record how cases ended. Arguments: `staged`, `filename`, `model`, and the names of two columns: `id` (which case) and
    `actual` (how it ended).

    A check-up comes after it, so that no page says that nothing is known of what was just told.
    """
    from core.serving import deployment

    model, which, ended = (task.arguments[name] for name in ("model", "id", "actual"))

    def work(upload: "Upload", file_task: "FileTask") -> Result:
        matched = deployment.record_outcomes_file(
            task.workspace, model, upload, file_task, id_column=which, actual_column=ended
        )
        return asdict(matched)

    matched = _of_a_file(task, work)
    if matched["matched"]:
        job_queue.enqueue(task.workspace, "checkup", model=model)
    return matched


def decisions(task: Task) -> Result:
    """Record what people did with the answers. Arguments: `staged`, `filename`, `model`, and the names of columns: `id` (which
    case), `decision` (what was done) and, where it is known, `seconds` (how long it took; else None).
    """
    from core.serving import deployment

    model, which, did, took = (task.arguments[name] for name in ("model", "id", "decision", "seconds"))

    def work(upload: "Upload", file_task: "FileTask") -> Result:
        matched = deployment.record_decisions_file(
            task.workspace, model, upload, file_task, id_column=which, decision_column=did, seconds_column=took
        )
        return asdict(matched)

    return _of_a_file(task, work)


def _of_a_file(task: Task, work: Callable[["Upload", "FileTask"], Result]) -> Result:
    """Work on a staged file that goes on where it was when it is begun again: the upload's id names it."""
    from core.serving.deployment import FileTask, Upload

    staged = Staged(**task.arguments["staged"])
    try:
        data, password = staging.fetch_recent(task.workspace, staged)
        file_task = FileTask(staged.upload, task.progress)
        return work(Upload(data, task.arguments["filename"], password), file_task)
    finally:
        staging.discard(task.workspace, staged)
