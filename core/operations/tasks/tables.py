"""Reading files into tables, and looking at what came out."""

from core.common.actor import OWNER
from core.operations.tasks.task import Result, Task
from core.storage import staging
from core.storage.staging import Staged

READ = 0.7
"""How far it is when a file has been read, and what it holds is looked at."""


def read(task: Task) -> Result:
    """Read a file and inspect its table.

    Arguments: `staged` (the fields of staging.Staged), `filename`, and where wanted `name`, `choices` (of reading.Choices).
    """
    staged = Staged(**task.arguments["staged"])
    try:
        made = task.made or read_file(task, staged)
        _look_at(task, made["dataset"], READ)
        return made
    finally:  # a worker that is killed leaves it for the next try
        staging.discard(task.workspace, staged)


def read_file(task: Task, staged: Staged) -> Result:
    """Read the staged file and keep it as a table, in one transaction with the note that the job made it."""
    from core.data import dataset
    from core.data.reading import Choices

    arguments = task.arguments
    data, password = staging.fetch(task.workspace, staged)
    kept = dataset.add(
        task.workspace,
        data,
        arguments["filename"],
        name=arguments.get("name"),
        choices=Choices(**arguments.get("choices", {})),
        password=password,
        state="preview",
        who=OWNER,
        progress=task.progress.part(0.0, READ),
        on_kept=lambda db, dataset_id: task.keep(db, {"dataset": dataset_id}),
    )
    return {"dataset": kept.id}


def reread(task: Task) -> Result:
    """Read a table's file another way. Arguments: `dataset`, `choices` (of reading.Choices), and where wanted `part` (a file's id)."""
    from core.data import dataset
    from core.data.reading import Choices

    arguments = task.arguments
    again = dataset.reread(
        task.workspace,
        arguments["dataset"],
        Choices(**arguments["choices"]),
        part=arguments.get("part"),
        progress=task.progress.part(0.0, READ),
    )
    _look_at(task, again.id, READ)
    return {"dataset": again.id}


def look(task: Task) -> Result:
    """Inspect a table. Arguments: `dataset`."""
    _look_at(task, task.arguments["dataset"], 0.0)
    return {"dataset": task.arguments["dataset"]}


def _look_at(task: Task, dataset_id: str, begin: float) -> None:
    from core.monitoring import table_checkup

    table_checkup.of_table(task.workspace, dataset_id, progress=task.progress.part(begin, 1.0))
