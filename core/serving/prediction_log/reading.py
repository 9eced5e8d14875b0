"""What the log says, for pages and worker. A million answers are a few numpy arrays; nobody's inputs are opened to make them."""

import json
import math
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import Any

from core.serving.prediction_log import rolled
from core.serving.prediction_log.columns import (
    PIECE,
    READ,
    Answers,
    LoggedVersions,
    as_answers,
    join_answers,
    read_outcomes,
)
from core.serving.prediction_log.ids import PredictionIds
from core.serving.prediction_log.schema import for_reading
from core.serving.prediction_log.sealed import SentInputs
from core.storage.workspace import Workspace

_EPOCH = date(1970, 1, 1)


_OF_MODEL = "served IN (SELECT ref FROM served WHERE model = ?) AND source <> 'shadow'"
_SINGLE = f"FROM prediction WHERE seq > (SELECT seq FROM rolled_to) AND {_OF_MODEL}"  # noqa: S608  # our own words
"""Answers of a model that are not rolled up."""
_LATEST = f"""
SELECT seq, at, served, score, answer, low, high, source,
(SELECT actual FROM outcome o WHERE o.prediction = p.seq ORDER BY o.seq DESC LIMIT 1) AS actual,
(SELECT followed FROM decision d WHERE d.prediction = p.seq ORDER BY d.seq DESC LIMIT 1) AS followed,
(SELECT seconds FROM decision d WHERE d.prediction = p.seq ORDER BY d.seq DESC LIMIT 1) AS seconds
FROM prediction p WHERE {_OF_MODEL} ORDER BY seq DESC LIMIT ?
"""  # noqa: S608
_WEEKS = 28 * 86_400.0
_NEWEST_OUTCOME = """
SELECT max(o.at) FROM outcome o CROSS JOIN prediction p ON p.seq = o.prediction
WHERE o.at >= ? AND p.served IN (SELECT ref FROM served WHERE model = ?)
"""
_LABELLED = f"""
SELECT count(DISTINCT o.prediction) FROM outcome o CROSS JOIN prediction p ON p.seq = o.prediction
WHERE o.prediction >= ? AND {_OF_MODEL} AND p.at >= ? AND p.at < ?
"""  # noqa: S608


@dataclass(frozen=True)
class Row:
    """One answer as a page lists it. `score`, `answer` and `actual` are coded as in core.models.reference."""

    id: str
    at: datetime
    version: int
    score: float | None
    answer: float | None
    low: float | None
    high: float | None
    source: str
    actual: float | None
    followed: int | None
    """1 or 0 where what people did with it says so, and how many seconds it took them; of the newest report."""
    seconds: float | None


def answers(workspace: Workspace, model: str, columns: Sequence[str], first: date) -> Answers:
    """Read the answers since the day `first`, with the bins of `columns` in that order, whatever order each version had them in."""
    with _open(workspace) as db:
        served, day = LoggedVersions.found(db, model), (first - _EPOCH).days
        single = list(_single(db, model, first, served, columns))
        pieces = chain(rolled.answers(db, model, day, served, columns), single)
        rows = rolled.how_many(db, model, day) + sum(len(piece.seq) for piece in single)
        whole = join_answers(pieces, rows, len(columns))
        return replace(whole, actual=read_outcomes(db, whole.seq))


def _single(
    db: sqlite3.Connection, model: str, first: date, served: LoggedVersions, columns: Sequence[str]
) -> Iterator[Answers]:
    sql = f"SELECT {', '.join(READ)} {_SINGLE} AND at >= ?"
    rows = db.execute(sql, (model, _seconds(first)))
    while piece := rows.fetchmany(PIECE):
        yield as_answers(piece, served, columns)


def how_many(workspace: Workspace, model: str) -> int:
    """Count the answers ever given for a model."""
    with _open(workspace) as db:
        single = db.execute(f"SELECT count(*) {_SINGLE}", (model,)).fetchone()[0]
        return rolled.how_many(db, model) + int(single)


def latest(workspace: Workspace, model: str, most: int = 50) -> list[Row]:
    """Return the newest answers, newest first."""
    ids = PredictionIds(workspace.vault)
    with _open(workspace) as db:
        versions = LoggedVersions.found(db, model)
        db.row_factory = sqlite3.Row
        found = [dict(row) for row in db.execute(_LATEST, (model, most))]
    return [
        Row(
            id=ids.of(row.pop("seq")),
            at=datetime.fromtimestamp(row.pop("at"), UTC),
            version=versions.version(row.pop("served")),
            **row,
        )
        for row in found
    ]


def sent(workspace: Workspace, prediction: str) -> dict[str, Any] | None:
    """Return what was sent for one prediction, by column; None when it was not kept, or its month's key is gone.

    Raises DamagedFile when it was altered.
    """
    found = _sent(workspace, prediction)
    return None if found is None else dict(zip(*found, strict=False))


def own_id(workspace: Workspace, prediction: str) -> Any:
    """Return the owner's own id that was sent with it; None when there was none, or as in `sent`. Raises DamagedFile."""
    columns, values = _sent(workspace, prediction) or ([], [])
    return values[-1] if len(values) > len(columns) else None


def _sent(workspace: Workspace, prediction: str) -> tuple[list[str], list[Any]] | None:
    """The columns, and their values with the owner's id behind them."""
    seq = PredictionIds(workspace.vault).seq(prediction)
    with _open(workspace) as db:
        sql = "SELECT p.served, v.columns FROM prediction p JOIN served v ON v.ref = p.served WHERE p.seq = ?"
        found = db.execute(sql, (seq,)).fetchone()
        values = SentInputs(workspace, db).of(found[0], seq) if found and seq is not None else None
    return None if values is None else (json.loads(found[1]), values)


def newest_outcome(workspace: Workspace, model: str) -> date | None:
    """Return the day of the newest report of what really happened.

    It is looked for among those of the last weeks of all models first.
    """
    with _open(workspace) as db:
        last = db.execute("SELECT max(at) FROM outcome").fetchone()[0] or 0.0
        for since in (last - _WEEKS, -math.inf):
            newest = db.execute(_NEWEST_OUTCOME, (since, model)).fetchone()[0]
            if newest is not None:
                return datetime.fromtimestamp(newest, UTC).date()
    return None


def first_day(workspace: Workspace, model: str) -> date | None:
    """Return the day of the oldest answer, or None where there is none."""
    with _open(workspace) as db:
        single = db.execute(f"SELECT min(at) {_SINGLE}", (model,)).fetchone()[0]
        days = [rolled.first_day(db, model), None if single is None else int(single // 86_400)]
    return min((_EPOCH + timedelta(days=day) for day in days if day is not None), default=None)


def answered_and_labelled(workspace: Workspace, model: str, first: date, last: date) -> tuple[int, int]:
    """Count the answers given from `first` to `last`, both included, and those of them whose outcome is known."""
    days, moments = ((first - _EPOCH).days, (last - _EPOCH).days), (_seconds(first), _seconds(last + timedelta(days=1)))
    with _open(workspace) as db:
        sql = f"SELECT count(*) {_SINGLE} AND at >= ? AND at < ?"
        single = db.execute(sql, (model, *moments)).fetchone()[0]
        oldest = rolled.first_number(db, model, *days)
        known = db.execute(_LABELLED, (oldest, model, *moments)).fetchone()[0]
        return rolled.how_many(db, model, *days) + int(single), int(known)


@contextmanager
def _open(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    """A reading connection that sees the log as of one moment: a roll-up meanwhile neither hides a row nor shows it twice."""
    db = for_reading(workspace.settings.predictions_db)
    try:
        db.execute("BEGIN")
        yield db
    finally:
        db.close()


def _seconds(day: date) -> float:
    return (day - _EPOCH).days * 86_400.0
