"""Figures with their ranges, and whether two of them differ by more than chance explains.

Shop figures rest on few rows, so no figure here goes without its range (95%, unless said otherwise).
"""

import math
from dataclasses import dataclass

import numpy as np

from core.common.finding import Level
from core.common.wilson import Z_95, wilson_interval
from core.models.metrics.classification import right
from core.models.metrics.ranking import auc
from core.models.metrics.regression import absolute_errors
from core.models.reference import Floats


@dataclass(frozen=True)
class Range:
    """A figure, the range it may really lie in, its standard error, and the rows it rests on."""

    value: float
    low: float
    high: float
    error: float
    rows: int


def proportion_range(hits: int, rows: int) -> Range:
    """Return the share `hits` / `rows` with Wilson's score interval.

    Its standard error is that of Agresti and Coull, which is not zero when all or none are hits.
    """
    low, high = wilson_interval(hits, rows)
    if rows == 0:
        return Range(math.nan, low, high, math.inf, 0)
    value, z2 = hits / rows, Z_95**2
    error = math.sqrt(value * (1 - value) / rows + z2 / (4 * rows**2)) / (1 + z2 / rows)
    return Range(value, low, high, error, rows)


def mean_range(values: Floats) -> Range:
    """Return the mean of (n,) values with a normal range; n of at least 2."""
    value, error = float(values.mean()), float(values.std(ddof=1) / math.sqrt(len(values)))
    return Range(value, value - Z_95 * error, value + Z_95 * error, error, len(values))


def accuracy_range(actual: Floats, answer: Floats) -> Range:
    """Return the share of rows (n,) whose answer is right."""
    return proportion_range(int(right(actual, answer).sum()), len(actual))


def precision_range(actual: Floats, answer: Floats) -> Range:
    """Return the share of rows answered 1 that are 1, out of the rows answered so."""
    return proportion_range(int((actual[answer == 1] == 1).sum()), int((answer == 1).sum()))


def error_range(actual: Floats, predicted: Floats) -> Range:
    """Return the mean absolute error of (n,) amounts; n of at least 2."""
    return mean_range(absolute_errors(actual, predicted))


def auc_range(positive: Floats, negative: Floats) -> Range:
    """Return how often a value of `positive` is above one of `negative`: the area under the ROC curve of both together.

    The range is that of Hanley and McNeil (Radiology 143, 1982).
    """
    rows, ones, zeros = len(positive) + len(negative), len(positive), len(negative)
    if not ones or not zeros:
        return Range(math.nan, 0.0, 1.0, math.inf, rows)
    value = auc(np.repeat([1.0, 0.0], [ones, zeros]), np.concatenate([positive, negative]))
    one, two = value / (2 - value), 2 * value**2 / (1 + value)
    spread = value * (1 - value) + (ones - 1) * (one - value**2) + (zeros - 1) * (two - value**2)
    floor = 0.25 / min(ones, zeros) ** 2  # a perfect score on few rows is not certain
    error = math.sqrt(max(spread, 0.0) / (ones * zeros) + floor)
    return Range(value, max(0.0, value - Z_95 * error), min(1.0, value + Z_95 * error), error, rows)


def z_score(now: Range, then: Range) -> float:
    """Return by how many standard errors of their difference `now` lies above `then`; below is negative."""
    spread = math.hypot(now.error, then.error)
    return (now.value - then.value) / spread if spread else 0.0


@dataclass(frozen=True)
class Limits:
    """When a loss is news: it has to be large enough to matter, and surer than chance. Each pair is (size, standard errors)."""

    watch: tuple[float, float]
    act: tuple[float, float]

    def level(self, size: float, errors: float) -> Level:
        """Return how grave a loss of this `size` is that lies so many standard `errors` away from none."""
        if size >= self.act[0] and errors >= self.act[1]:
            return "act"
        return "watch" if size >= self.watch[0] and errors >= self.watch[1] else "good"
