"""All figures of the contract for an amount."""

import math

import numpy as np

from core.models.metrics import regression
from core.models.reference import Floats


def measure(actual: Floats, predicted: Floats, low: Floats, high: Floats, weights: Floats) -> dict[str, float]:
    """Return all figures of n rows; `low` and `high` are the ends of the range given with each answer."""
    return {
        "r2": regression.r2(actual, predicted, weights),
        "mae": regression.mean_absolute_error(actual, predicted, weights),
        "mape": regression.mean_absolute_percentage_error(actual, predicted, weights),
        "wape": regression.weighted_absolute_percentage_error(actual, predicted, weights),
        "interval_coverage": regression.interval_coverage(actual, low, high, weights),
    }


def baseline(middle: float, actual: Floats) -> dict[str, float]:
    """Return what always saying the middle number of the learned rows gets."""
    figures = measure(actual, np.full(len(actual), middle), actual, actual, np.ones(len(actual)))
    return {**{name: figures[name] for name in ("mae", "mape", "wape") if not math.isnan(figures[name])}, "r2": 0.0}
