"""What the log counts by day: calls of each model, wrong keys, reports that fitted nothing; and when each key was used last."""

from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta

from core.serving.prediction_log.schema import for_reading
from core.storage.workspace import Workspace

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class DailyCalls:
    """One day's calls for a model."""

    day: date
    requests: int
    refused: int
    """Requests that were wrong: a field of the wrong kind, no such model."""
    failed: int
    """Requests that were right and got no answer."""


def daily_calls(workspace: Workspace, model: str, first: date) -> list[DailyCalls]:
    """Return the calls of each day since `first` on which there were any, oldest first."""
    found: dict[int, dict[str, int]] = {}
    with closing(for_reading(workspace.settings.predictions_db)) as db:
        sql = "SELECT day, what, count FROM tally WHERE model = ? AND day >= ? ORDER BY day"
        for day, what, count in db.execute(sql, (model, (first - _EPOCH).days)):
            found.setdefault(day, {})[what] = count
    return [
        DailyCalls(_EPOCH + timedelta(days=day), of.get("requests", 0), of.get("refused", 0), of.get("failed", 0))
        for day, of in found.items()
    ]


def counts(workspace: Workspace, what: str, first: date) -> dict[date, int]:
    """Return by day what is counted for no model: "wrong_key", "unknown_outcome", "unknown_decision"."""
    with closing(for_reading(workspace.settings.predictions_db)) as db:
        sql = "SELECT day, count FROM tally WHERE model = '' AND what = ? AND day >= ? ORDER BY day"
        found = db.execute(sql, (what, (first - _EPOCH).days)).fetchall()
    return {_EPOCH + timedelta(days=day): count for day, count in found}


def keys_last_used(workspace: Workspace) -> dict[str, date]:
    """Return by key id the last day on which it was used."""
    with closing(for_reading(workspace.settings.predictions_db)) as db:
        return {key: _EPOCH + timedelta(days=day) for key, day in db.execute("SELECT key, day FROM key_use")}
