"""Values far beyond all others, as a slip of the finger makes them (a comma forgotten, two zeros too many)."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.plausible.shapes import Odd
from core.reading import Column

FEWEST, DIFFERENT = 100, 10
TIMES = 3.0
"""So many times as far from the middle as the value that only one of a hundred exceeds."""
MOST_SHARE = 0.002
"""More of them are no slips, but a part of the business."""


def find_far(values: "pd.Series[Any]", column: Column) -> Odd | None:
    """For a column of numbers. What is never negative is measured by its logarithm, so that a long tail alone is not odd."""
    known = values.dropna().to_numpy(dtype=np.float64) if column.kind == "number" else np.empty(0)
    above = known[known > 0]
    if len(known) < FEWEST or len(np.unique(known)) < DIFFERENT:
        return None
    if (known >= 0).all():
        return _beyond(column.name, np.log(above), np.exp) if len(above) >= FEWEST else None
    return _beyond(column.name, known, lambda limit: limit)


def _beyond(name: str, values: npt.NDArray[np.float64], back: Any) -> Odd | None:
    low, middle, high = np.quantile(values, [0.01, 0.5, 0.99])
    top, bottom = middle + TIMES * (high - middle), middle - TIMES * (middle - low)
    limits: dict[str, Any] = {}
    if high > middle and (values > top).any():
        limits["above"] = float(back(top))
    if low < middle and back is not np.exp and (values < bottom).any():
        limits["below"] = float(back(bottom))
    count = int((values > top).sum() if "above" in limits else 0) + int(
        (values < bottom).sum() if "below" in limits else 0
    )
    return Odd(name, "far", count, limits) if 0 < count <= max(3, MOST_SHARE * len(values)) else None
