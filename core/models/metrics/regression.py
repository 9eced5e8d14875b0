"""How good answers are that are amounts."""

import math

import numpy as np

from core.models.metrics.weighting import each_once, weighted_mean
from core.models.reference import Floats


def absolute_errors(actual: Floats, predicted: Floats) -> Floats:
    """Return by how much each row (n,) is off."""
    return np.abs(actual - predicted)


def mean_absolute_error(actual: Floats, predicted: Floats, weights: Floats | None = None) -> float:
    """Return by how much a row is off on average."""
    return weighted_mean(absolute_errors(actual, predicted), weights)


def r2(actual: Floats, predicted: Floats, weights: Floats | None = None) -> float:
    """Return the part of the spread that is explained: 1 is perfect, 0 as good as the mean; NaN where all amounts are the same."""
    weights = each_once(actual, weights)
    spread = float(weights @ (actual - weighted_mean(actual, weights)) ** 2)
    return 1 - float(weights @ (actual - predicted) ** 2) / spread if spread else math.nan


def mean_absolute_percentage_error(actual: Floats, predicted: Floats, weights: Floats | None = None) -> float:
    """Return the mean error as a part of the amount. Rows whose amount is 0 have no such part and are left out."""
    there = actual != 0
    parts = absolute_errors(actual, predicted)[there] / np.abs(actual[there])
    return weighted_mean(parts, each_once(actual, weights)[there])


def weighted_absolute_percentage_error(actual: Floats, predicted: Floats, weights: Floats | None = None) -> float:
    """Return the sum of all errors by the sum of all amounts (WAPE); NaN where all amounts are 0."""
    weights = each_once(actual, weights)
    size = float(weights @ np.abs(actual))
    return float(weights @ absolute_errors(actual, predicted)) / size if size else math.nan


def interval_coverage(actual: Floats, low: Floats, high: Floats, weights: Floats | None = None) -> float:
    """Return the share of rows whose amount lies in the range (ends included) that was given with its answer."""
    return weighted_mean(((actual >= low) & (actual <= high)).astype(np.float64), weights)


def mean_gamma_deviance(actual: Floats, predicted: Floats) -> float:
    """Return the mean error by ratio, for amounts above 0 alone (McCullagh and Nelder 1989)."""
    ratio = actual / np.maximum(predicted, 1e-12)
    return float(2 * (ratio - 1 - np.log(ratio)).mean())
