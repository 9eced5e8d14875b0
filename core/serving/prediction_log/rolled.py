"""A day's answers of one version rolled up: all that indicators need of them in one compressed piece, a third of a row's bytes.

Nothing is rounded or left out, so a figure is the same before and after. The rows themselves stay: outcomes find them by number,
and a person by whom they are about.
"""

import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from core.serving.prediction_log.columns import Answers, Bytes, LoggedVersions, dtype_of, join_answers
from core.serving.prediction_log.row import FIGURES

FORMAT = b"\x02"
"""The first byte of a piece: that it names its figures. Pieces of the first format begin with zlib's own byte, and name none."""
_FIRST_FORMAT: tuple[str, ...] = ("seq", "at", "score", "answer", "latency")
_STEPS = ("seq", "at")
"""Figures that rise from row to row: kept as steps from the one before."""
_OF = "FROM rolled WHERE served IN (SELECT ref FROM served WHERE model = ?) AND source <> 'shadow' AND day BETWEEN ? AND ?"
_NEVER, _EVER = -(2**40), 2**40
"""Days before and after all others."""


def pack(figures: Mapping[str, npt.NDArray[Any]], bins: Bytes) -> bytes:
    """Pack the figures of n answers, and their bins (n, k), into one piece.

    First come the figures' names; then, of all numbers, the first byte of all, the second of all …, so that what is alike lies
    together (byte shuffling, as in Blosc, Alted 2010).
    """
    whole = {name: column.view(np.int64) for name, column in figures.items()}
    whole |= {name: np.diff(whole[name], prepend=np.int64(0)) for name in _STEPS}
    names, rows = msgspec.json.encode(list(whole)), len(bins)
    shuffled = np.stack(list(whole.values())).astype("<i8").view(np.uint8).reshape(len(whole), rows, 8)
    return FORMAT + zlib.compress(names + b"\n" + shuffled.transpose(0, 2, 1).tobytes() + bins.T.tobytes())


def unpack(body: bytes, rows: int) -> tuple[dict[str, npt.NDArray[Any]], Bytes]:
    """Return the figures and the bins (n, k) of a piece, of whatever format. A figure that it does not hold yet is NaN."""
    names, start = _FIRST_FORMAT, 0
    if body.startswith(FORMAT):
        plain = zlib.decompress(memoryview(body)[len(FORMAT) :])
        start = plain.index(b"\n") + 1
        names = msgspec.json.decode(plain[:start], type=tuple[str, ...])
    else:
        plain = zlib.decompress(body)
    held = np.frombuffer(plain, dtype=np.uint8, offset=start)
    shuffled, bins = np.split(held, [len(names) * 8 * rows])
    together = np.ascontiguousarray(shuffled.reshape(len(names), 8, rows).transpose(0, 2, 1))
    whole = dict(zip(names, together.view("<i8").reshape(len(names), rows).astype(np.int64, copy=False), strict=True))
    whole |= {name: np.cumsum(whole[name]) for name in _STEPS}
    figures = {
        name: whole[name].view(dtype_of(name)) if name in whole else np.full(rows, np.nan, dtype_of(name))
        for name in FIGURES
    }
    return figures, bins.reshape(-1, rows).T


def how_many(db: sqlite3.Connection, model: str, first: int = _NEVER, last: int = _EVER) -> int:
    """Count a model's answers that are rolled up, of the days (counted from 1970) from `first` to `last`, both included."""
    return int(db.execute(f"SELECT ifnull(sum(rows), 0) {_OF}", (model, first, last)).fetchone()[0])


def first_day(db: sqlite3.Connection, model: str) -> int | None:
    """Return the first day (counted from 1970) of which answers are rolled up."""
    day = db.execute(f"SELECT min(day) {_OF}", (model, _NEVER, _EVER)).fetchone()[0]
    return None if day is None else int(day)


def first_number(db: sqlite3.Connection, model: str, first: int, last: int) -> int:
    """Return the number from which on answers of these days lie, rolled up or not."""
    sql = f"SELECT ifnull(min(first), (SELECT seq FROM rolled_to)) {_OF}"  # noqa: S608  # our own words
    return int(db.execute(sql, (model, first, last)).fetchone()[0])


def answers(
    db: sqlite3.Connection, model: str, day: int, versions: LoggedVersions, columns: Sequence[str]
) -> Iterator[Answers]:
    """Read the answers that are rolled up, since a day, a day at a time; nothing is known yet of what happened."""
    found = db.execute(f"SELECT day, first, rows {_OF} ORDER BY day, first", (model, day, _EVER)).fetchall()
    for _, groups in groupby(found, key=lambda group: group[0]):
        of_day = list(groups)
        pieces = (_piece(db, first, versions, columns) for _, first, _ in of_day)
        yield join_answers(pieces, sum(rows for _, _, rows in of_day), len(columns))


def _piece(db: sqlite3.Connection, first: int, versions: LoggedVersions, columns: Sequence[str]) -> Answers:
    ref, rows, body = db.execute("SELECT served, rows, body FROM rolled WHERE first = ?", (first,)).fetchone()
    figures, bins = unpack(body, rows)
    return Answers(
        **figures,
        version=np.full(rows, versions.version(ref)),
        bins=versions.aligned(ref, bins, columns),
        actual=np.full(rows, np.nan),
    )
