"""From which probability on a model says yes, and how wide the range around a number is: both from rows not learned from."""

import numpy as np

from core.inference.exported import Margin
from core.models.reference import Floats, Reference
from core.models.registry import Worth

COVERED = 0.9
"""The share of numbers that should lie within their range."""


def threshold(actual: Floats, probability: Floats, worth: Worth | None = None) -> float:
    """Return the probability from which on the answer is yes: with known worth, that from which a warning pays on average; else that
    with the largest F1. `probability` (n,): out-of-fold probabilities."""
    if worth is not None and worth.known:
        return cost_threshold(worth)
    order = np.argsort(-probability, kind="stable")
    hits = np.cumsum(actual[order])
    warned = np.arange(1, len(actual) + 1)
    f1 = 2 * hits / (warned + actual.sum())
    last_of_equals = np.append(np.diff(probability[order]) != 0, True)
    best = int(np.argmax(np.where(last_of_equals, f1, -1.0)))
    below = probability[order][best + 1] if best + 1 < len(order) else probability[order][best]
    return float(np.clip((probability[order][best] + below) / 2, 0.01, 0.99))


def cost_threshold(worth: Worth) -> float:
    """Return miss / (hit + miss), with nothing lost where nobody is warned about: Elkan, The foundations of cost-sensitive learning
    (IJCAI 2001)."""
    hit, miss = worth.hit or 0.0, worth.miss or 0.0
    return float(np.clip(miss / (hit + miss), 0.01, 0.99))


def margin(actual: Floats, predicted: Floats, relative: bool) -> Margin:
    """Return a split conformal range (Lei et al. 2018) from errors on rows not learned from, on each side alone; by ratio for numbers
    that are always above zero."""
    error = actual / np.maximum(predicted, 1e-12) if relative else actual - predicted
    rows = len(error)
    outside = (1 - COVERED) / 2
    reach = min(1.0, np.ceil((1 - outside) * (rows + 1)) / rows)
    low, high = np.quantile(error, [1 - reach, reach], method="higher")
    usual = 1.0 if relative else 0.0
    return Margin(float(min(low, usual)), float(max(high, usual)), relative)


def brought(reference: Reference, worth: Worth, threshold: float) -> tuple[float, float] | None:
    """Return what 100 rows like those held back bring in money: (with the model, by warning about everybody or nobody, whichever is
    better). None while the amounts are not known."""
    if not worth.known or not len(reference.held_actual):
        return None
    each = 100 * worth.gain(reference.held_actual)
    with_model = np.where(reference.held_score >= threshold, each, 0.0)
    return float(with_model.mean()), float(max(each.mean(), 0.0))
