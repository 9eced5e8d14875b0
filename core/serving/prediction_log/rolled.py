"""A day's answers of one version rolled up: all that indicators need of them in one compressed piece, a third of a row's bytes.

Nothing is rounded or left out, so a figure is the same before and after. The rows themselves stay: outcomes find them by number,
and a person by whom they are about.
"""

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np

from core.serving.prediction_log.columns import Bytes, Floats, Logged, LoggedVersions, Whole, joined

_NUMBERS = 5
_OF = "FROM rolled WHERE served IN (SELECT ref FROM served WHERE model = ?) AND source <> 'shadow' AND day BETWEEN ? AND ?"
_NEVER, _EVER = -(2**40), 2**40
"""Days before and after all others."""


class Figures(NamedTuple):
    """n answers with k inputs."""

    seq: Whole
    at: Floats
    score: Floats
    answer: Floats
    latency: Whole
    """(n,): microseconds."""
    bins: Bytes
    """(n, k)"""

    def packed(self) -> bytes:
        """Numbers and moments as steps from the one before, then the first byte of all, the second of all …, so that what is alike
        lies together (byte shuffling, as in Blosc, Alted 2010)."""
        steps = [np.diff(each, prepend=np.int64(0)) for each in (self.seq, self.at.view(np.int64))]
        numbers = np.stack([*steps, self.score.view(np.int64), self.answer.view(np.int64), self.latency])
        shuffled = numbers.astype("<i8").view(np.uint8).reshape(_NUMBERS, len(self.seq), 8).transpose(0, 2, 1)
        return zlib.compress(shuffled.tobytes() + self.bins.T.tobytes())

    @classmethod
    def unpacked(cls, body: bytes, rows: int) -> "Figures":
        """What was packed."""
        plain = np.frombuffer(zlib.decompress(body), dtype=np.uint8)
        shuffled, bins = plain[: _NUMBERS * 8 * rows], plain[_NUMBERS * 8 * rows :]
        together = np.ascontiguousarray(shuffled.reshape(_NUMBERS, 8, rows).transpose(0, 2, 1))
        seq, at, score, answer, latency = together.view("<i8").reshape(_NUMBERS, rows).astype(np.int64, copy=False)
        moments, numbers = np.cumsum(at).view(np.float64), np.cumsum(seq)
        scores, answers = score.view(np.float64), answer.view(np.float64)
        return cls(numbers, moments, scores, answers, latency, bins.reshape(-1, rows).T)


def how_many(db: sqlite3.Connection, model: str, first: int = _NEVER, last: int = _EVER) -> int:
    """Answers of a model that are rolled up, of the days (counted from 1970) from `first` to `last`, both included."""
    return int(db.execute(f"SELECT ifnull(sum(rows), 0) {_OF}", (model, first, last)).fetchone()[0])


def first_day(db: sqlite3.Connection, model: str) -> int | None:
    """The first day of which answers are rolled up."""
    day = db.execute(f"SELECT min(day) {_OF}", (model, _NEVER, _EVER)).fetchone()[0]
    return None if day is None else int(day)


def first_number(db: sqlite3.Connection, model: str, first: int, last: int) -> int:
    """The number from which on answers of these days lie, rolled up or not."""
    sql = f"SELECT ifnull(min(first), (SELECT seq FROM rolled_to)) {_OF}"  # noqa: S608  # our own words
    return int(db.execute(sql, (model, first, last)).fetchone()[0])


def answers(
    db: sqlite3.Connection, model: str, day: int, served: LoggedVersions, columns: Sequence[str]
) -> Iterator[Logged]:
    """The answers that are rolled up, since a day, a day at a time; nothing is known yet of what happened."""
    found = db.execute(f"SELECT day, first, rows {_OF} ORDER BY day, first", (model, day, _EVER)).fetchall()
    for _, groups in groupby(found, key=lambda group: group[0]):
        of_day = list(groups)
        pieces = (_piece(db, first, served, columns) for _, first, _ in of_day)
        yield joined(pieces, sum(rows for _, _, rows in of_day), len(columns))


def _piece(db: sqlite3.Connection, first: int, served: LoggedVersions, columns: Sequence[str]) -> Logged:
    ref, rows, body = db.execute("SELECT served, rows, body FROM rolled WHERE first = ?", (first,)).fetchone()
    held = Figures.unpacked(body, rows)
    return Logged(
        seq=held.seq,
        at=held.at,
        version=np.full(rows, served.version(ref)),
        score=held.score,
        answer=held.answer,
        milliseconds=held.latency / 1000,
        bins=served.aligned(ref, held.bins, columns),
        actual=np.full(rows, np.nan),
    )
