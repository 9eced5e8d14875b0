"""Which rows two versions are compared on, and both versions' answers for them, by their exported forms."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from core.inference.exported import Exported
from core.inference.inputs import Input, NotThisKind, Value
from core.models.comparison.rows import ComparedRows, Mask, VersionScores
from core.models.comparison.rules import ComparisonRules
from core.models.features import Column
from core.models.reference import Floats, Whole
from core.models.training_rows import TrainingRows

MOST_ROWS = 20_000
"""The newest of more rows than this are enough."""


def select_rows(
    rules: ComparisonRules,
    frame: pd.DataFrame,
    target: str,
    old: Exported,
    new: Exported,
    *,
    renamed: Mapping[str, str] | None = None,
    person: str | None = None,
) -> ComparedRows:
    """Return the rows of a frame whose end is known. `renamed`: column of the older version -> column of the frame."""
    codes = _codes(new, frame[target])
    known = ~np.isnan(codes)
    frame, codes = frame[known].iloc[-MOST_ROWS:], codes[known][-MOST_ROWS:]
    as_old = frame.rename(columns={now: before for before, now in (renamed or {}).items()})
    scores_old = _scores(rules, old, as_old, _codes(old, frame[target]))
    scores_new = _scores(rules, new, frame, codes)
    actual, guess = rules.expect(codes)
    return ComparedRows(frame, actual, scores_old, scores_new, _units(frame, person), guess)


def fair(frame: pd.DataFrame, older: pd.DataFrame, old: TrainingRows | None, new: TrainingRows | None) -> Mask:
    """Mark the rows (n,) from which neither version learned. `older`: the same rows with the older version's names.

    Where nobody can know what a version learned from, none of the rows is fair.
    """
    nothing = np.zeros(len(frame), dtype=bool)
    met = [known.met(rows) if known else None for known, rows in ((old, older), (new, frame))]
    return np.asarray(np.logical_and.reduce([nothing if each is None else ~each for each in met]), dtype=bool)


def columns_for(exported: Exported, frame: pd.DataFrame) -> list[Column]:
    """Return the frame's columns as a version reads them: what is not there, or not of its kind, is missing."""
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


def _codes(exported: Exported, values: "pd.Series[Any]") -> Floats:
    """(n,): how each row ended, as a version codes it; NaN where that is not known, or none of its answers."""
    there = values.notna().tolist()
    codes = [_code(exported, cell) if known else np.nan for cell, known in zip(values.tolist(), there, strict=True)]
    return np.array(codes, dtype=np.float64)


def _code(exported: Exported, cell: Any) -> float:
    try:
        return exported.code_of(cell)
    except NotThisKind:
        return np.nan


def _scores(rules: ComparisonRules, exported: Exported, frame: pd.DataFrame, actual: Floats) -> VersionScores:
    if not len(frame):
        return VersionScores(np.zeros(0), np.zeros(0))
    return rules.score(exported.answers_of(columns_for(exported, frame)), actual)


def _units(frame: pd.DataFrame, person: str | None) -> Whole:
    if person is None or person not in frame.columns:
        return np.arange(len(frame))
    names = frame[person].astype(object)
    alone = pd.Series([f"row {place}" for place in range(len(frame))], index=frame.index, dtype=object)
    return np.asarray(pd.factorize(names.where(names.notna(), alone))[0], dtype=np.int64)
