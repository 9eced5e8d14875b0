"""Reading files into tables."""

from core import staging
from core.staging import Staged
from core.tasks.task import OWNER, Result, Task


def read(task: Task) -> Result:
    """Arguments: `staged` (the fields of staging.Staged), `filename`, and where wanted `name`, `choices` (of reading.Choices)."""
    from core import survey

    staged = Staged(**task.arguments["staged"])
    try:
        made = task.made or _read(task, staged)
        survey.of_table(task.workspace, made["dataset"])
        return made
    finally:  # a worker that is killed leaves it for the next try
        staging.discard(task.workspace, staged)


def _read(task: Task, staged: Staged) -> Result:
    from core import dataset
    from core.reading import Choices

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
        on_progress=task.on_step,
        should_stop=task.should_stop,
        on_kept=lambda db, dataset_id: task.keep(db, {"dataset": dataset_id}),
    )
    return {"dataset": kept.id}


def reread(task: Task) -> Result:
    """Arguments: `dataset`, `choices` (of reading.Choices), and where wanted `part` (a file's id) and `staged` (its password)."""
    from core import dataset, survey
    from core.reading import Choices

    arguments = task.arguments
    staged = Staged(**arguments["staged"]) if arguments.get("staged") else None
    try:
        again = dataset.reread(
            task.workspace,
            arguments["dataset"],
            Choices(**arguments["choices"]),
            staging.fetch(task.workspace, staged)[1] if staged else None,
            part=arguments.get("part"),
            on_progress=task.on_step,
            should_stop=task.should_stop,
        )
    finally:
        if staged:
            staging.discard(task.workspace, staged)
    survey.of_table(task.workspace, again.id)
    return {"dataset": again.id}


def append(task: Task) -> Result:
    """Arguments: `dataset`, `other` (the table that is put to it), `joining` (the fields of dataset.Joining)."""
    from core import dataset, survey

    arguments = task.arguments
    if task.made is None:
        task.on_step(0.1, "Putting the rows together…")
        dataset.append(
            task.workspace,
            arguments["dataset"],
            arguments["other"],
            dataset.Joining(**arguments["joining"]),
            on_kept=lambda db, dataset_id: task.keep(db, {"dataset": dataset_id}),
        )
    task.on_step(0.8, "Looking at what came out…")
    survey.of_table(task.workspace, arguments["dataset"])
    return {"dataset": arguments["dataset"]}
