"""Which rows a version learned from, so that it is never praised later for knowing them: numbers, from which no value can be read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.inference.inputs import InputKind
from core.models.features import column_of

Mask = npt.NDArray[np.bool_]
Hashes = npt.NDArray[np.uint64]
Columns = tuple[tuple[str, InputKind], ...]


@dataclass(frozen=True)
class TrainingRows:
    """`rows` holds one number for each learned row, of the columns it learned from and the answer; `who` one for each of the
    ids and persons in them, by column."""

    columns: Columns
    rows: Hashes
    who: dict[str, Hashes] = field(default_factory=dict)

    def met(self, frame: pd.DataFrame) -> Mask | None:
        """Return a mask (n,) of the rows it learned from, and of others about the same ids or persons; None where nobody can know."""
        found = [_text_numbers(frame[name], known) for name, known in self.who.items() if name in frame.columns]
        if len(self.rows) and all(name in frame.columns for name, _ in self.columns):
            found.append(np.isin(_numbers(frame, self.columns), self.rows))
        return np.logical_or.reduce(found) if found else None

    def without(self, frame: pd.DataFrame) -> "TrainingRows":
        """Return the same without these rows, ids and persons: it does not say any more whether they were among them."""
        rows = self.rows
        if len(rows) and all(name in frame.columns for name, _ in self.columns):
            rows = np.setdiff1d(rows, _numbers(frame, self.columns))
        who = {
            name: np.setdiff1d(known, _of_texts(frame[name].dropna())) if name in frame.columns else known
            for name, known in self.who.items()
        }
        return TrainingRows(self.columns, rows, who)

    def to_bytes(self) -> bytes:
        """Return one npz file without any pickle."""
        told = json.dumps({"columns": self.columns, "who": list(self.who)}).encode()
        buffer = BytesIO()
        arrays: dict[str, Any] = {f"who {place}": known for place, known in enumerate(self.who.values())}
        np.savez_compressed(buffer, told=np.frombuffer(told, dtype=np.uint8), rows=self.rows, **arrays)
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> "TrainingRows":
        with np.load(BytesIO(data), allow_pickle=False) as held:
            told = json.loads(held["told"].tobytes())
            who = {name: held[f"who {place}"] for place, name in enumerate(told["who"])}
            return cls(tuple((name, kind) for name, kind in told["columns"]), held["rows"], who)


def training_rows_of(frame: pd.DataFrame, columns: Columns, who: Sequence[str]) -> TrainingRows:
    """Return what is remembered of a frame that holds the training rows alone.

    In a table of few columns rows look alike without being the same. Where more than half of them do, only ids and persons can
    say which was met.
    """
    rows = np.unique(_numbers(frame, columns))
    if len(rows) <= len(frame) / 2:
        rows = rows[:0]
    return TrainingRows(columns, rows, {name: np.unique(_of_texts(frame[name].dropna())) for name in who})


def _numbers(frame: pd.DataFrame, columns: Columns) -> Hashes:
    """(n,): the same number for rows that a model cannot tell apart. A column of another kind than it was tells all apart."""
    made = {str(place): _column(frame[name], kind) for place, (name, kind) in enumerate(columns)}
    return np.asarray(pd.util.hash_pandas_object(pd.DataFrame(made), index=False), dtype=np.uint64)


def _column(values: "pd.Series[Any]", kind: InputKind) -> "npt.NDArray[np.generic]":
    """The column as that kind; as text where it holds something else."""
    try:
        return column_of(values if kind != "category" else values.astype(object), kind)
    except (TypeError, ValueError):
        return column_of(values.astype(object), "category")


def _of_texts(values: "pd.Series[Any]") -> Hashes:
    texts = column_of(values.astype(object), "category")
    return np.asarray(pd.util.hash_array(texts, categorize=True), dtype=np.uint64)


def _text_numbers(values: "pd.Series[Any]", known: Hashes) -> Mask:
    there = values.notna().to_numpy()
    met = np.zeros(len(values), dtype=bool)
    met[there] = np.isin(_of_texts(values[there]), known)
    return met
