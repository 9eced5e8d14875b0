"""Answers as numpy columns: a million of them are a few arrays."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from core.inference.inputs import ABSENT

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
PIECE = 20_000
"""Rows that are Python's objects at once; as numpy's they take a tenth of the memory."""


@dataclass(frozen=True)
class Logged:
    """n answers of one model, oldest first; k columns. Named and coded as core.monitoring.window.Answers, plus the rows' numbers."""

    seq: Whole
    at: Floats
    """(n,): seconds since 1970."""
    version: Whole
    score: Floats
    answer: Floats
    milliseconds: Floats
    bins: Bytes
    """(n, k): ABSENT where a version did not ask for the column."""
    actual: Floats
    """(n,): NaN where nobody said yet what happened."""


@dataclass(frozen=True)
class LoggedVersions:
    """The versions of one model as they were asked, by number: which version, and the names of its inputs."""

    of: dict[int, tuple[int, list[str]]]

    @classmethod
    def found(cls, db: sqlite3.Connection, model: str) -> "LoggedVersions":
        found = db.execute("SELECT ref, version, columns FROM served WHERE model = ?", (model,))
        return cls({ref: (version, json.loads(columns)) for ref, version, columns in found})

    def version(self, ref: int) -> int:
        return self.of[ref][0]

    def aligned(self, ref: int, bins: Bytes, columns: Sequence[str]) -> Bytes:
        """(n, k): the bytes of one version's rows at the places of `columns`."""
        names = self.of[ref][1]
        whole = np.full((len(bins), len(columns)), ABSENT, dtype=np.uint8)
        for place, column in enumerate(columns):
            if column in names:
                whole[:, place] = bins[:, names.index(column)]
        return whole


def as_columns(rows: Sequence[tuple[Any, ...]], served: LoggedVersions, columns: Sequence[str]) -> Logged:
    """Some rows (seq, served, at, score, answer, latency, bins); nothing is known yet of what happened."""
    seq, refs, at, score, answer, latency, bins = zip(*rows, strict=True)
    asked = np.array(refs, dtype=np.int64)
    aligned = np.full((len(rows), len(columns)), ABSENT, dtype=np.uint8)
    for ref in np.unique(asked).tolist():
        places = np.flatnonzero(asked == ref)
        aligned[places] = served.aligned(ref, table_of([bins[place] for place in places.tolist()]), columns)
    return Logged(
        seq=np.array(seq, dtype=np.int64),
        at=np.array(at, dtype=np.float64),
        version=np.array([served.version(ref) for ref in refs], dtype=np.int64),
        score=np.array(score, dtype=np.float64),
        answer=np.array(answer, dtype=np.float64),
        milliseconds=np.array(latency, dtype=np.float64) / 1000,
        bins=aligned,
        actual=np.full(len(rows), np.nan),
    )


def table_of(bins: Sequence[bytes]) -> Bytes:
    """(n, k): the bytes of n rows, which are all as long."""
    return np.frombuffer(b"".join(bins), dtype=np.uint8).reshape(len(bins), len(bins[0]))


def joined(pieces: Iterable[Logged], rows: int, columns: int) -> Logged:
    """All of them, `rows` in all, oldest first; of the same moment, the one that was given first.

    Room is made once, and what has to change its place does so column by column, so that a large log is not in memory twice.
    """
    whole, start = _room(rows, columns), 0
    for piece in pieces:
        for name, column in whole.items():
            column[start : start + len(piece.seq)] = getattr(piece, name)
        start += len(piece.seq)
    if not _in_order(whole["at"], whole["seq"]):
        order = np.lexsort((whole["seq"], whole["at"]))
        for name in whole:
            whole[name] = whole[name][order]
    return Logged(**whole)


def _room(rows: int, columns: int) -> dict[str, Any]:
    kinds = {"seq": np.int64, "version": np.int64}
    room: dict[str, Any] = {field.name: np.empty(rows, kinds.get(field.name, np.float64)) for field in fields(Logged)}
    return {**room, "bins": np.empty((rows, columns), dtype=np.uint8)}


def _in_order(at: Floats, seq: Whole) -> bool:
    later, same = at[1:] > at[:-1], at[1:] == at[:-1]
    return bool(np.all(later | (same & (seq[1:] > seq[:-1]))))


def known_ends(db: sqlite3.Connection, seq: Whole) -> Floats:
    """What happened, for each of the given numbers. The newest report of each holds."""
    actual = np.full(len(seq), np.nan)
    if not len(seq):
        return actual
    order = np.arange(len(seq)) if np.all(seq[1:] > seq[:-1]) else np.argsort(seq)
    sql = "SELECT prediction, actual FROM outcome WHERE +prediction BETWEEN ? AND ? ORDER BY seq"  # no index, for most of them
    rows = db.execute(sql, (int(seq[order[0]]), int(seq[order[-1]])))
    while piece := rows.fetchmany(PIECE):
        about, said = np.array([row[0] for row in piece], dtype=np.int64), np.array([row[1] for row in piece])
        places = order[np.searchsorted(seq, about, sorter=order)]
        ours = seq[places] == about
        actual[places[ours]] = said[ours]  # of one number twice, the later takes the place of the earlier
    return actual
