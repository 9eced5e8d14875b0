"""Measures for chances of a yes."""

import math

import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score

from core.models.reference import Floats

BINS = 10


def measure(actual: Floats, chance: Floats, answer: Floats, weights: Floats) -> dict[str, float]:
    """All figures of the contract for n rows. `actual` and `answer` are 1.0 or 0.0."""
    yes, no = float(weights @ actual), float(weights @ (1 - actual))
    if not yes or not no:
        return dict.fromkeys(_NAMES, math.nan)
    hits, warned = float(weights @ (actual * answer)), float(weights @ answer)
    precision = hits / warned if warned else math.nan
    recall = hits / yes
    return {
        "auc": float(roc_auc_score(actual, chance, sample_weight=weights)),
        "average_precision": float(average_precision_score(actual, chance, sample_weight=weights)),
        "precision": precision,
        "recall": recall,
        "f1": 2 * hits / (warned + yes),
        "log_loss": float(weights @ losses(actual, chance) / (yes + no)),
        "ece": expected_error(actual, chance, weights),
        "accuracy": float(weights @ (actual == answer) / (yes + no)),
    }


def losses(actual: Floats, chance: Floats) -> Floats:
    """(n,): log loss of each row."""
    kept = np.clip(chance, 1e-12, 1 - 1e-12)
    return np.asarray(-np.where(actual > 0.5, np.log(kept), np.log(1 - kept)), dtype=np.float64)


def expected_error(actual: Floats, chance: Floats, weights: Floats) -> float:
    """By how much chances differ from what happens: expected calibration error over tenths of the rows (Naeini et al. 2015)."""
    edges = np.quantile(chance, np.linspace(0, 1, BINS + 1)[1:-1])
    place = np.searchsorted(edges, chance, "right")
    gaps = np.bincount(place, weights * (chance - actual), minlength=BINS)
    return float(np.abs(gaps).sum() / weights.sum())


def baseline(rate: float, actual: Floats, answer: Floats) -> dict[str, float]:
    """What picking as many rows at random gets, and giving every row the learned share `rate` as its chance."""
    share, warned = float(actual.mean()), float(answer.mean())
    return {
        "auc": 0.5,
        "average_precision": share,
        "precision": share,
        "recall": warned,
        "f1": 2 * share * warned / (share + warned) if share + warned else 0.0,
        "log_loss": float(losses(actual, np.full(len(actual), rate)).mean()),
        "ece": abs(rate - share),
        "accuracy": max(share, 1 - share),
    }


_NAMES = ("auc", "average_precision", "precision", "recall", "f1", "log_loss", "ece", "accuracy")
