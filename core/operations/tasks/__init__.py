"""The kinds of work the worker can do, each one function that calls one verb of the core. `KINDS` finds them by name.

`models`, `tables`, `changes`, `comparing`, `lists` and `maintenance` hold them; `task` is what each is given, and `job_progress`
tells how far it is. What takes long to import is imported inside, so that an idle worker stays small.
"""

from collections.abc import Callable
from typing import Any

from core.operations.tasks.changes import append, repair, undo_repair, wanted_repairs
from core.operations.tasks.comparing import compare, compare_again, comparison
from core.operations.tasks.job_progress import job_progress
from core.operations.tasks.lists import columns, decisions, outcomes, score
from core.operations.tasks.maintenance import backup, checkup, practice, report, retention, roll_up, search
from core.operations.tasks.models import retrain, survey, train
from core.operations.tasks.tables import look, read, reread
from core.operations.tasks.task import Result, Task
from core.storage.workspace import Workspace

__all__ = [
    "KINDS",
    "Result",
    "Task",
    "compare_again",
    "comparison",
    "job_progress",
    "run_now",
    "wanted_repairs",
]

KINDS: dict[str, Callable[[Task], Result]] = {
    kind.__name__: kind
    for kind in (
        survey,
        train,
        retrain,
        read,
        reread,
        look,
        repair,
        undo_repair,
        compare,
        append,
        score,
        columns,
        outcomes,
        decisions,
        checkup,
        report,
        retention,
        search,
        roll_up,
        backup,
        practice,
    )
}


def run_now(workspace: Workspace, kind: str, **arguments: Any) -> Result:
    """Do without the worker what is quick: nothing to follow, nothing to stop. Raises what the kind raises."""
    return KINDS[kind](Task(workspace, arguments))
