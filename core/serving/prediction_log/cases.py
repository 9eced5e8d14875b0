"""Answers whose end is known, with what was sent for them: opened in memory, one at a time, for teaching and comparing versions."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.serving.prediction_log.schema import for_reading
from core.serving.prediction_log.sealed import SentInputs
from core.storage.workspace import Workspace

_ACTED_ON = (
    "EXISTS (SELECT 1 FROM decision d WHERE d.prediction = p.seq"
    " AND (d.followed = 1 OR (d.followed IS NULL AND d.at <= o.at)))"
)
"""Somebody did what the answer said, or did something that is not known more closely, before it ended."""
_LABELLED = f"""
SELECT p.seq, p.at, p.served, v.version, v.columns, o.actual, {_ACTED_ON} AS acted_on
FROM outcome o CROSS JOIN prediction p ON p.seq = o.prediction JOIN served v ON v.ref = p.served
WHERE o.seq = (SELECT max(l.seq) FROM outcome l WHERE l.prediction = o.prediction) AND v.model = ?
AND p.source <> 'shadow' ORDER BY p.at DESC, p.seq DESC LIMIT ?
"""  # noqa: S608  # our own words
_ABOUT = f"""
SELECT p.subject, max({_ACTED_ON}) FROM prediction p JOIN served v ON v.ref = p.served
LEFT JOIN outcome o ON o.prediction = p.seq
WHERE v.model = ? AND p.subject IS NOT NULL AND p.source <> 'shadow' GROUP BY p.subject
"""  # noqa: S608


@dataclass(frozen=True)
class Case:
    """One answer whose end is known."""

    seq: int
    at: float
    """Seconds since 1970."""
    version: int
    actual: float
    """Coded by that version (core.models.reference)."""
    acted_on: bool
    """Somebody acted on the answer first: then this is not how it would have ended by itself."""
    sent: dict[str, Any] | None
    """By column; None where it was not kept, or its month's key is gone."""
    own_id: Any = None


def labelled(workspace: Workspace, model: str, most: int) -> Iterator[Case]:
    """Yield the newest answers whose outcome is known, the newest first. Raises DamagedFile."""
    with contextlib.closing(for_reading(workspace.settings.predictions_db)) as db:
        sent = SentInputs(workspace, db)
        for row in db.execute(_LABELLED, (model, most)):
            yield _case(sent, row)


def acted_on_by_subject(workspace: Workspace, model: str) -> dict[int, bool]:
    """Return by subject (endpoint.pseudonyms) whether somebody acted on an answer about it."""
    with contextlib.closing(for_reading(workspace.settings.predictions_db)) as db:
        return {subject: bool(acted) for subject, acted in db.execute(_ABOUT, (model,))}


def labelled_since(workspace: Workspace, model: str, moment: float) -> int:
    """Count the answers whose first outcome came since a moment (seconds since 1970), and that have what was sent for them."""
    sql = (
        "SELECT DISTINCT p.served, p.seq FROM outcome o JOIN prediction p ON p.seq = o.prediction"
        " JOIN served v ON v.ref = p.served WHERE v.model = ? AND o.recorded > ?"
        " AND p.source <> 'shadow' AND NOT EXISTS (SELECT 1 FROM outcome e WHERE e.prediction = p.seq AND e.recorded <= ?)"
        " ORDER BY p.seq"
    )
    with contextlib.closing(for_reading(workspace.settings.predictions_db)) as db:
        sent = SentInputs(workspace, db)
        return sum(sent.is_there(*row) for row in db.execute(sql, (model, moment, moment)))


def _case(sent: SentInputs, row: tuple[Any, ...]) -> Case:
    seq, at, served, version, columns, actual, acted_on = row
    names, values = json.loads(columns), sent.of(served, seq)
    by_column = None if values is None else dict(zip(names, values, strict=False))
    own_id = values[-1] if values and len(values) > len(names) else None
    return Case(seq, at, version, actual, bool(acted_on), by_column, own_id)
