"""Boosted trees with missing values and categories as they are."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OrdinalEncoder

from core.inference.trees import MOST_LEAVES
from core.models.features import FeatureColumn

SMALL = 1000
"""Below this many rows none are set aside to find out when to stop; few trees are grown instead."""


def boosting_classifier(parts: Sequence[FeatureColumn], rows: int, seed: int = 0) -> Pipeline:
    """Return unfitted boosted trees for answers to choose among. `rows`: how many will be learned from."""
    return _trees(parts, HistGradientBoostingClassifier(**_settings(parts, rows, seed)))


def boosting_regressor(
    parts: Sequence[FeatureColumn], rows: int, loss: str = "squared_error", seed: int = 0
) -> Pipeline:
    """Return unfitted boosted trees for amounts. `loss` is scikit-learn's; with "gamma" or "poisson" on a log scale."""
    return _trees(parts, HistGradientBoostingRegressor(loss=loss, **_settings(parts, rows, seed)))


def _trees(parts: Sequence[FeatureColumn], model: BaseEstimator) -> Pipeline:
    """Trees see a text's length, not its words."""
    numbers = [part.name for part in parts if part.kind in ("number", "flag")]
    encoder = OrdinalEncoder(
        handle_unknown="use_encoded_value", unknown_value=np.nan, min_frequency=5, max_categories=200
    )
    columns = ColumnTransformer([("categories", encoder, _categories(parts)), ("numbers", "passthrough", numbers)])
    return Pipeline([("columns", columns), ("trees", model)])


def _settings(parts: Sequence[FeatureColumn], rows: int, seed: int) -> dict[str, Any]:
    """Small trees, leaves of 20 rows or more, stopped early."""
    return {
        "learning_rate": 0.08,
        "max_leaf_nodes": MOST_LEAVES,
        "min_samples_leaf": 20,
        "max_features": 0.5,
        "categorical_features": list(range(len(_categories(parts)))),
        "random_state": seed,
        "max_iter": 250 if rows >= SMALL else 60,
        "early_stopping": rows >= SMALL,
        "validation_fraction": 0.1,
        "n_iter_no_change": 20,
    }


def _categories(parts: Sequence[FeatureColumn]) -> list[str]:
    return [part.name for part in parts if part.kind == "category"]
