"""Measures for one of several answers."""

import numpy as np

from core.models.metrics import yes_no
from core.models.reference import Floats


def measure(actual: Floats, chances: Floats, weights: Floats) -> dict[str, float]:
    """All figures of the contract for n rows; `chances` is (n, labels), `actual` a position among the labels."""
    told, best = chances.argmax(axis=1), chances.max(axis=1)
    right = (told == actual).astype(np.float64)
    whole = float(weights.sum())
    return {
        "accuracy": float(weights @ right / whole),
        "macro_f1": _macro_f1(actual.astype(np.int64), told, weights, chances.shape[1]),
        "log_loss": float(weights @ losses(actual, chances) / whole),
        "ece": yes_no.expected_error(right, best, weights),
    }


def losses(actual: Floats, chances: Floats) -> Floats:
    """(n,): log loss of each row."""
    own = chances[np.arange(len(actual)), actual.astype(np.int64)]
    return np.asarray(-np.log(np.clip(own, 1e-12, 1.0)), dtype=np.float64)


def baseline(shares: Floats, actual: Floats) -> dict[str, float]:
    """What always giving the most common answer of the learned rows gets; for the log loss, giving the learned shares."""
    chances = np.tile(shares, (len(actual), 1))
    figures = measure(actual, chances, np.ones(len(actual)))
    return {name: figures[name] for name in ("accuracy", "macro_f1", "log_loss")}


def _macro_f1(actual: np.ndarray, told: np.ndarray, weights: Floats, labels: int) -> float:
    """The mean over the answers that occur."""
    hits = np.bincount(actual[actual == told], weights[actual == told], minlength=labels)
    there, said = np.bincount(actual, weights, minlength=labels), np.bincount(told, weights, minlength=labels)
    occurs = there > 0
    return float((2 * hits[occurs] / (there + said)[occurs]).mean())
