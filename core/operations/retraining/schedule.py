"""When a model is taught again by itself: on the first Monday of a month if new ends came, with the owner's approval or without."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from core.common.actor import OWNER, Actor
from core.models import comparison, registry
from core.serving import deployment
from core.serving.prediction_log import cases as log
from core.storage import audit_log
from core.storage.workspace import Workspace

FEWEST_NEW = 20
"""Ends that became known since the newest version was made: fewer would change nothing."""


@dataclass(frozen=True)
class Schedule:
    """`monthly`: whether it is taught again by itself. `approval`: a new version waits for the owner; without, it goes live if it is
    better, and never if it is not."""

    monthly: bool = False
    approval: bool = True


def schedule_of(workspace: Workspace, model_id: str) -> Schedule:
    """Return when a model is taught again by itself."""
    with workspace.store.reading() as db:
        row = next(iter(db.query("SELECT schedule FROM model WHERE id = ?", [model_id])), {"schedule": "{}"})
    return Schedule(**json.loads(row["schedule"]))


def set_schedule(workspace: Workspace, model_id: str, schedule: Schedule, who: Actor = OWNER) -> None:
    """Set when a model is taught again by itself. Raises NotFound."""
    registry.find(workspace, model_id)
    with workspace.store.writing() as db:
        db.table("model").update(model_id, {"schedule": json.dumps(asdict(schedule))})
        audit_log.record(workspace, db, who, "schedule changed", model_id, **asdict(schedule))


def first_monday(day: date) -> date:
    """Return the first Monday of the month of a day."""
    first = day.replace(day=1)
    return first + timedelta(days=-first.weekday() % 7)


def due(workspace: Workspace, today: date) -> Iterator[str]:
    """Return the models to teach again from the first Monday of the month on, the computer being off or not that day."""
    if today < first_monday(today):
        return
    for live in deployment.live(workspace):
        if live.state != "live" or not schedule_of(workspace, live.model).monthly:
            continue
        made = datetime.fromisoformat(registry.version(workspace, live.model).created)
        if log.labelled_since(workspace, live.model, made.timestamp()) >= FEWEST_NEW:
            yield live.model


def deploy_if_better(workspace: Workspace, model_id: str, number: int, who: Actor) -> bool:
    """Put a version live that was made by itself, if it may be; return whether it was.

    Only one that is better is, and only where no approval is asked for."""
    found = comparison.kept(workspace, model_id, number)
    if schedule_of(workspace, model_id).approval or found is None or found.decided:
        return False
    if found.comparison.level != "better":
        return False
    deployment.deploy(workspace, model_id, number, who=who)
    return True
