"""The kinds of work the worker can do, each one function that calls one verb of the core. `KINDS` finds them by name.

What takes long to import is imported inside, so that an idle worker stays small.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from core import staging
from core.staging import Staged
from core.workspace import Workspace

WORKER = "worker"
OWNER = "owner"


@dataclass(frozen=True)
class Task:
    """A job as its function sees it."""

    workspace: Workspace
    arguments: dict[str, Any]
    on_step: Callable[[float, str], None]
    should_stop: Callable[[], bool]

    @property
    def day(self) -> date | None:
        """The local day for which the timetable put it in; None when an owner did."""
        day = self.arguments.get("day")
        return date.fromisoformat(day) if day else None


Result = dict[str, Any]


def train(task: Task) -> Result:
    """Arguments: `plan` (the fields of training.Plan), `name`."""
    from core import checkup
    from core.training import Plan, train

    plan = task.arguments["plan"]
    roles = {role: tuple(columns) for role, columns in plan["roles"].items()}
    version = train(
        task.workspace,
        Plan(**{**plan, "roles": roles}),
        name=task.arguments.get("name"),
        who=OWNER,
        on_step=task.on_step,
        should_stop=task.should_stop,
    )
    checkup.of_new(task.workspace, version, who=WORKER)
    return {"model": version.model, "version": version.number}


def read(task: Task) -> Result:
    """Arguments: `staged` (the fields of staging.Staged), `filename`, and where wanted `name`, `choices` (of reading.Choices)."""
    from core import dataset
    from core.reading import Choices

    workspace, arguments = task.workspace, task.arguments
    staged = Staged(**arguments["staged"])
    try:
        data, password = staging.fetch(workspace, staged)
        kept = dataset.add(
            workspace,
            data,
            arguments["filename"],
            name=arguments.get("name"),
            choices=Choices(**arguments.get("choices", {})),
            password=password,
            state="preview",
            who=OWNER,
            on_progress=task.on_step,
            should_stop=task.should_stop,
        )
    finally:  # a worker that is killed leaves it for the next try
        staging.discard(workspace, staged)
    return {"dataset": kept.id}


def checkup(task: Task) -> Result:
    """Arguments: `model`."""
    from core import checkup

    done = checkup.run(task.workspace, task.arguments["model"], today=task.day, who=WORKER)
    return {"model": task.arguments["model"], "state": done.verdict.state}


def report(task: Task) -> Result:
    """Arguments: `model`, `month` ("2026-03")."""
    from core import report

    return {"report": report.make(task.workspace, task.arguments["model"], task.arguments["month"], who=WORKER).id}


def retention(task: Task) -> Result:
    """Destroys what was kept long enough."""
    from core import retention

    return retention.run(task.workspace, task.day or date.today()).as_dict()  # noqa: DTZ011 - the owner's own day


def backup(task: Task) -> Result:
    """A backup in the place that the owner chose; once a month it is restored for a trial too."""
    from core import backup

    made = backup.nightly(task.workspace, task.day or date.today(), task.on_step)  # noqa: DTZ011
    return {"sha256": made.sha256, "rows": made.rows}


def practice(task: Task) -> Result:
    """Arguments: `wanted`: whether the practice shop is put up, or taken down."""
    from core import practice

    if task.arguments["wanted"]:
        return dict(practice.add(task.workspace, on_step=task.on_step, should_stop=task.should_stop, who=OWNER))
    return dict(practice.remove(task.workspace, who=OWNER))


KINDS: dict[str, Callable[[Task], Result]] = {
    kind.__name__: kind for kind in (train, read, checkup, report, retention, backup, practice)
}
