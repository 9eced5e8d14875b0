"""Answers whose end is known, with what was sent for them: opened in memory, one at a time, for teaching and comparing versions."""

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.prediction_log.schema import for_reading
from core.workspace import Workspace

_ACTED_ON = (
    "EXISTS (SELECT 1 FROM decision d WHERE d.prediction = p.seq"
    " AND (d.followed = 1 OR (d.followed IS NULL AND d.at <= o.at)))"
)
"""Somebody did what the answer said, or did something that is not known more closely, before it ended."""
_SETTLED = f"""
SELECT p.seq, p.at, v.version, v.columns, o.actual, {_ACTED_ON} AS acted_on, s.month, s.inputs
FROM prediction p JOIN served v ON v.ref = p.served
JOIN outcome o ON o.prediction = p.seq AND o.seq = (SELECT max(l.seq) FROM outcome l WHERE l.prediction = p.seq)
LEFT JOIN sent s ON s.seq = p.seq
WHERE v.model = ? AND p.source <> 'shadow' ORDER BY p.at DESC, p.seq DESC LIMIT ?
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
    """Coded by that version (core.reference)."""
    acted_on: bool
    """Somebody acted on the answer first: then this is not how it would have ended by itself."""
    sent: dict[str, Any] | None
    """By column; None where it was not kept, or its month's key is gone."""
    own_id: Any = None


def settled(workspace: Workspace, model: str, most: int) -> Iterator[Case]:
    """The newest answers whose end is known, the newest first. Raises DamagedFile."""
    with contextlib.closing(for_reading(workspace.settings.predictions_db)) as db:
        for row in db.execute(_SETTLED, (model, most)):
            yield _case(workspace, row)


def asked_about(workspace: Workspace, model: str) -> dict[int, bool]:
    """By subject (core.serving.subjects): whether somebody acted on an answer about it."""
    with contextlib.closing(for_reading(workspace.settings.predictions_db)) as db:
        return {subject: bool(acted) for subject, acted in db.execute(_ABOUT, (model,))}


def settled_since(workspace: Workspace, model: str, moment: float) -> int:
    """How many answers were first said to have ended since a moment (seconds since 1970), and have what was sent for them."""
    sql = (
        "SELECT count(DISTINCT o.prediction) FROM outcome o JOIN prediction p ON p.seq = o.prediction"
        " JOIN served v ON v.ref = p.served JOIN sent s ON s.seq = p.seq WHERE v.model = ? AND o.recorded > ?"
        " AND p.source <> 'shadow' AND NOT EXISTS (SELECT 1 FROM outcome e WHERE e.prediction = p.seq AND e.recorded <= ?)"
    )
    with contextlib.closing(for_reading(workspace.settings.predictions_db)) as db:
        return int(db.execute(sql, (model, moment, moment)).fetchone()[0])


def _case(workspace: Workspace, row: sqlite3.Row | tuple[Any, ...]) -> Case:
    seq, at, version, columns, actual, acted_on, month, inputs = row
    plain = workspace.month_keys.open(inputs, month) if inputs is not None else None
    if plain is None:
        return Case(seq, at, version, actual, bool(acted_on), None)
    names, values = json.loads(columns), json.loads(plain)
    own_id = values[len(names)] if len(values) > len(names) else None
    return Case(seq, at, version, actual, bool(acted_on), dict(zip(names, values, strict=False)), own_id)
