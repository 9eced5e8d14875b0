"""Answers as numpy columns: a million of them are a few arrays."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from core.inference.inputs import ABSENT
from core.serving.prediction_log.row import FIGURES, WHOLE_NUMBERS, Figures

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
PIECE = 20_000
"""Rows that are Python's objects at once; as numpy's they take a tenth of the memory."""
READ = (*FIGURES, "served", "bins")
"""The columns of the table from which answers are made."""
_EPOCH, _ONE_DAY = date(1970, 1, 1), timedelta(days=1)


@dataclass(frozen=True)
class Answers(Figures):
    """Logged answers of one model, oldest first; n rows, k inputs in the order that was asked for. Coded as in core.models.reference.

    Bins of different versions cannot be compared. A column that a version did not ask for, or that was not sent, has the code
    `inputs.ABSENT`.
    """

    version: Whole
    bins: Bytes
    """(n, k)"""
    actual: Floats
    """(n,): what really happened, NaN where nobody said yet."""

    def __len__(self) -> int:
        return len(self.at)

    @cached_property
    def milliseconds(self) -> Floats:
        """Return the time that each answer took to make."""
        return self.latency / 1000

    @cached_property
    def days(self) -> Whole:
        """Return the day (UTC) of each answer, counted from 1970-01-01."""
        return np.floor(self.at / 86_400).astype(np.int64)

    def between(self, first: date, last: date) -> "Answers":
        """Return the answers of the days from `first` to `last`, both included. They lie together, so nothing is copied."""
        start, end = np.searchsorted(self.at, [86_400.0 * (day - _EPOCH).days for day in (first, last + _ONE_DAY)])
        return self._only(slice(start, end))

    def where(self, mask: npt.NDArray[np.bool_]) -> "Answers":
        """Return the answers for which `mask` (n,) is true; all of them without a copy, for there can be millions."""
        return self if mask.all() else self._only(mask)

    def _only(self, rows: npt.NDArray[np.bool_] | slice) -> "Answers":
        return Answers(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    @cached_property
    def labelled(self) -> "Answers":
        """Return the answers whose outcome is known."""
        return self.where(~np.isnan(self.actual))


@dataclass(frozen=True)
class LoggedVersions:
    """The versions of one model as they were asked, by number: which version, and the names of its inputs."""

    of: dict[int, tuple[int, list[str]]]

    @classmethod
    def found(cls, db: sqlite3.Connection, model: str) -> "LoggedVersions":
        """Read the versions of `model` from the log."""
        found = db.execute("SELECT ref, version, columns FROM served WHERE model = ?", (model,))
        return cls({ref: (version, json.loads(columns)) for ref, version, columns in found})

    def version(self, ref: int) -> int:
        """Return the version's number."""
        return self.of[ref][0]

    def aligned(self, ref: int, bins: Bytes, columns: Sequence[str]) -> Bytes:
        """Return the bytes of one version's rows at the places of `columns`: (n, k)."""
        names = self.of[ref][1]
        whole = np.full((len(bins), len(columns)), ABSENT, dtype=np.uint8)
        for place, column in enumerate(columns):
            if column in names:
                whole[:, place] = bins[:, names.index(column)]
        return whole


def dtype_of(figure: str) -> "type[np.int64 | np.float64]":
    """Return the type of a figure's array."""
    return np.int64 if figure in WHOLE_NUMBERS else np.float64


def figures_of(columns: Mapping[str, Sequence[Any]]) -> dict[str, npt.NDArray[Any]]:
    """Return the figures as arrays, by name, from columns of the table."""
    return {name: np.array(columns[name], dtype=dtype_of(name)) for name in FIGURES}


def as_answers(rows: Sequence[tuple[Any, ...]], versions: LoggedVersions, columns: Sequence[str]) -> Answers:
    """Make answers of rows that have the columns READ; nothing is known yet of what happened."""
    read = dict(zip(READ, zip(*rows, strict=True), strict=True))
    asked = np.array(read["served"], dtype=np.int64)
    aligned = np.full((len(rows), len(columns)), ABSENT, dtype=np.uint8)
    version = np.empty(len(rows), dtype=np.int64)
    for ref in np.unique(asked).tolist():
        places = np.flatnonzero(asked == ref)
        version[places] = versions.version(ref)
        aligned[places] = versions.aligned(ref, table_of([read["bins"][place] for place in places.tolist()]), columns)
    return Answers(**figures_of(read), version=version, bins=aligned, actual=np.full(len(rows), np.nan))


def table_of(bins: Sequence[bytes]) -> Bytes:
    """Return the bytes of n rows, which are all as long, as a table: (n, k)."""
    return np.frombuffer(b"".join(bins), dtype=np.uint8).reshape(len(bins), len(bins[0]))


def join_answers(pieces: Iterable[Answers], rows: int, columns: int) -> Answers:
    """Join all pieces, `rows` in all, oldest first; of the same moment, the one that was given first.

    Room is made once, and what has to change its place does so column by column, so that a large log is not in memory twice.
    """
    whole, start = _room(rows, columns), 0
    for piece in pieces:
        for name, column in whole.items():
            column[start : start + len(piece)] = getattr(piece, name)
        start += len(piece)
    if not _in_order(whole["at"], whole["seq"]):
        order = np.lexsort((whole["seq"], whole["at"]))
        for name in whole:
            whole[name] = whole[name][order]
    return Answers(**whole)


def _room(rows: int, columns: int) -> dict[str, npt.NDArray[Any]]:
    return {
        **{name: np.empty(rows, dtype=dtype_of(name)) for name in FIGURES},
        "version": np.empty(rows, dtype=np.int64),
        "bins": np.empty((rows, columns), dtype=np.uint8),
        "actual": np.empty(rows),
    }


def _in_order(at: Floats, seq: Whole) -> bool:
    later, same = at[1:] > at[:-1], at[1:] == at[:-1]
    return bool(np.all(later | (same & (seq[1:] > seq[:-1]))))


def read_outcomes(db: sqlite3.Connection, seq: Whole) -> Floats:
    """Read what happened, for each of the given numbers. The newest report of each holds."""
    actual = np.full(len(seq), np.nan)
    if not len(seq):
        return actual
    order = np.arange(len(seq)) if np.all(seq[1:] > seq[:-1]) else np.argsort(seq)
    sql = "SELECT prediction, actual FROM outcome WHERE +prediction BETWEEN ? AND ? ORDER BY seq"  # no index, for most of them
    rows = db.execute(sql, (int(seq[order[0]]), int(seq[order[-1]])))
    while piece := rows.fetchmany(PIECE):
        about, reported = np.array([row[0] for row in piece], dtype=np.int64), np.array([row[1] for row in piece])
        places = order[np.searchsorted(seq, about, sorter=order)]
        ours = seq[places] == about
        actual[places[ours]] = reported[ours]  # of one number twice, the later takes the place of the earlier
    return actual
