"""How good answers are that name a label, and the probabilities that come with them."""

import math

import numpy as np

from core.models.metrics.weighting import each_once, weighted_mean
from core.models.reference import Floats, Whole

PROBABILITY_CLIP = float(np.finfo(np.float64).eps)
"""A log loss takes no probability for less likely than this, as scikit-learn does: one that is wrong and sure costs 36."""


def log_losses(actual: Floats, probability: Floats) -> Floats:
    """Return the log loss (n,) of each row: `actual` is 1 or 0, `probability` that of a 1."""
    return _of_own(np.where(actual > 0.5, probability, 1 - probability))


def log_losses_of_labels(actual: Floats, probabilities: Floats) -> Floats:
    """Return the log loss (n,) of each row: `actual` is the place of a label, `probabilities` are (n, labels)."""
    return _of_own(probabilities[np.arange(len(actual)), actual.astype(np.int64)])


def _of_own(probability: Floats) -> Floats:
    return np.asarray(-np.log(np.clip(probability, PROBABILITY_CLIP, 1.0)), dtype=np.float64)


def right(actual: Floats, answer: Floats) -> Floats:
    """Return 1.0 for each row (n,) whose answer is what really happened, else 0.0."""
    return np.asarray(actual == answer, dtype=np.float64)


def accuracy(actual: Floats, answer: Floats, weights: Floats | None = None) -> float:
    """Return the share of rows whose answer is right."""
    return weighted_mean(right(actual, answer), weights)


def precision(actual: Floats, answer: Floats, weights: Floats | None = None) -> float:
    """Return the share of rows answered 1 that are 1; NaN where none is answered so."""
    return weighted_mean(actual, each_once(actual, weights) * answer)


def recall(actual: Floats, answer: Floats, weights: Floats | None = None) -> float:
    """Return the share of rows that are 1 and are answered so; NaN where none is."""
    return weighted_mean(answer, each_once(actual, weights) * actual)


def f1(actual: Floats, answer: Floats, weights: Floats | None = None) -> float:
    """Return the harmonic mean of precision and recall; NaN where no row is, or is answered, 1."""
    weights = each_once(actual, weights)
    both = float(weights @ (actual + answer))
    return 2 * float(weights @ (actual * answer)) / both if both else math.nan


def macro_f1(actual: Whole, answer: Whole, labels: int, weights: Floats | None = None) -> float:
    """Return the mean F1 over the labels that occur; `actual` and `answer` (n,) are places among so many `labels`."""
    weights, hit = each_once(actual.astype(np.float64), weights), actual == answer
    hits = np.bincount(actual[hit], weights[hit], minlength=labels)
    there, said = np.bincount(actual, weights, minlength=labels), np.bincount(answer, weights, minlength=labels)
    occurs = there > 0
    return float((2 * hits[occurs] / (there + said)[occurs]).mean()) if occurs.any() else math.nan
