"""Whether probabilities are true: rows that were given 30 of 100 should turn out 30 times of 100."""

from dataclasses import dataclass

import numpy as np

from core.models.metrics.weighting import each_once
from core.models.reference import Floats, Whole

BINS = 10


@dataclass(frozen=True)
class CalibrationBins:
    """g bins of rows, from low to high probabilities; empty ones are left out."""

    said: Floats
    """(g,): the mean probability given."""
    seen: Floats
    """(g,): the share that happened."""
    rows: Floats
    """(g,)"""
    noise: Floats
    """(g,): the variance of `seen` if all probabilities are true."""

    @property
    def error(self) -> float:
        """Return the mean distance of said and seen: the expected calibration error (Naeini et al., AAAI 2015)."""
        return float((self.rows * np.abs(self.said - self.seen)).sum() / self.rows.sum())


def calibration_bins(
    actual: Floats, probability: Floats, weights: Floats | None = None, bins: int = BINS
) -> CalibrationBins:
    """Return so many bins of about as many rows each; equal probabilities stay together, as in scikit-learn's `calibration_curve`."""
    weights = each_once(actual, weights)
    place = _quantile_bins(probability, bins)
    rows, said, seen, noise = (
        np.bincount(place, weights * each, minlength=bins).astype(np.float64)
        for each in (np.ones(len(actual)), probability, actual, probability * (1 - probability))
    )
    there = rows > 0
    rows = rows[there]
    return CalibrationBins(said[there] / rows, seen[there] / rows, rows, noise[there] / rows**2)


def calibration_error(actual: Floats, probability: Floats, weights: Floats | None = None) -> float:
    """Return the expected calibration error over ten bins of about as many rows each."""
    return calibration_bins(actual, probability, weights).error


def _quantile_bins(probability: Floats, bins: int) -> Whole:
    """(n,): the bin of each row, from 0."""
    edges = np.quantile(probability, np.linspace(0, 1, bins + 1)[1:-1])
    return np.searchsorted(edges, probability)
