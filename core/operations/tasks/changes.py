"""Changing tables: repairs and their undoing, and next month's file."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from core.common.progress import Progress
from core.operations.tasks.task import Result, Task
from core.storage import staging
from core.storage.staging import Staged
from core.storage.store import Database
from core.storage.workspace import Workspace

CHANGED = 0.7
"""How far it is when the table is changed, and what came out is looked at."""


def wanted_repairs(workspace: Workspace, wanted: Sequence[tuple[str, Mapping[str, Any]]]) -> dict[str, Any]:
    """Return `staged` for `repair`: what repairs are asked for may hold values of the table, so it waits sealed."""
    return asdict(staging.stage(workspace, json.dumps(wanted, default=_plain).encode()))


def _plain(value: Any) -> Any:
    """Days, and numbers of numpy."""
    return value.isoformat() if hasattr(value, "isoformat") else value.item()


def repair(task: Task) -> Result:
    """Make repairs of a table. Arguments: `dataset`, `staged` (of `wanted_repairs`). All of the repairs are made, or none."""
    from core.data import dataset

    staged = Staged(**task.arguments["staged"])

    def change(progress: Progress, on_kept: Callable[[Database, str], None]) -> None:
        wanted = json.loads(staging.fetch(task.workspace, staged)[0])
        dataset.repair_all(task.workspace, task.arguments["dataset"], wanted, progress=progress, on_kept=on_kept)

    try:
        return _changed(task, change)
    finally:
        staging.discard(task.workspace, staged)


def undo_repair(task: Task) -> Result:
    """Take a repair back. Arguments: `dataset`, `repair` (its id)."""
    from core.data import dataset

    which = task.arguments["dataset"], task.arguments["repair"]
    return _changed(
        task, lambda progress, kept: dataset.undo_repair(task.workspace, *which, progress=progress, on_kept=kept)
    )


def append(task: Task) -> Result:
    """Append one table to another.

    Arguments: `dataset`, `other` (the table that is put to it), `joining` (the fields of dataset.Joining).
    """
    from core.data import dataset

    which, how = (task.arguments["dataset"], task.arguments["other"]), dataset.Joining(**task.arguments["joining"])
    return _changed(
        task, lambda progress, kept: dataset.append(task.workspace, *which, how, progress=progress, on_kept=kept)
    )


def _changed(task: Task, change: Callable[[Progress, Callable[[Database, str], None]], object]) -> Result:
    """Makes a change unless an earlier try made it already. A large table is looked at too; a small one when it is asked for."""
    from core.data import dataset
    from core.monitoring import table_checkup

    made = {"dataset": task.arguments["dataset"]}
    if task.made is None:
        change(task.progress.part(0.0, CHANGED), lambda db, _dataset_id: task.keep(db, made))
    if dataset.find(task.workspace, made["dataset"]).is_large:
        table_checkup.of_table(task.workspace, made["dataset"], progress=task.progress.part(CHANGED, 1.0))
    return made
