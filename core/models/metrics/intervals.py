"""Figures with their ranges, and whether two of them differ by more than chance explains.

Shop figures rest on few rows, so no figure here goes without its range (95%, unless said otherwise).
"""

import math
from dataclasses import dataclass

import numpy as np

from core.common.finding import Level
from core.models.reference import Floats

_95 = 1.959964


@dataclass(frozen=True)
class Range:
    """A figure, the range it may really lie in, its standard error, and the rows it rests on."""

    value: float
    low: float
    high: float
    error: float
    rows: int


def share(hits: int, rows: int) -> Range:
    """The share `hits` / `rows`; Wilson's score interval (JASA 22, 1927), which holds for few rows and rare hits too.

    Its standard error is that of Agresti and Coull, which is not zero when all or none are hits.
    """
    if rows == 0:
        return Range(math.nan, 0.0, 1.0, math.inf, 0)
    value, z2 = hits / rows, _95**2
    middle = (value + z2 / (2 * rows)) / (1 + z2 / rows)
    half = _95 * math.sqrt(value * (1 - value) / rows + z2 / (4 * rows**2)) / (1 + z2 / rows)
    return Range(value, max(0.0, middle - half), min(1.0, middle + half), half / _95, rows)


def average(values: Floats) -> Range:
    """The mean of (n,) values with a normal range; n of at least 2."""
    value, error = float(values.mean()), float(values.std(ddof=1) / math.sqrt(len(values)))
    return Range(value, value - _95 * error, value + _95 * error, error, len(values))


def pairs_right(positive: Floats, negative: Floats) -> Range:
    """How often a value of `positive` is above one of `negative`; ties count half. This is the area under the ROC curve.

    The range is that of Hanley and McNeil (Radiology 143, 1982).
    """
    rows, ones, zeros = len(positive) + len(negative), len(positive), len(negative)
    if not ones or not zeros:
        return Range(math.nan, 0.0, 1.0, math.inf, rows)
    ordered = np.sort(negative)
    below = np.searchsorted(ordered, positive, "left") + np.searchsorted(ordered, positive, "right")
    value = float(below.mean() / 2 / zeros)
    one, two = value / (2 - value), 2 * value**2 / (1 + value)
    spread = value * (1 - value) + (ones - 1) * (one - value**2) + (zeros - 1) * (two - value**2)
    floor = 0.25 / min(ones, zeros) ** 2  # a perfect score on few rows is not certain
    error = math.sqrt(max(spread, 0.0) / (ones * zeros) + floor)
    return Range(value, max(0.0, value - _95 * error), min(1.0, value + _95 * error), error, rows)


def surprise(now: Range, then: Range) -> float:
    """By how many standard errors of their difference `now` lies above `then`; below is negative."""
    spread = math.hypot(now.error, then.error)
    return (now.value - then.value) / spread if spread else 0.0


@dataclass(frozen=True)
class Limits:
    """When a loss is news: it has to be large enough to matter, and surer than chance. Each pair is (size, standard errors)."""

    watch: tuple[float, float]
    act: tuple[float, float]

    def level(self, size: float, errors: float) -> Level:
        """`errors`: how many standard errors the loss is away from none."""
        if size >= self.act[0] and errors >= self.act[1]:
            return "act"
        return "watch" if size >= self.watch[0] and errors >= self.watch[1] else "good"
