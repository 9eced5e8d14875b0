"""Boosted trees with missing values and categories as they are."""

from collections.abc import Sequence

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OrdinalEncoder

from core.inference.trees import MOST_LEAVES
from core.models.features import Part

SMALL = 1000
"""Below this many rows none are set aside to find out when to stop; few trees are grown instead."""


def boosting(parts: Sequence[Part], predicts: str, rows: int, *, positive: bool = False, seed: int = 0) -> Pipeline:
    """Small trees, leaves of 20 rows or more, stopped early. A number that is always above zero is learned on a log scale
    (gamma deviance). Trees see a text's length, not its words."""
    categories = [part.name for part in parts if part.kind == "category"]
    numbers = [part.name for part in parts if part.kind in ("number", "flag")]
    encoder = OrdinalEncoder(
        handle_unknown="use_encoded_value", unknown_value=np.nan, min_frequency=5, max_categories=200
    )
    columns = ColumnTransformer([("categories", encoder, categories), ("numbers", "passthrough", numbers)])
    settings = {
        "learning_rate": 0.08,
        "max_leaf_nodes": MOST_LEAVES,
        "min_samples_leaf": 20,
        "max_features": 0.5,
        "categorical_features": list(range(len(categories))),
        "random_state": seed,
        "max_iter": 250 if rows >= SMALL else 60,
        "early_stopping": rows >= SMALL,
        "validation_fraction": 0.1,
        "n_iter_no_change": 20,
    }
    if predicts == "number":
        model = HistGradientBoostingRegressor(loss="gamma" if positive else "squared_error", **settings)
    else:
        model = HistGradientBoostingClassifier(**settings)
    return Pipeline([("columns", columns), ("trees", model)])
