"""What the log says, for pages and worker. A million answers are a few numpy arrays; nobody's inputs are opened to make them."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from core.inputs import ABSENT
from core.prediction_log.ids import PredictionIds
from core.prediction_log.schema import for_reading
from core.workspace import Workspace

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
_EPOCH = date(1970, 1, 1)
PIECE = 20_000
"""Rows that are Python's objects at once; as numpy's they take a tenth of the memory."""
_SHADOW = "shadow"
"""Source of answers that nobody was given."""


@dataclass(frozen=True)
class Logged:
    """n answers of one model, oldest first; k columns. Named and coded as core.window.Answers, plus the rows' numbers."""

    seq: Whole
    at: Floats
    """(n,): seconds since 1970."""
    version: Whole
    score: Floats
    answer: Floats
    milliseconds: Floats
    bins: npt.NDArray[np.uint8]
    """(n, k): ABSENT where a version did not ask for the column."""
    actual: Floats
    """(n,): NaN where nobody said yet what happened."""


@dataclass(frozen=True)
class Row:
    """One answer as a page lists it. `score`, `answer` and `actual` are coded as in core.reference."""

    id: str
    at: datetime
    version: int
    score: float | None
    answer: float | None
    low: float | None
    high: float | None
    source: str
    actual: float | None


def answers(workspace: Workspace, model: str, columns: Sequence[str], first: date) -> Logged:
    """Answers since the day `first`, with the bins of `columns` in that order, whatever order each version had them in."""
    with _open(workspace) as db:
        served = _served(db, model)
        if not served:
            return _none(len(columns))
        sql = (
            "SELECT seq, served, at, score, answer, latency, bins FROM prediction"
            " WHERE served IN (SELECT ref FROM served WHERE model = ?) AND at >= ? AND source <> ?"
        )
        rows = db.execute(sql, (model, _seconds(first), _SHADOW))
        pieces = [_none(len(columns))]
        while piece := rows.fetchmany(PIECE):
            pieces.append(_as_columns(piece, served, columns))
        whole = _in_order(pieces)
        return replace(whole, actual=_actual(db, whole.seq))


def _as_columns(
    rows: list[tuple[Any, ...]], served: dict[int, tuple[int, list[str]]], columns: Sequence[str]
) -> Logged:
    """Some rows; nothing is known yet of what happened."""
    seq, refs, at, score, answer, latency, bins = zip(*rows, strict=True)
    asked = np.array(refs, dtype=np.int64)
    return Logged(
        seq=np.array(seq, dtype=np.int64),
        at=np.array(at, dtype=np.float64),
        version=np.array([served[ref][0] for ref in refs], dtype=np.int64),
        score=np.array(score, dtype=np.float64),
        answer=np.array(answer, dtype=np.float64),
        milliseconds=np.array(latency, dtype=np.float64) / 1000,
        bins=_aligned(bins, asked, served, columns),
        actual=np.full(len(rows), np.nan),
    )


def _in_order(pieces: list[Logged]) -> Logged:
    """All of them, oldest first; of the same moment, the one that was given first."""
    order = np.lexsort(tuple(np.concatenate([getattr(piece, name) for piece in pieces]) for name in ("seq", "at")))
    return Logged(
        **{
            field.name: np.concatenate([getattr(piece, field.name) for piece in pieces])[order]
            for field in fields(Logged)
        }
    )


def how_many(workspace: Workspace, model: str) -> int:
    """Answers ever given for a model."""
    with _open(workspace) as db:
        sql = "SELECT count(*) FROM prediction WHERE served IN (SELECT ref FROM served WHERE model = ?) AND source <> ?"
        return int(db.execute(sql, (model, _SHADOW)).fetchone()[0])


def latest(workspace: Workspace, model: str, most: int = 50) -> list[Row]:
    """The newest answers, newest first."""
    ids = PredictionIds(workspace.vault)
    with _open(workspace) as db:
        served = _served(db, model)
        sql = (
            "SELECT seq, at, served, score, answer, low, high, source,"
            " (SELECT actual FROM outcome o WHERE o.prediction = p.seq ORDER BY o.seq DESC LIMIT 1)"
            " FROM prediction p WHERE served IN (SELECT ref FROM served WHERE model = ?) AND source <> ? ORDER BY seq DESC LIMIT ?"
        )
        found = db.execute(sql, (model, _SHADOW, most)).fetchall()
    return [Row(ids.of(seq), datetime.fromtimestamp(at, UTC), served[ref][0], *rest) for seq, at, ref, *rest in found]


def sent(workspace: Workspace, prediction: str) -> dict[str, Any] | None:
    """What was sent for one prediction, by column; None when it was not kept, or its month's key is gone.

    Raises DamagedFile when it was altered.
    """
    found = _sent(workspace, prediction)
    return None if found is None else dict(zip(*found, strict=False))


def own_id(workspace: Workspace, prediction: str) -> Any:
    """The owner's own id that was sent with it; None when there was none, or as in `sent`. Raises DamagedFile."""
    columns, values = _sent(workspace, prediction) or ([], [])
    return values[-1] if len(values) > len(columns) else None


def _sent(workspace: Workspace, prediction: str) -> tuple[list[str], list[Any]] | None:
    """The columns, and their values with the owner's id behind them."""
    seq = PredictionIds(workspace.vault).seq(prediction)
    with _open(workspace) as db:
        sql = (
            "SELECT s.month, s.inputs, v.columns FROM sent s JOIN prediction p ON p.seq = s.seq"
            " JOIN served v ON v.ref = p.served WHERE s.seq = ?"
        )
        found = db.execute(sql, (seq,)).fetchone()
    plain = workspace.month_keys.open(found[1], found[0]) if found else None
    return None if plain is None else (json.loads(found[2]), json.loads(plain))


def newest_outcome(workspace: Workspace, model: str) -> date | None:
    """The day of the newest report of what really happened."""
    with _open(workspace) as db:
        sql = (
            "SELECT max(o.at) FROM outcome o JOIN prediction p ON p.seq = o.prediction"
            " JOIN served s ON s.ref = p.served WHERE s.model = ?"
        )
        newest = db.execute(sql, (model,)).fetchone()[0]
    return None if newest is None else datetime.fromtimestamp(newest, UTC).date()


def first_day(workspace: Workspace, model: str) -> date | None:
    """The day of the oldest answer."""
    with _open(workspace) as db:
        sql = "SELECT min(at) FROM prediction WHERE served IN (SELECT ref FROM served WHERE model = ?) AND source <> ?"
        oldest = db.execute(sql, (model, _SHADOW)).fetchone()[0]
    return None if oldest is None else datetime.fromtimestamp(oldest, UTC).date()


def answered_and_settled(workspace: Workspace, model: str, first: date, last: date) -> tuple[int, int]:
    """How many answers were given from `first` to `last`, both included, and of how many the outcome is known."""
    with _open(workspace) as db:
        sql = (
            "SELECT count(*), count(CASE WHEN EXISTS (SELECT 1 FROM outcome o WHERE o.prediction = p.seq) THEN 1 END)"
            " FROM prediction p WHERE served IN (SELECT ref FROM served WHERE model = ?) AND at >= ? AND at < ? AND source <> ?"
        )
        found = db.execute(sql, (model, _seconds(first), _seconds(last + timedelta(days=1)), _SHADOW)).fetchone()
    return int(found[0]), int(found[1])


@contextmanager
def _open(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    """A reading connection; an empty log while nothing was ever written."""
    db = for_reading(workspace.settings.predictions_db)
    try:
        yield db
    finally:
        db.close()


def _served(db: sqlite3.Connection, model: str) -> dict[int, tuple[int, list[str]]]:
    """By number: the version, and the names of its inputs."""
    found = db.execute("SELECT ref, version, columns FROM served WHERE model = ?", (model,))
    return {ref: (version, json.loads(columns)) for ref, version, columns in found}


def _aligned(
    bins: Sequence[bytes], asked: Whole, served: dict[int, tuple[int, list[str]]], columns: Sequence[str]
) -> npt.NDArray[np.uint8]:
    """(n, k): each row's bytes at the places of `columns`."""
    aligned = np.full((len(bins), len(columns)), ABSENT, dtype=np.uint8)
    for ref, (_, names) in served.items():
        rows = np.flatnonzero(asked == ref)
        if len(rows) == 0:
            continue
        held = np.frombuffer(b"".join(bins[row] for row in rows.tolist()), dtype=np.uint8).reshape(
            len(rows), len(names)
        )
        for place, column in enumerate(columns):
            if column in names:
                aligned[rows, place] = held[:, names.index(column)]
    return aligned


def _actual(db: sqlite3.Connection, seq: Whole) -> Floats:
    """What happened, for each of the given numbers. The newest report of each holds."""
    actual = np.full(len(seq), np.nan)
    found = db.execute("SELECT prediction, actual FROM outcome ORDER BY seq").fetchall()
    if not found:
        return actual
    newest = dict(found)  # a later report takes the place of an earlier one
    about = np.fromiter(newest, dtype=np.int64, count=len(newest))
    said = np.fromiter(newest.values(), dtype=np.float64, count=len(newest))
    order = np.argsort(seq)
    places = np.searchsorted(seq, about, sorter=order)
    known = places < len(seq)
    known[known] = seq[order[places[known]]] == about[known]
    actual[order[places[known]]] = said[known]
    return actual


def _none(columns: int) -> Logged:
    floats, whole = np.empty(0), np.empty(0, dtype=np.int64)
    return Logged(whole, floats, whole, floats, floats, floats, np.empty((0, columns), dtype=np.uint8), floats)


def _seconds(day: date) -> float:
    return (day - _EPOCH).days * 86_400.0
