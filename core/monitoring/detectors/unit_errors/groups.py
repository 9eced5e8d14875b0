"""All rows of one group in another unit: a shop that counts in cents, a country that weighs in pounds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.data.reading import Column
from core.monitoring.detectors.unit_errors.candidates import FACTORS, TENS, Floats, Mask, is_same_shape, spread_of
from core.monitoring.detectors.unit_errors.context import Context
from core.monitoring.detectors.unit_errors.digits import told_by_digits

FEWEST, LEAST, MOST = 30, 0.02, 0.5
"""Rows of a group, and the share of all rows that it has."""
MOST_GROUPS = {"category": 40, "yes_no": 2, "number": 15}
"""Different values of a column, by its kind."""
ABOUT, EXACTLY = 0.4, 0.04
"""How far a group may lie from where the factor would put it, as a part of that way: where digits tell as well, and where not."""
MOST_UNSURE = 0.15
ABOUT_ALIKE, ALIKE = 0.25, 0.1
"""The same of how its numbers are spread (Kolmogorov-Smirnov distance)."""


@dataclass(frozen=True)
class Group:
    by: str
    value: object


def groups_of(frame: pd.DataFrame, columns: Sequence[Column]) -> list[tuple[Group, Mask]]:
    """Yield groups of a fitting size, with their rows (n,)."""
    return [
        found for column in columns if column.kind in ("category", "yes_no") for found in _values_of(frame, column.name)
    ]


def _values_of(frame: pd.DataFrame, name: str) -> Iterator[tuple[Group, Mask]]:
    for value, count in frame[name].value_counts().items():
        if max(FEWEST, LEAST * len(frame)) <= count <= MOST * len(frame):
            yield Group(name, value), (frame[name] == value).to_numpy(dtype=bool, na_value=False)


def group(
    values: Floats, above: Mask, known: Sequence[tuple[Group, Mask]], context: Context, name: str
) -> tuple[float, Mask, Group] | None:
    """Return the factor, the rows (k,) of those above zero, and the group whose numbers are spread as the others once divided by
    it.
    """
    logs = np.log(values)
    for each, everywhere in known:
        part = everywhere[above]
        if not FEWEST <= part.sum() <= MOST * len(part):
            continue
        for factor in _moved_by(logs, part):
            if told_by_digits(values, part, factor):
                return factor, part, each
            alike = is_same_shape(logs[part], logs[~part], _moved(logs, part), ALIKE)
            if alike and factor in _TENS and _lies(logs, part, factor):
                beside_others = context.residuals_from(logs, above, part, without=[name])
                if _lies(beside_others, part, factor):
                    return factor, part, each
    return None


_TENS = {*TENS, *(1 / factor for factor in TENS)}


def _moved(logs: Floats, part: Mask) -> float:
    return float(np.median(logs[part]) - np.median(logs[~part]))


def _moved_by(logs: Floats, part: Mask) -> list[float]:
    """Factors by which a part that is spread as the rest may have moved, the nearest first."""
    moved = _moved(logs, part)
    fitting = [factor for factor in _nearest(moved) if abs(moved / np.log(factor) - 1) <= ABOUT]
    return fitting if fitting and is_same_shape(logs[part], logs[~part], moved, ABOUT_ALIKE) else []


def _nearest(moved: float) -> list[float]:
    return sorted(FACTORS, key=lambda factor: float(abs(moved - np.log(factor))))


def _lies(logs: Floats, part: Mask, factor: float) -> bool:
    """Whether it has moved by the factor as exactly as can be told."""
    error, shift = 2 * 1.25 * spread_of(logs[~part]) / np.sqrt(part.sum()), float(np.log(factor))
    return bool(abs(_moved(logs, part) - shift) <= EXACTLY * abs(shift) + error and error <= MOST_UNSURE * abs(shift))
