"""How well scores put rows in order: the area under the ROC curve."""

import math
from collections.abc import Callable

import numpy as np
from sklearn.metrics import average_precision_score

from core.models.metrics.weighting import each_once
from core.models.reference import Floats


def auc(actual: Floats, score: Floats, weights: Floats | None = None) -> float:
    """Return the share of all pairs of a 1 and a 0 in which the 1 has the higher score; equal scores count half.

    This is the area under the ROC curve (Hanley and McNeil 1982). NaN where one of both does not occur.
    """
    return auc_by_weights(actual, score)(each_once(actual, weights))


def auc_by_weights(actual: Floats, score: Floats) -> Callable[[Floats], float]:
    """Return a function from the rows' weights to their AUC. Scores are put in order once, however often it is called."""
    place = np.unique(score, return_inverse=True)[1]

    def measured(weights: Floats) -> float:
        yes, no = np.bincount(place, weights * actual), np.bincount(place, weights * (1 - actual))
        pairs = float(yes.sum() * no.sum())
        return float(yes @ (np.cumsum(no) - no / 2)) / pairs if pairs else math.nan

    return measured


def macro_auc(actual: Floats, scores: Floats, labels: Floats) -> float:
    """Return the mean AUC of each label against all others, over the labels that occur; NaN where all rows have one label.

    `scores` is (n, labels), with a column for each of the `labels` (codes as in `actual`).
    """
    each = [auc((actual == label).astype(np.float64), scores[:, at]) for at, label in enumerate(labels)]
    known = [value for value in each if not math.isnan(value)]
    return float(np.mean(known)) if known else math.nan


def average_precision(actual: Floats, score: Floats, weights: Floats | None = None) -> float:
    """Return the mean precision over all thresholds, each weighted by the recall it adds. NaN where no row is 1."""
    if not (actual @ each_once(actual, weights)):
        return math.nan
    return float(average_precision_score(actual, score, sample_weight=weights))
