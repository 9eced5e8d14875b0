"""Whether numbers were multiplied by one factor: the mark of another unit (pounds for kilograms, cents for whole money)."""

import math

import numpy as np

from core.inputs import ABOVE, ABSENT, BELOW, Input
from core.reference import Counts, Floats

LEAST = math.log(1.5)
"""No shop's numbers grow by half from one day to the next, all alike."""
ALIKE = 0.3
"""How far the factors of high and low values may lie apart, as a part of the factor's logarithm."""
_POINTS = np.linspace(0.05, 0.95, 19)


def factor(asked: Input, then: Counts, now: Counts) -> float | None:
    """The factor between two counts (256,) of a number's codes; None when it is near 1, or not the same for all values.

    Quantiles are read off between the bins' edges. Those beyond the range met in training are not known, so at least four
    of nineteen have to lie within.
    """
    before, after = _quantiles(asked, then), _quantiles(asked, now)
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(after / before)
    logs = logs[np.isfinite(logs)]
    if len(logs) < 4:
        return None
    lower, middle, upper = (float(value) for value in np.percentile(logs, (10, 50, 90)))
    return math.exp(middle) if abs(middle) >= LEAST and upper - lower <= ALIKE * abs(middle) else None


def _quantiles(asked: Input, counts: Counts) -> Floats:
    """(19,): the values below which 5, 10, ... 95 of 100 rows lie; NaN beyond the range met in training."""
    places = np.array([asked.low, *asked.edges, asked.high], dtype=np.float64)
    bins = counts[: len(asked.edges) + 1]
    total = bins.sum() + counts[BELOW] + counts[ABOVE]
    if not total or counts[:ABSENT].sum() == 0:
        return np.full(len(_POINTS), np.nan)
    reached = (counts[BELOW] + np.concatenate([[0], np.cumsum(bins)])) / total
    values = np.interp(_POINTS, reached, places)
    values[(reached[0] >= _POINTS) | (reached[-1] <= _POINTS)] = np.nan
    return values
