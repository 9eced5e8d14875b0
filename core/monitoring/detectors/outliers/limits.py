"""Values that cannot be: beyond what the column's name allows, beyond what nearly all others keep to, or a code for "not known"."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from core.data.reading import Column
from core.monitoring.detectors.outliers.impossible_values import ImpossibleValue
from core.monitoring.detectors.outliers.names import says

OLDEST = 120
FEW = 0.05
"""Share of the values up to which what lies beyond a limit is a mistake, and not the column's own way."""
RARELY_NEGATIVE, HARDLY_EVER = 0.01, 0.001
FEWEST = 50
CODES = (-1.0, -9.0, -99.0, -999.0, -9999.0, -99999.0, 999.0, 9999.0, 99999.0, 999999.0, 9999999.0)
FAR_APART = 3.0
"""A code is at least so many times as large as the largest other value."""
FIRST_YEAR, FIRST_DAY = 1800, pd.Timestamp("1900-01-02")
LATEST_YEARS = 50


def find_impossible(values: "pd.Series[Any]", column: Column, today: date) -> ImpossibleValue | None:
    """Return the first reason found why values cannot be, for a column of numbers or of days."""
    known = values.dropna()
    if len(known) < FEWEST:
        return None
    if column.kind == "number":
        return next(_numbers(known.to_numpy(dtype=np.float64), column.name, today), None)
    return next(_days(known, column, today), None) if column.kind == "date" else None


def _numbers(values: "np.ndarray[Any, np.dtype[np.float64]]", name: str, today: date) -> Iterator[ImpossibleValue]:
    code = _code(values)
    if code is not None:
        yield ImpossibleValue(name, "code", int((values == code).sum()), {"values": [code]})
    if says(name, "age"):
        yield from _beyond(name, "age", values, {"below": 0.0, "above": float(OLDEST)})
    if says(name, "percent"):
        yield from _beyond(name, "percent", values, {"below": 0.0, "above": 100.0})
    if says(name, "year") and np.median(values) > FIRST_YEAR and bool((values % 1 == 0).all()):
        yield from _beyond(
            name, "year", values[values != 0], {"below": float(FIRST_YEAR), "above": float(today.year + LATEST_YEARS)}
        )
    share = float((values < 0).mean())
    by_name = says(name, "never_negative")
    if 0 < share <= (RARELY_NEGATIVE if by_name else HARDLY_EVER) and (by_name or np.quantile(values, 0.01) > 0):
        yield from _beyond(name, "negative", values, {"below": 0.0})


def _beyond(name: str, why: Any, values: Any, limits: dict[str, float]) -> Iterator[ImpossibleValue]:
    beyond = np.zeros(len(values), dtype=bool)
    beyond |= values < limits["below"]
    if "above" in limits:
        beyond |= values > limits["above"]
    if 0 < beyond.sum() <= FEW * len(values):
        yield ImpossibleValue(name, why, int(beyond.sum()), dict(limits))


def _code(values: "np.ndarray[Any, np.dtype[np.float64]]") -> float | None:
    """A number of nines (or -1) that comes several times and stands all alone beyond the others."""
    ends = (values.min(), values.max())
    for code in (code for code in CODES if code in ends):
        times = int((values == code).sum())
        others = values[values != code]
        if times < 3 or len(others) < 10 or len(np.unique(others)) < 5:
            continue
        alone = others.min() >= 0 and code not in (-1.0, -9.0) if code < 0 else others.max() * FAR_APART < code
        if alone or (code < 0 and others.min() >= -code * FAR_APART):
            return code
    return None


def _days(values: "pd.Series[Any]", column: Column, today: date) -> Iterator[ImpossibleValue]:
    days = values.dt.tz_localize(None) if values.dt.tz is not None else values
    ago = int((days < FIRST_DAY).sum())
    if 0 < ago <= FEW * len(days):
        yield ImpossibleValue(column.name, "long_ago", ago, {"below": FIRST_DAY.date().isoformat()})
    now = pd.Timestamp(today)
    farthest = now + pd.DateOffset(years=LATEST_YEARS if says(column.name, "to_come") else 0, days=1)
    ahead = int((days > farthest).sum())
    if 0 < ahead <= FEW * len(days):
        yield ImpossibleValue(column.name, "future", ahead, {"above": farthest.date().isoformat()})
