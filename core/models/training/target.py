"""The column that holds the answer: what its values mean, and whether a model can be made of it."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.common.errors import NotTrainable
from core.common.parsing.booleans import truth
from core.common.words import Words, clean
from core.models.features import column_of
from core.models.reference import Floats
from core.models.template import Template
from core.models.training.roles import mentions

FEWEST_ROWS = 50
FEWEST_EACH = 10
"""Rows of each answer: fewer cannot both be learned from and held back."""
MOST_LABELS = 100


@dataclass(frozen=True)
class Target:
    """n rows of the table; those without an answer, or with one too rare to learn, are not usable."""

    name: str
    predicts: str
    codes: Floats
    """(n,): coded as in core.models.reference; NaN where not usable."""
    labels: tuple[str, ...]
    positive: str
    rare: int
    """Rows whose answer was too rare."""
    written: str = ""
    unit: str = ""
    """Number: how the table writes it (the `written` and `unit` of a reading's column)."""

    @property
    def usable(self) -> npt.NDArray[np.bool_]:
        return ~np.isnan(self.codes)


def understood(
    template: Template, values: pd.Series, name: str, positive: str | None, spelled: tuple[str, str] = ("", "")
) -> Target:
    """`spelled`: how the table writes no and yes, where the column holds these. Raises NotTrainable, with what would help."""
    shown, predicts = clean(name), template.predicts(values)
    known = int(values.notna().sum())
    if known < FEWEST_ROWS:
        raise NotTrainable(
            f"“{shown}” has an answer in only {Words().few(known, 'row')}; at least {FEWEST_ROWS} are needed.",
            "Add rows whose answer is known, then train again. A few hundred make a good start.",
            rows=known,
        )
    if known < len(values) / 2:
        raise NotTrainable(
            f"“{shown}” is mostly empty: only {known} of {len(values)} rows have an answer.",
            "Fill in the missing answers, or keep only the rows whose answer is known.",
            rows=known,
        )
    if predicts == "number":
        return _number(values, name)
    target = _labelled(template, values, name, predicts, positive)
    return _as_spelled(target, spelled) if str(values.dtype) in ("bool", "boolean") and all(spelled) else target


def _as_spelled(target: Target, spelled: tuple[str, str]) -> Target:
    """Yes and no as the table writes them."""
    own = dict(zip(("no", "yes"), spelled, strict=True))
    labels = tuple(own[label] for label in target.labels)
    return replace(target, labels=labels, positive=own.get(target.positive, ""))


def _number(values: pd.Series, name: str) -> Target:
    if not pd.api.types.is_numeric_dtype(values):
        raise NotTrainable(
            f"“{clean(name)}” does not hold numbers.", "Choose the column that holds the number to learn."
        )
    codes = column_of(values, "number")
    if np.nanmin(codes) == np.nanmax(codes):
        raise NotTrainable(
            f"“{clean(name)}” is the same in every row.", "Choose a column whose number differs from row to row."
        )
    return Target(name, "number", codes, (), "", 0)


def _labelled(template: Template, values: pd.Series, name: str, predicts: str, positive: str | None) -> Target:
    texts = pd.Series(column_of(values.astype(object), "category"))
    counts = texts.value_counts()
    _refuse_odd(counts, name, len(texts), predicts)
    kept = counts[counts >= FEWEST_EACH] if predicts == "category" else counts
    if len(kept) < 2 or kept.min() < FEWEST_EACH:
        raise NotTrainable(
            f"“{clean(name)}” has too few rows for each answer: at least {FEWEST_EACH} are needed.",
            "Add rows that ended the rarer way, then train again.",
            fewest=int(counts.min()),
        )
    labels = sorted(str(label) for label in kept.index)
    chosen = ""
    if predicts == "yes_no":
        chosen = _positive(template, labels, kept, name, positive)
        labels.sort(key=lambda label: label == chosen)
    places = {label: float(at) for at, label in enumerate(labels)}
    codes = texts.map(places).to_numpy(dtype=np.float64, na_value=np.nan)
    rare = int(counts.sum() - kept.sum())
    return Target(name, predicts, codes, tuple(labels), chosen, rare)


def _refuse_odd(counts: "pd.Series[int]", name: str, rows: int, predicts: str) -> None:
    shown, different = clean(name), len(counts)
    if different == 1:
        raise NotTrainable(
            f"Every row has the same answer in “{shown}”, so there is nothing to tell apart.",
            "Add rows that ended the other way, then train again.",
        )
    if different > MOST_LABELS or different > 0.9 * counts.sum():
        raise NotTrainable(
            f"“{shown}” has {different} different answers in {rows} rows: too many to learn.",
            "Choose a column with few answers, or put similar answers together under one name.",
            different=different,
        )
    if predicts == "yes_no" and different > 2:
        raise NotTrainable(
            f"“{shown}” has {different} different answers; this question needs exactly two.",
            "Choose a column with two answers, or ask “Something else” to learn several.",
            different=different,
        )


def _positive(template: Template, labels: list[str], counts: "pd.Series[int]", name: str, wanted: str | None) -> str:
    if wanted is not None:
        return _wanted(labels, wanted)
    hinted = [label for label in labels if label.casefold() in template.positive_hints]
    rarer = str(counts.idxmin())
    if len(hinted) != 1:
        return rarer
    if mentions(name, template.contrary_hints):
        return next(label for label in labels if label != hinted[0])
    return hinted[0]


def _wanted(labels: list[str], wanted: str) -> str:
    """The label that the owner means, however it is written: "Ja", "true" and "1" are one answer."""
    for label in labels:
        says = truth(label)
        if label.casefold() == wanted.strip().casefold() or (says is not None and says == truth(wanted)):
            return label
    raise NotTrainable(
        f"“{clean(wanted)}” is not one of the two answers.", f"They are: “{clean(labels[0])}” and “{clean(labels[1])}”."
    )
