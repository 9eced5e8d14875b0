"""Measures for numbers."""

import math

import numpy as np

from core.models.reference import Floats


def measure(actual: Floats, told: Floats, low: Floats, high: Floats, weights: Floats) -> dict[str, float]:
    """All figures of the contract for n rows. `mape` leaves rows out whose number is 0; `wape` is the sum of all errors by the
    sum of all numbers."""
    whole = float(weights.sum())
    off = np.abs(actual - told)
    mean = float(weights @ actual / whole)
    spread = float(weights @ (actual - mean) ** 2)
    there = actual != 0
    size = float(weights @ np.abs(actual))
    return {
        "r2": 1 - float(weights @ (actual - told) ** 2) / spread if spread else math.nan,
        "mae": float(weights @ off / whole),
        "mape": _mean(off[there] / np.abs(actual[there]), weights[there]),
        "wape": float(weights @ off) / size if size else math.nan,
        "interval_coverage": float(weights @ ((actual >= low) & (actual <= high)) / whole),
    }


def baseline(middle: float, actual: Floats) -> dict[str, float]:
    """What always saying the middle number of the learned rows gets."""
    figures = measure(actual, np.full(len(actual), middle), actual, actual, np.ones(len(actual)))
    return {**{name: figures[name] for name in ("mae", "mape", "wape") if not math.isnan(figures[name])}, "r2": 0.0}


def _mean(values: Floats, weights: Floats) -> float:
    return float(weights @ values / weights.sum()) if weights.sum() else math.nan
