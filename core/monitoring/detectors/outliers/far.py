"""Values far beyond all others, as a slip of the finger makes them (a comma forgotten, two zeros too many)."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.data.reading import Column
from core.monitoring.detectors.outliers.impossible_values import ImpossibleValue

FEWEST, DIFFERENT = 100, 10
TIMES = 3.0
"""So many times as far from the middle as the value that only one of a hundred exceeds."""
GAP = 0.3
"""Of the way from the middle to where far begins."""
MOST_MEASURED = 50_000
"""Values from which it is told what is usual."""
MOST_SHARE = 0.002
"""More of them are no slips, but a part of the business."""


def find_far(values: "pd.Series[Any]", column: Column) -> ImpossibleValue | None:
    """Find numbers far from all others. What is never negative is measured by its logarithm, so that a long tail alone is not
    odd.
    """
    if column.kind != "number" or column.distinct < DIFFERENT:
        return None
    known = values.dropna().to_numpy(dtype=np.float64)
    never_negative = len(known) > 0 and known.min() >= 0
    told = known[known > 0] if never_negative else known
    if len(told) < FEWEST:
        return None
    limits = _limits(told[:: max(1, len(told) // MOST_MEASURED)], by_logarithm=never_negative)
    limits = {side: limit for side, limit in limits.items() if _stands_alone(told, side, limit, never_negative)}
    count = _beyond(told, limits)
    return ImpossibleValue(column.name, "far", count, limits) if 0 < count <= max(3, MOST_SHARE * len(told)) else None


def _limits(values: npt.NDArray[np.float64], *, by_logarithm: bool) -> dict[str, float]:
    """Where far begins; no lower end for what is never negative, because small amounts are everywhere."""
    measured = np.log(values) if by_logarithm else values
    low, middle, high = np.quantile(measured, [0.01, 0.5, 0.99])
    limits = {}
    if high > middle:
        top = middle + TIMES * (high - middle)
        limits["above"] = float(np.exp(top) if by_logarithm else top)
    if low < middle and not by_logarithm:
        limits["below"] = float(middle - TIMES * (middle - low))
    return limits


def _stands_alone(values: npt.NDArray[np.float64], side: str, limit: float, by_logarithm: bool) -> bool:
    """Whether there is a gap between what lies beyond the limit and the rest: a tail that goes on is no slip."""
    measured = np.log(values) if by_logarithm else values
    end = np.log(limit) if by_logarithm else limit
    measured, end = (-measured, -end) if side == "below" else (measured, end)
    beyond, rest = measured[measured > end], measured[measured <= end]
    return len(beyond) > 0 and bool(beyond.min() - rest.max() >= GAP * (end - np.median(measured)))


def _beyond(values: npt.NDArray[np.float64], limits: dict[str, float]) -> int:
    above, below = limits.get("above", np.inf), limits.get("below", -np.inf)
    return int((values > above).sum() + (values < below).sum())
