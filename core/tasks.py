"""The kinds of work the worker can do, each one function that calls one verb of the core. `KINDS` finds them by name.

What takes long to import is imported inside, so that an idle worker stays small.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from core import staging
from core.staging import Staged
from core.store import Database
from core.workspace import Workspace

if TYPE_CHECKING:
    from core.model_version import Version

WORKER = "worker"
OWNER = "owner"


@dataclass(frozen=True)
class Task:
    """A job as its function sees it."""

    workspace: Workspace
    arguments: dict[str, Any]
    on_step: Callable[[float, str], None]
    should_stop: Callable[[], bool]
    made: dict[str, Any] | None = None
    """What an earlier try, cut off after it, kept already."""
    keep: Callable[[Database, dict[str, Any]], None] = lambda _db, _made: None
    """Notes what was made, in the transaction that keeps it."""

    @property
    def day(self) -> date | None:
        """The local day for which the timetable put it in; None when an owner did."""
        day = self.arguments.get("day")
        return date.fromisoformat(day) if day else None


Result = dict[str, Any]


def train(task: Task) -> Result:
    """Arguments: `plan` (the fields of training.Plan), `name`."""
    from core import checkup, model_version

    made = task.made or _trained(task)
    checkup.of_new(task.workspace, model_version.version(task.workspace, made["model"], made["version"]), who=WORKER)
    return made


def _trained(task: Task) -> Result:
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
        on_kept=lambda db, version: task.keep(db, _facts(version)),
    )
    return _facts(version)


def _facts(version: "Version") -> Result:
    return {"model": version.model, "version": version.number}


def read(task: Task) -> Result:
    """Arguments: `staged` (the fields of staging.Staged), `filename`, and where wanted `name`, `choices` (of reading.Choices)."""
    staged = Staged(**task.arguments["staged"])
    try:
        return task.made or _read(task, staged)
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


def score(task: Task) -> Result:
    """Arguments: `staged`, `filename`, `model`. Begun again, it goes on where it was: the upload's id names the work."""
    staged = Staged(**task.arguments["staged"])
    try:
        return task.made or _scored(task, staged)
    finally:
        staging.discard(task.workspace, staged)


def _scored(task: Task, staged: Staged) -> Result:
    from core import deployment

    data, password = staging.fetch_young(task.workspace, staged)
    scored = deployment.score_list(
        task.workspace,
        task.arguments["model"],
        data,
        task.arguments["filename"],
        password=password,
        once=staged.upload,
        on_progress=task.on_step,
        should_stop=task.should_stop,
        on_kept=task.keep,
    )
    return asdict(scored)


def outcomes(task: Task) -> Result:
    """Arguments: `staged`, `filename`, `model`, and the names of two columns: `id` (which case) and `actual` (how it ended)."""
    staged = Staged(**task.arguments["staged"])
    try:
        return _told(task, staged)
    finally:
        staging.discard(task.workspace, staged)


def _told(task: Task, staged: Staged) -> Result:
    from core import deployment
    from core.reading import read_table

    arguments, reading = task.arguments, 0.3
    data, password = staging.fetch_young(task.workspace, staged)
    table = read_table(
        data,
        arguments["filename"],
        password=password,
        on_progress=lambda share, said: task.on_step(reading * share, said),
        should_stop=task.should_stop,
    )
    telling = deployment.Telling(
        staged.upload, lambda share, said: task.on_step(reading + (1 - reading) * share, said), task.should_stop
    )
    told = deployment.record_outcomes(
        task.workspace, arguments["model"], table.frame, arguments["id"], arguments["actual"], telling=telling
    )
    return asdict(told)


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
    kind.__name__: kind for kind in (train, read, score, outcomes, checkup, report, retention, backup, practice)
}
