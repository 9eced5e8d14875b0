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
    from core.deployment import Errand, Upload
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


def survey(task: Task) -> Result:
    """Arguments: `plan` (the fields of training.Plan), and `name` for the model that may follow."""
    from core import survey
    from core.model_version import Plan

    plan = Plan.from_dict(task.arguments["plan"])
    survey.of_plan(task.workspace, plan, on_step=task.on_step, should_stop=task.should_stop)
    return {"dataset": plan.dataset}


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


def score(task: Task) -> Result:
    """Arguments: `staged`, `filename`, `model`."""
    from core import deployment

    def work(upload: "Upload", errand: "Errand") -> Result:
        return asdict(deployment.score_list(task.workspace, task.arguments["model"], upload, errand, task.keep))

    return task.made or _of_a_file(task, work)


def outcomes(task: Task) -> Result:
    """Arguments: `staged`, `filename`, `model`, and the names of two columns: `id` (which case) and `actual` (how it ended)."""
    from core import deployment

    model, which, ended = (task.arguments[name] for name in ("model", "id", "actual"))

    def work(upload: "Upload", errand: "Errand") -> Result:
        return asdict(deployment.tell_file(task.workspace, model, upload, errand, id_column=which, actual_column=ended))

    return _of_a_file(task, work)


def _of_a_file(task: Task, work: Callable[["Upload", "Errand"], Result]) -> Result:
    """Work on a staged file that goes on where it was when it is begun again: the upload's id names it."""
    from core.deployment import Errand, Upload

    staged = Staged(**task.arguments["staged"])
    try:
        data, password = staging.fetch_young(task.workspace, staged)
        errand = Errand(staged.upload, task.on_step, task.should_stop)
        return work(Upload(data, task.arguments["filename"], password), errand)
    finally:
        staging.discard(task.workspace, staged)


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
    kind.__name__: kind
    for kind in (survey, train, read, reread, append, score, outcomes, checkup, report, retention, backup, practice)
}
