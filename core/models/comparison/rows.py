"""The rows on which two versions are compared, and what each says of them, by its exported form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.inference.exported import Exported
from core.inference.inputs import Input, NotThisKind, Value
from core.models.features import Column
from core.models.reference import Floats, Whole
from core.models.training_rows import LearnedRows

Mask = npt.NDArray[np.bool_]
FEWEST = 30
"""Rows below which nothing is said."""
MOST_ROWS = 20_000
"""The newest of more rows than this are enough."""


@dataclass(frozen=True)
class Told:
    """What one version says of n rows. `score`: the chance of the positive answer (yes_no), the number (number), 1.0 where the answer
    is right (category). `answer`: 1.0 where it warns (yes_no)."""

    score: Floats
    answer: Floats


@dataclass(frozen=True)
class Cases:
    """n rows whose end is known. `actual`: 1.0 or 0.0 (yes_no), the number (number), 1.0 throughout (category)."""

    predicts: str
    frame: pd.DataFrame
    actual: Floats
    old: Told
    new: Told
    units: Whole
    """(n,): rows with the same number are about the same person."""
    guess: float = 0.0
    """Category: the share of the most common answer."""

    def __len__(self) -> int:
        return len(self.actual)

    def where(self, mask: Mask) -> "Cases":
        return Cases(
            self.predicts,
            self.frame[mask],
            self.actual[mask],
            Told(self.old.score[mask], self.old.answer[mask]),
            Told(self.new.score[mask], self.new.answer[mask]),
            self.units[mask],
            self.guess,
        )


def cases_of(
    frame: pd.DataFrame,
    target: str,
    old: Exported,
    new: Exported,
    *,
    renamed: Mapping[str, str] | None = None,
    person: str | None = None,
) -> Cases:
    """The rows of a frame whose end is known. `renamed`: column of the older version -> column of the frame."""
    known, texts = _known(frame[target], new)
    frame, texts = frame[known].iloc[-MOST_ROWS:], texts[-MOST_ROWS:]
    as_old = frame.rename(columns={now: before for before, now in (renamed or {}).items()})
    told_old, told_new = _told(old, as_old, texts), _told(new, frame, texts)
    actual = np.array([new.code_of(text) for text in texts], dtype=np.float64)
    guess = 0.0
    if new.predicts == "category":
        guess = float(np.bincount(actual.astype(np.int64)).max() / len(actual)) if len(actual) else 0.0
        actual = np.ones(len(actual))
    return Cases(new.predicts, frame, actual, told_old, told_new, _units(frame, person), guess)


def fair(frame: pd.DataFrame, older: pd.DataFrame, old: LearnedRows | None, new: LearnedRows | None) -> Mask:
    """(n,): rows from which neither version learned. `older`: the same rows with the older version's names.

    Where nobody can know what a version learned from, none of the rows is fair.
    """
    nothing = np.zeros(len(frame), dtype=bool)
    met = [known.met(rows) if known else None for known, rows in ((old, older), (new, frame))]
    return np.asarray(np.logical_and.reduce([nothing if each is None else ~each for each in met]), dtype=bool)


def columns_for(exported: Exported, frame: pd.DataFrame) -> list[Column]:
    """The frame's columns as a version reads them: what is not there, or not of its kind, is missing."""
    return [_column(asked, frame) for asked in exported.inputs]


def _column(asked: Input, frame: pd.DataFrame) -> Column:
    cells: Sequence[Any] = frame[asked.name].tolist() if asked.name in frame.columns else [None] * len(frame)
    values = [None if pd.isna(cell) else _read(asked, cell) for cell in cells]
    is_text = asked.kind in ("category", "text")
    return np.array(values, dtype=object) if is_text else np.array(values, dtype=object).astype(np.float64)


def _read(asked: Input, cell: Any) -> Value:
    try:
        return asked.read(cell)
    except NotThisKind:
        return None


def _known(values: "pd.Series[Any]", new: Exported) -> tuple[Mask, list[Any]]:
    """Rows whose end is one of the answers, and these ends."""
    known, ends = np.zeros(len(values), dtype=bool), []
    for place, (cell, there) in enumerate(zip(values.tolist(), values.notna().tolist(), strict=True)):
        if there and _is_answer(new, cell):
            known[place] = True
            ends.append(cell)
    return known, ends


def _is_answer(exported: Exported, cell: Any) -> bool:
    try:
        exported.code_of(cell)
    except NotThisKind:
        return False
    return True


def _told(exported: Exported, frame: pd.DataFrame, ends: Sequence[Any]) -> Told:
    if not len(frame):
        return Told(np.zeros(0), np.zeros(0))
    many = exported.answers_of(columns_for(exported, frame))
    if exported.predicts != "category":
        return Told(many.score, many.code)
    actual = np.array([exported.code_of(end) if _is_answer(exported, end) else np.nan for end in ends])
    right = (many.code == actual).astype(np.float64)  # an end that it never learned, it can never give
    return Told(right, right)


def _units(frame: pd.DataFrame, person: str | None) -> Whole:
    if person is None or person not in frame.columns:
        return np.arange(len(frame))
    names = frame[person].astype(object)
    alone = pd.Series([f"row {place}" for place in range(len(frame))], index=frame.index, dtype=object)
    return np.asarray(pd.factorize(names.where(names.notna(), alone))[0], dtype=np.int64)
