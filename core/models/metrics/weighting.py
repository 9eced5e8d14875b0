"""The mean of rows that may count more than once."""

import math

import numpy as np

from core.models.reference import Floats


def weighted_mean(values: Floats, weights: Floats | None = None) -> float:
    """Return the mean of (n,) values, each counted `weights` (n,) times, else once; NaN where nothing is counted."""
    whole = len(values) if weights is None else float(weights.sum())
    if not whole:
        return math.nan
    return float((values.sum() if weights is None else weights @ values) / whole)


def each_once(values: Floats, weights: Floats | None) -> Floats:
    """Return the weights, which are 1 for each of the (n,) values where none are given."""
    return np.ones(len(values)) if weights is None else weights
