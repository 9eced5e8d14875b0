"""What was kept long enough is destroyed: the keys of old months, and whatever else nobody needs any more."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from core.common.actor import WORKER
from core.serving.prediction_log import sealed
from core.storage import audit_log, backup, disk_reserve, job_queue, preferences, staging
from core.storage.workspace import Workspace, days_ago, now


@dataclass(frozen=True)
class RetentionResult:
    """What was destroyed or forgotten."""

    months: tuple[str, ...]
    """Months whose inputs can never be read again."""
    jobs: int
    uploads: int
    """Pieces that waited too long: uploads that nobody read, results that somebody could have downloaded."""
    sessions: int

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def run(workspace: Workspace, today: date) -> RetentionResult:
    """Destroy what is older than the owner's keeping time."""
    # of a month whose rows could not be taken out of the log last time, only the key is gone
    known = sorted({*workspace.month_keys.months(), *sealed.months(workspace)})
    months = expired_months(known, today, preferences.load(workspace).keep_inputs_months)
    _destroy(workspace, months)
    forgotten = job_queue.forget_old(workspace, days_ago(job_queue.KEPT_DAYS))
    backup.clear_scratch(workspace.settings)
    disk_reserve.keep(workspace.settings.home)
    with workspace.store.writing() as db:
        uploads = staging.discard_old(db)
        sessions = int(db.execute("DELETE FROM session WHERE expires < ?", [now()]).rowcount)
        if months:
            audit_log.record(workspace, db, WORKER, "inputs destroyed", "workspace", months=list(months))
    return RetentionResult(months, forgotten, uploads, sessions)


def _destroy(workspace: Workspace, months: tuple[str, ...]) -> None:
    """First the keys, which alone make the inputs unreadable everywhere; then the sealed rows in the log."""
    for month in months:
        workspace.month_keys.destroy(month)
    if months:
        from core.serving import deployment  # takes long to import

        deployment.forget_inputs(workspace, months)


def expired_months(months: list[str], today: date, kept: int) -> tuple[str, ...]:
    """Return those of `months` ("2026-03") that ended `kept` whole months ago or earlier; all of them when nothing is to be kept."""
    this = today.year * 12 + today.month
    ages = {month: this - (int(month[:4]) * 12 + int(month[5:])) for month in months}
    return tuple(month for month, age in ages.items() if age > kept or kept == 0)
