"""What a quick model thinks of rows that it has not learned from: not to be used, only to see what the columns tell."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from core.models.estimators.joined import Folds
from core.models.features import Column
from core.models.learning.one_thread import on_one_thread
from core.models.learning.splitting import folds, together
from core.models.learning.training_set import ChosenColumns
from core.models.reference import Floats

MOST_ROWS = 20_000
FOLDS = 3
MOST_LABELS_FOR_TREES = 12
MOST_CATEGORIES = 100
_TREES = {"max_iter": 60, "max_leaf_nodes": 12, "max_features": 0.5, "early_stopping": False}


@dataclass(frozen=True)
class QuickRows:
    """n rows, as the quick models take them."""

    numbers: Floats
    """(n, columns)"""
    texts: Column
    """(n,): all texts of a row as one"""
    codes: Floats
    parts: Folds


@on_one_thread
def probabilities(chosen: ChosenColumns, codes: Floats, seed: int = 0) -> Floats | None:
    """Return out-of-fold probabilities (n, labels) of answers coded 0, 1, …; None where there is nothing quick to ask.

    Small boosted trees and a logistic regression on numbers and categories, a logistic regression on the words of texts; their mean.
    """
    rows, labels = _rows(chosen, codes, seed), len(np.unique(codes))
    found = []
    if rows.numbers.shape[1] and labels <= MOST_LABELS_FOR_TREES:
        trees = HistGradientBoostingClassifier(random_state=seed, **_TREES)
        found += [
            _out_of_fold(model, rows, rows.numbers, _ask_classifier, labels) for model in (trees, _linear(chosen))
        ]
    if "text" in chosen.kinds:
        found.append(_out_of_fold(_of_words(seed), rows, rows.texts, _ask_classifier, labels))
    return np.asarray(np.mean(found, axis=0)) if found else None


@on_one_thread
def predictions(chosen: ChosenColumns, codes: Floats, seed: int = 0) -> Floats | None:
    """Return out-of-fold amounts (n,), by small boosted trees; None where there is nothing quick to ask."""
    rows = _rows(chosen, codes, seed)
    if not rows.numbers.shape[1]:
        return None
    trees = HistGradientBoostingRegressor(random_state=seed, **_TREES)
    return _out_of_fold(trees, rows, rows.numbers, lambda fitted, some: fitted.predict(some)[:, None], 1)[:, 0]


def _ask_classifier(fitted: Any, some: Column) -> Floats:
    return np.asarray(fitted.predict_proba(some))


def _linear(chosen: ChosenColumns) -> Pipeline:
    kinds = [kind for kind in chosen.kinds if kind != "text"]
    categories = [place for place, kind in enumerate(kinds) if kind == "category"]
    others = [place for place, kind in enumerate(kinds) if kind != "category"]
    filled = Pipeline(
        [("filled", SimpleImputer(strategy="median", keep_empty_features=True)), ("scaled", StandardScaler())]
    )
    columns = ColumnTransformer(
        [("numbers", filled, others), ("categories", OneHotEncoder(handle_unknown="ignore"), categories)]
    )
    return Pipeline([("columns", columns), ("sum", LogisticRegression(max_iter=200))])


def _of_words(seed: int) -> Pipeline:
    words = TfidfVectorizer(min_df=2, max_features=5000, sublinear_tf=True)
    return Pipeline(
        [("words", words), ("sum", SGDClassifier(loss="log_loss", alpha=1e-5, max_iter=8, tol=None, random_state=seed))]
    )


def _rows(chosen: ChosenColumns, codes: Floats, seed: int) -> QuickRows:
    asked = list(zip(chosen.kinds, chosen.values, strict=True))
    columns = [_number(values) for kind, values in asked if kind != "text"]
    texts = [pd.Series(values, dtype=object).fillna("").astype(str) for kind, values in asked if kind == "text"]
    words = [" ".join(parts) for parts in zip(*texts, strict=True)] if texts else [""] * len(codes)
    labels = codes if (codes == codes.astype(np.int64)).all() and len(np.unique(codes)) <= 100 else None
    parts = folds(labels, together(chosen.values, codes, None), FOLDS, seed)
    return QuickRows(
        np.column_stack(columns) if columns else np.zeros((len(codes), 0)), np.array(words, dtype=object), codes, parts
    )


def _number(values: Column) -> Floats:
    """Categories by how frequent they are; rare ones together."""
    if values.dtype != object:
        return np.asarray(values, dtype=np.float64)
    ranks = {
        value: float(place) for place, value in enumerate(pd.Series(values).value_counts().index[:MOST_CATEGORIES])
    }
    return np.array([ranks.get(value, np.nan if value is None else -1.0) for value in values])


def _out_of_fold(
    model: BaseEstimator, rows: QuickRows, values: Column, ask: Callable[[Any, Column], Floats], answers: int
) -> Floats:
    """(n, answers)"""
    found = np.zeros((len(rows.codes), answers))
    for learned, looked in rows.parts:
        found[looked] = ask(model.fit(values[learned], rows.codes[learned]), values[looked])
    return found
