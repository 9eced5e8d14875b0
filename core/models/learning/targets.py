"""The column that holds the answer: what its values mean, and whether a model can be made of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.common.errors import NotTrainable
from core.common.parsing.booleans import truth
from core.common.words import Words, clean
from core.data.reading import Column as TableColumn
from core.inference.inputs import InputKind
from core.models.features import column_of
from core.models.learning.column_words import mentions
from core.models.reference import Floats
from core.models.template import Template

FEWEST_ROWS = 50
FEWEST_EACH = 10
"""Rows of each answer: fewer cannot both be learned from and held back."""
MOST_LABELS = 100


@dataclass(frozen=True)
class TargetColumn:
    """The column that was chosen as the answer, as it stands in a table of n rows."""

    template: Template
    name: str
    values: "pd.Series[Any]"
    column: TableColumn | None = None
    """How the file writes it, where that is known."""
    positive: str | None = None
    """The answer that the owner looks out for, as they wrote it; None where nobody said."""


@dataclass(frozen=True)
class Target:
    """n rows of the table; those without an answer, or with one too rare to learn, are not usable."""

    name: str
    predicts: str
    codes: Floats
    """(n,): coded as in core.models.reference; NaN where not usable."""
    labels: tuple[str, ...] = ()
    """The answers to choose among; none where the answer is an amount."""
    positive: str = ""
    rare: int = 0
    """Rows whose answer was too rare."""
    written: str = ""
    unit: str = ""
    """Of an amount: how the table writes it (the `written` and `unit` of a reading's column)."""

    @property
    def usable(self) -> npt.NDArray[np.bool_]:
        return ~np.isnan(self.codes)

    @property
    def known(self) -> Floats:
        """Return the codes of the usable rows."""
        return self.codes[self.usable]

    @property
    def is_amount(self) -> bool:
        """Tell whether the answer is a number of its own, not one of several answers to choose among."""
        return not self.labels

    @property
    def kind(self) -> InputKind:
        """Return the kind of column that its values are told apart by."""
        return "number" if self.is_amount else "category"


def check_known(asked: TargetColumn) -> None:
    """Raise NotTrainable, with what would help, where too few answers are known."""
    shown, known, rows = clean(asked.name), int(asked.values.notna().sum()), len(asked.values)
    if known < FEWEST_ROWS:
        raise NotTrainable(
            f"“{shown}” has an answer in only {Words().few(known, 'row')}; at least {FEWEST_ROWS} are needed.",
            "Add rows whose answer is known, then train again. A few hundred make a good start.",
            rows=known,
        )
    if known < rows / 2:
        raise NotTrainable(
            f"“{shown}” is mostly empty: only {known} of {rows} rows have an answer.",
            "Fill in the missing answers, or keep only the rows whose answer is known.",
            rows=known,
        )


def read_amounts(asked: TargetColumn, predicts: str) -> Target:
    """Return the numbers of the column as codes. Raise NotTrainable for other values, and where all are the same."""
    if not pd.api.types.is_numeric_dtype(asked.values):
        raise NotTrainable(
            f"“{clean(asked.name)}” does not hold numbers.", "Choose the column that holds the number to learn."
        )
    codes = column_of(asked.values, "number")
    if np.nanmin(codes) == np.nanmax(codes):
        raise NotTrainable(
            f"“{clean(asked.name)}” is the same in every row.", "Choose a column whose number differs from row to row."
        )
    written, unit = (asked.column.written, asked.column.unit) if asked.column else ("", "")
    return Target(asked.name, predicts, codes, written=written, unit=unit)


def read_two_answers(asked: TargetColumn, predicts: str) -> Target:
    """Return a column of two answers, the positive one coded 1. Raise NotTrainable for more of them, or too few rows of one."""
    texts, counts = _counted(asked)
    if len(counts) > 2:
        raise NotTrainable(
            f"“{clean(asked.name)}” has {len(counts)} different answers; this question needs exactly two.",
            "Choose a column with two answers, or ask “Something else” to learn several.",
            different=len(counts),
        )
    _refuse_rare(asked, counts, counts)
    labels = sorted(str(label) for label in counts.index)
    positive = _positive(asked, labels, counts)
    labels.sort(key=lambda label: label == positive)
    return _as_spelled(replace(_coded(asked, predicts, texts, labels), positive=positive), asked)


def read_several_answers(asked: TargetColumn, predicts: str) -> Target:
    """Return a column of several answers in alphabetical order, without the rare ones. Raise NotTrainable where few are left."""
    texts, counts = _counted(asked)
    kept = counts[counts >= FEWEST_EACH]
    _refuse_rare(asked, counts, kept)
    found = _coded(asked, predicts, texts, sorted(str(label) for label in kept.index))
    return _as_spelled(replace(found, rare=int(counts.sum() - kept.sum())), asked)


def _counted(asked: TargetColumn) -> "tuple[pd.Series[Any], pd.Series[int]]":
    """The answers as texts, and how often each occurs."""
    texts = pd.Series(column_of(asked.values.astype(object), "category"))
    counts, shown = texts.value_counts(), clean(asked.name)
    different = len(counts)
    if different == 1:
        raise NotTrainable(
            f"Every row has the same answer in “{shown}”, so there is nothing to tell apart.",
            "Add rows that ended the other way, then train again.",
        )
    if different > MOST_LABELS or different > 0.9 * counts.sum():
        raise NotTrainable(
            f"“{shown}” has {different} different answers in {len(texts)} rows: too many to learn.",
            "Choose a column with few answers, or put similar answers together under one name.",
            different=different,
        )
    return texts, counts


def _refuse_rare(asked: TargetColumn, counts: "pd.Series[int]", kept: "pd.Series[int]") -> None:
    if len(kept) < 2 or kept.min() < FEWEST_EACH:
        raise NotTrainable(
            f"“{clean(asked.name)}” has too few rows for each answer: at least {FEWEST_EACH} are needed.",
            "Add rows that ended the rarer way, then train again.",
            fewest=int(counts.min()),
        )


def _coded(asked: TargetColumn, predicts: str, texts: "pd.Series[Any]", labels: Sequence[str]) -> Target:
    places = {label: float(at) for at, label in enumerate(labels)}
    codes = np.asarray(texts.map(places).to_numpy(dtype=np.float64, na_value=np.nan), dtype=np.float64)
    return Target(asked.name, predicts, codes, tuple(labels))


def _as_spelled(target: Target, asked: TargetColumn) -> Target:
    """Yes and no as the table writes them, where the column holds these."""
    spelled = (asked.column.spelled_no, asked.column.spelled_yes) if asked.column else ("", "")
    if str(asked.values.dtype) not in ("bool", "boolean") or not all(spelled):
        return target
    own = dict(zip(("no", "yes"), spelled, strict=True))
    labels = tuple(own[label] for label in target.labels)
    return replace(target, labels=labels, positive=own.get(target.positive, ""))


def _positive(asked: TargetColumn, labels: Sequence[str], counts: "pd.Series[int]") -> str:
    if asked.positive is not None:
        return _wanted(labels, asked.positive)
    hinted = [label for label in labels if label.casefold() in asked.template.positive_hints]
    if len(hinted) != 1:
        return str(counts.idxmin())
    if mentions(asked.name, asked.template.contrary_hints):
        return next(label for label in labels if label != hinted[0])
    return hinted[0]


def _wanted(labels: Sequence[str], wanted: str) -> str:
    """The label that the owner means, however it is written: "Ja", "true" and "1" are one answer."""
    for label in labels:
        says = truth(label)
        if label.casefold() == wanted.strip().casefold() or (says is not None and says == truth(wanted)):
            return label
    raise NotTrainable(
        f"“{clean(wanted)}” is not one of the two answers.", f"They are: “{clean(labels[0])}” and “{clean(labels[1])}”."
    )
