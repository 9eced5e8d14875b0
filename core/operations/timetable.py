"""What is due by itself: check-ups, reports, retention, backups, lessons. It keeps no state: what is stored says what was done."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from core.storage import job_queue
from core.storage.workspace import Workspace

FIRST_HOUR = 3
"""Nightly work starts at three in the morning, or as soon as the computer is on after that."""

Due = tuple[str, dict[str, Any]]


def enqueue_due(workspace: Workspace, now: datetime) -> list[job_queue.Job]:
    """Enqueue what is due at `now` (with a time zone: the owner's), each thing at most once a day, worked out or not."""
    return [
        job_queue.enqueue(workspace, kind, **arguments)
        for kind, arguments in due(workspace, now)
        if not _tried_today(workspace, kind, arguments, now)
    ]


def due(workspace: Workspace, now: datetime) -> Iterator[Due]:
    """Return what the day asks for, whether done already or not; the most important first."""
    from core.data import dataset
    from core.reporting import monthly
    from core.serving import deployment
    from core.serving.prediction_log import rolling

    day = now.date().isoformat()
    if now.hour >= FIRST_HOUR:
        yield "retention", {"day": day}
        if rolling.is_due(workspace):
            yield "roll_up", {"day": day}
        tables = dataset.all_datasets(workspace)
        if tables:
            yield "search", {"day": day}
        for live in deployment.live(workspace):
            if live.state == "live":
                yield "checkup", {"model": live.model, "day": day}
        if tables:
            yield "backup", {"day": day}
        yield from _to_teach_again(workspace, now)
    for model, month in monthly.missed_months(workspace, now.date()):
        yield "report", {"model": model, "month": month}


def _to_teach_again(workspace: Workspace, now: datetime) -> Iterator[Due]:
    """Once a month, worked out or not."""
    from core.operations import retraining

    month = now.date().isoformat()[:7]
    for model in retraining.due(workspace, now.date()):
        if job_queue.latest(workspace, "retrain", model=model, month=month) is None:
            yield "retrain", {"model": model, "month": month, "outcomes": True}


def _tried_today(workspace: Workspace, kind: str, arguments: dict[str, Any], now: datetime) -> bool:
    job = job_queue.latest(workspace, kind, **arguments)
    if job is None:
        return False
    return job.is_open or datetime.fromisoformat(job.created).astimezone(now.tzinfo).date() == now.date()
