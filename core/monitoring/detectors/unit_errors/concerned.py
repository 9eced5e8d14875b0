"""Which rows of the whole table are in another unit, once a look at some of them has told that there are such."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.monitoring.detectors.unit_errors import digits, runs
from core.monitoring.detectors.unit_errors.candidates import TENS, Floats, How, Mask

MOST_LISTED = 20_000
UNITS_OF_TEN = (*TENS, *(1 / factor for factor in TENS))
"""Factors that a run tells for sure; others lie too near to each other."""


def concerned(
    frame: pd.DataFrame, name: str, how: How, factor: float, *, seen: npt.NDArray[Any], looked_at: int
) -> tuple[int, int, list[int] | dict[str, Any] | None]:
    """Return the first and last row number, and the rows as a repair takes them; None where it cannot be told of each row.

    `seen`: the numbers of the rows that were found among the `looked_at` rows.
    """
    values = frame[name].to_numpy(dtype=np.float64, na_value=np.nan)
    above = values > 0
    numbers = frame.index.to_numpy()[above]
    if how == "run" and factor in UNITS_OF_TEN:
        return _of_run(numbers, values[above], factor, seen)
    first, last = int(seen.min()), int(seen.max())
    if how == "digits":
        found = digits.converted(values[above])
        return first, last, _listed(numbers[found[1]]) if found else None
    if how == "apart":
        return first, last, _standing_apart(frame, name, factor, seen, looked_at)
    return first, last, None


def _of_run(
    numbers: npt.NDArray[Any], values: Floats, factor: float, seen: npt.NDArray[Any]
) -> tuple[int, int, dict[str, Any] | None]:
    logs = np.log(values)
    stretch: Mask | None = runs.stretch(logs - np.median(logs), float(np.log(factor)))
    if stretch is None:
        return int(seen.min()), int(seen.max()), None
    first, last = int(numbers[stretch].min()), int(numbers[stretch].max())
    agrees = abs(first - seen.min()) + abs(last - seen.max()) <= 0.1 * (seen.max() - seen.min())
    return first, last, {"from": first, "to": last} if agrees else None


def _standing_apart(
    frame: pd.DataFrame, name: str, factor: float, seen: npt.NDArray[Any], looked_at: int
) -> list[int] | dict[str, Any] | None:
    """All beyond a value, where as many lie there as were found; else those found, if every row was looked at."""
    values = frame[name].astype("float64")
    part = values.loc[seen]
    beyond = values >= part.min() if factor > 1 else (values <= part.max()) & (values > 0)
    if beyond.mean() <= 1.05 * len(seen) / looked_at:
        if factor > 1:
            return {"above": float(np.nextafter(part.min(), -np.inf))}
        return _listed(values.index[beyond].to_numpy())
    return _listed(seen) if looked_at == len(frame) else None


def _listed(rows: npt.NDArray[Any]) -> list[int] | None:
    return [int(row) for row in rows] if len(rows) <= MOST_LISTED else None
