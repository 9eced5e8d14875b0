"""Whether a column's numbers were multiplied by one factor from one file to the next: the mark of another unit."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd


@dataclass(frozen=True)
class _Usual:
    factor: float
    fewest: int
    """Values needed on both sides before it may be found."""
    near: float
    """How far the factor of the middle may lie from it, as a difference of logarithms (0.1 is about 10 of 100)."""
    alike: float
    """How far the factors of low and of high values may lie apart, likewise."""


# 2.54 and 1 / 0.4536 lie close together: only many values can tell them apart, and either from a good month.
_FACTORS = (
    *(_Usual(factor, 20, 0.4, 0.35 * math.log(factor)) for factor in (10.0, 100.0, 1000.0)),
    *(_Usual(factor, 200, 0.065, 0.3) for factor in (2.54, 1 / 0.4536)),
)
"""Tenths, cents or percent, grams for kilograms, centimetres for inches, pounds for kilograms; each of them either way."""
FEWEST_DIFFERENT = 5
PLACES = (0.1, 0.25, 0.5, 0.75, 0.9)
POINTS = np.linspace(0.05, 0.95, 19)


def factor_between(old: "pd.Series[Any]", new: "pd.Series[Any]") -> float | None:
    """Return the usual factor by which `new` is larger (or, below one, smaller) than `old`, or None when there is none.

    Compares the 10th to 90th percentiles of what is not zero, so that a few odd values decide nothing.
    """
    before, now = _known(old), _known(new)
    if min(len(np.unique(before)), len(np.unique(now))) < FEWEST_DIFFERENT:
        return None
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(np.quantile(now, PLACES) / np.quantile(before, PLACES))
    if not np.isfinite(logs).all():
        return None
    middle, apart, rows = float(np.median(logs)), float(logs.max() - logs.min()), min(len(before), len(now))
    for usual in _FACTORS:
        off = abs(abs(middle) - math.log(usual.factor))
        if rows >= usual.fewest and off <= usual.near and apart <= usual.alike:
            return usual.factor if middle > 0 else 1 / usual.factor
    return None


def _known(values: "pd.Series[Any]") -> npt.NDArray[np.float64]:
    numbers = values.dropna().to_numpy(dtype=np.float64)
    return np.asarray(numbers[numbers != 0])
