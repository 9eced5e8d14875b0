"""All figures of the contract for one of two answers."""

import math

import numpy as np

from core.models.metrics.calibration import calibration_error
from core.models.metrics.classification import accuracy, f1, log_losses, precision, recall
from core.models.metrics.ranking import auc, average_precision
from core.models.metrics.weighting import weighted_mean
from core.models.reference import Floats


def measure(actual: Floats, probability: Floats, answer: Floats, weights: Floats) -> dict[str, float]:
    """Return all figures of n rows. `actual` and `answer` are 1.0 or 0.0. All are NaN where only one of both happened."""
    happened = float(weights @ actual)
    if not happened or not float(weights @ (1 - actual)):
        return dict.fromkeys(_NAMES, math.nan)
    return {
        "auc": auc(actual, probability, weights),
        "average_precision": average_precision(actual, probability, weights),
        "precision": precision(actual, answer, weights),
        "recall": recall(actual, answer, weights),
        "f1": f1(actual, answer, weights),
        "log_loss": weighted_mean(log_losses(actual, probability), weights),
        "ece": calibration_error(actual, probability, weights),
        "accuracy": accuracy(actual, answer, weights),
    }


def baseline(rate: float, actual: Floats, answer: Floats) -> dict[str, float]:
    """Return what picking as many rows at random gets, and giving every row the learned share `rate` as its probability."""
    share, warned = float(actual.mean()), float(answer.mean())
    return {
        "auc": 0.5,
        "average_precision": share,
        "precision": share,
        "recall": warned,
        "f1": 2 * share * warned / (share + warned) if share + warned else 0.0,
        "log_loss": float(log_losses(actual, np.full(len(actual), rate)).mean()),
        "ece": abs(rate - share),
        "accuracy": max(share, 1 - share),
    }


_NAMES = ("auc", "average_precision", "precision", "recall", "f1", "log_loss", "ece", "accuracy")
