"""Measures for groups that have no right answer: how far apart they lie, and whether they are found again."""

import numpy as np
from sklearn.metrics import adjusted_rand_score, silhouette_samples

from core.models.reference import Floats, Whole

MOST_ROWS = 2000
"""A silhouette compares every row with every other."""


def silhouettes(places: Floats, groups: Whole) -> Floats:
    """Return (n,): from -1 (in the wrong group) over 0 (between two) to 1 (deep in its own); Rousseeuw 1987."""
    if len(np.unique(groups)) < 2:
        return np.zeros(len(groups))
    return np.asarray(silhouette_samples(places, groups), dtype=np.float64)


def agreement(one: Whole, other: Whole) -> float:
    """Return how alike two groupings of n rows are: 1 the same, 0 as by chance (adjusted Rand index, Hubert and Arabie 1985)."""
    return float(adjusted_rand_score(one, other))
