"""What the other columns of a row lead one to expect, so that a number in another unit stands out from its own row."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from core.data.reading import Column
from core.monitoring.detectors.unit_errors.candidates import Floats, Mask, spread_of

MOST_CATEGORIES = 12
MOST_FEATURES = 80
ROUNDS = 3
RIDGE = 1e-3


class Context:
    """n rows of a table as standardised features, each with the column it came from."""

    def __init__(self, frame: pd.DataFrame, columns: Sequence[Column]) -> None:
        made = [(column.name, each) for column in columns for each in _features(frame[column.name], column)]
        made = made[:MOST_FEATURES]
        self.names = [name for name, _ in made]
        self.values = np.column_stack([np.ones(len(frame)), *(_standard(each) for _, each in made)])

    def residuals(self, logs: Floats, known: "pd.Series[bool] | Any", *, without: Sequence[str]) -> Floats:
        """Return (k,) of the known rows how far the log of a column is from what the others lead one to expect.

        Least squares, with rows far off counting less (Huber 1964). `without`: the column itself, and others not to go by.
        """
        kept = [0, *(place + 1 for place, name in enumerate(self.names) if name not in without)]
        features, weights = self.values[known][:, kept], np.ones(len(logs))
        residuals = logs - np.median(logs)
        for _ in range(ROUNDS):
            weighted = features * weights[:, None]
            penalty = RIDGE * len(logs) * np.eye(len(kept))
            penalty[0, 0] = 0
            residuals = logs - features @ np.linalg.solve(weighted.T @ features + penalty, weighted.T @ logs)
            weights = np.minimum(1.0, 1.5 * max(spread_of(residuals), 1e-6) / np.maximum(np.abs(residuals), 1e-9))
        return np.asarray(residuals - np.median(residuals))

    def residuals_from(
        self, logs: Floats, known: "pd.Series[bool] | Any", part: Mask, *, without: Sequence[str]
    ) -> Floats:
        """Return the residuals (k,) where what leads one to expect is learned from rows outside the part alone."""
        kept = [0, *(place + 1 for place, name in enumerate(self.names) if name not in without)]
        features, rest = self.values[known][:, kept], ~part
        clipped = np.clip(logs[rest], *np.quantile(logs[rest], [0.01, 0.99]))
        penalty = RIDGE * rest.sum() * np.eye(len(kept))
        penalty[0, 0] = 0
        told = features @ np.linalg.solve(features[rest].T @ features[rest] + penalty, features[rest].T @ clipped)
        return np.asarray(logs - told - np.median(logs[rest] - told[rest]))


def _features(values: "pd.Series[Any]", column: Column) -> list[Floats]:
    if column.kind in ("number", "date"):
        numbers = _numbers(values)
        middle = np.nanmedian(numbers) if np.isfinite(numbers).any() else 0.0
        filled = np.where(np.isnan(numbers), middle, numbers)
        return [np.sign(filled) * np.log1p(np.abs(filled)), _ranks(filled)]
    if column.kind == "yes_no":
        return [values.to_numpy(dtype=np.float64, na_value=0.5)]
    if column.kind in ("category", "postcode"):
        often = values.value_counts().index[:MOST_CATEGORIES]
        return [(values == each).to_numpy(dtype=np.float64, na_value=0.0) for each in often]
    return []


def _numbers(values: "pd.Series[Any]") -> Floats:
    if pd.api.types.is_datetime64_any_dtype(values):
        days = values.to_numpy(dtype="datetime64[D]")
        return np.where(np.isnat(days), np.nan, days.astype(np.float64))
    return np.asarray(values.to_numpy(dtype=np.float64, na_value=np.nan))


def _ranks(values: Floats) -> Floats:
    return np.asarray(np.searchsorted(np.sort(values), values) / max(1, len(values)))


def _standard(values: Floats) -> Floats:
    return np.asarray((values - values.mean()) / (values.std() or 1.0))
