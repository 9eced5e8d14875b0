"""The kinds of work the worker can do, each one function that calls one verb of the core. `KINDS` finds them by name.

`models`, `tables`, `lists` and `house` hold them; `task` is what each is given. What takes long to import is imported inside, so
that an idle worker stays small.
"""

from collections.abc import Callable

from core.tasks.house import backup, checkup, practice, report, retention, roll_up
from core.tasks.lists import outcomes, score
from core.tasks.models import retrain, survey, train
from core.tasks.tables import append, read, reread
from core.tasks.task import OWNER, WORKER, Result, Task

__all__ = ["KINDS", "OWNER", "WORKER", "Result", "Task"]

KINDS: dict[str, Callable[[Task], Result]] = {
    kind.__name__: kind
    for kind in (
        survey,
        train,
        retrain,
        read,
        reread,
        append,
        score,
        outcomes,
        checkup,
        report,
        retention,
        roll_up,
        backup,
        practice,
    )
}
