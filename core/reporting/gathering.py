"""Brings together what there is to say about a model's month: one window, for the check-up and for the month's own figures."""

from datetime import date, datetime

from core.common.actor import Actor
from core.common.errors import NotFound, NotPossibleNow
from core.data import dataset
from core.data.dataset import Provenance
from core.models.registry import Model
from core.monitoring import checkup, window
from core.reporting.composing import Judged, compose
from core.reporting.contents import Contents
from core.reporting.figures import counted
from core.reporting.months import Month, months
from core.serving import deployment
from core.serving.deployment import Live
from core.serving.prediction_log import reading
from core.storage import preferences
from core.storage.workspace import Workspace

PRACTICE = "Practice shop"


def gather(workspace: Workspace, model: Model, month: Month, made: datetime, who: Actor) -> Contents:
    """Gather what `month` has to say, not yet signed; as of its last day, or of the day of `made` while it is not over.

    Raises:
        NotPossibleNow: a month to come, or one in which the model was not live yet.
    """
    today = made.date()
    _must_be_reportable(workspace, model, month, today)
    through = min(month.last, today)
    seen = window.build(workspace, model.id, through)
    done = checkup.run_on(workspace, seen, who=who)
    chosen = preferences.load(workspace)
    judged = Judged(
        month=month,
        over=month.last < today,
        window=seen,
        verdict=done.verdict,
        findings=done.findings,
        counted=counted(seen, month.first),
        business=PRACTICE if model.practice else chosen.business,
        made=made,
        origin=_origin(workspace, model),
    )
    return compose(judged)


def _origin(workspace: Workspace, model: Model) -> Provenance | None:
    try:
        return dataset.provenance(workspace, model.plan.dataset)
    except NotFound:
        return None


def months_live(workspace: Workspace, live: Live, today: date) -> list[Month]:
    """Return the months in which a model was of use, up to this one or to that in which it was stopped.

    The first may lie before it went live: its oldest answer may be logged for an earlier day."""
    changed = date.fromisoformat(live.since[:10])
    first = min(changed, reading.first_day(workspace, live.model) or changed)
    return list(months(first, min(changed, today) if live.state == "stopped" else today))


def _must_be_reportable(workspace: Workspace, model: Model, month: Month, today: date) -> None:
    words = preferences.load(workspace).words
    name = words.month(month.first)
    if month.first > today:
        raise NotPossibleNow(f"{name} has not begun yet.", "Choose this month or one before it.")
    live = deployment.live_of(workspace, model.id)
    if live is None:
        raise NotPossibleNow("This model has never been live, so there is nothing to report.", "Put it live first.")
    first = months_live(workspace, live, today)[0]
    if month < first:
        raise NotPossibleNow(
            f"This model was not live yet in {name}.", f"The first month with a report is {words.month(first.first)}."
        )
