"""All figures of the contract for one of several answers."""

import numpy as np

from core.models.metrics.calibration import calibration_error
from core.models.metrics.classification import accuracy, log_losses_of_labels, macro_f1, right
from core.models.metrics.weighting import weighted_mean
from core.models.reference import Floats


def measure(actual: Floats, probabilities: Floats, weights: Floats) -> dict[str, float]:
    """Return all figures of n rows; `probabilities` are (n, labels), `actual` is a place among the labels."""
    answer, best = probabilities.argmax(axis=1), probabilities.max(axis=1)
    return {
        "accuracy": accuracy(actual, answer, weights),
        "macro_f1": macro_f1(actual.astype(np.int64), answer, probabilities.shape[1], weights),
        "log_loss": weighted_mean(log_losses_of_labels(actual, probabilities), weights),
        "ece": calibration_error(right(actual, answer), best, weights),
    }


def baseline(shares: Floats, actual: Floats) -> dict[str, float]:
    """Return what always giving the most common answer of the learned rows gets; for the log loss, giving the learned shares."""
    figures = measure(actual, np.tile(shares, (len(actual), 1)), np.ones(len(actual)))
    return {name: figures[name] for name in ("accuracy", "macro_f1", "log_loss")}
