"""How well one column alone tells the answer, found on rows that were not learned from."""

from typing import Any

import numpy as np
import pandas as pd
from sklearn.model_selection import KFold, StratifiedKFold, cross_val_predict
from sklearn.preprocessing import TargetEncoder
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from core.models.features import Column
from core.models.metrics.ranking import auc, macro_auc
from core.models.metrics.regression import r2
from core.models.reference import Floats

MOST_ROWS = 4000
FOLDS = 3
FEW, NEARLY_ALL, FEWEST_KNOWN = 0.02, 0.985, 50
"""Share of rows that may differ in a copy of a number, how well it then has to tell the others, and how many these are."""


def auc_of_column(column: Column, kind: str, codes: Floats, seed: int = 0) -> float:
    """Return the area under the ROC curve for answers to choose among (of several, the mean over all): 0.5 is chance, 1 perfect.

    `codes` (n,): the answers as 0, 1, …; `kind`: of the column. A small tree on numbers, target encoding of categories.
    """
    column, codes = _sample(column, codes, seed)
    present, counts = np.unique(codes, return_counts=True)
    if counts.min() < FOLDS:
        return 0.5
    parts = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    if kind in ("category", "text"):
        found = _encoded(column, codes, "binary" if len(present) == 2 else "multiclass", parts)
    else:
        tree = DecisionTreeClassifier(max_depth=5, min_samples_leaf=5, random_state=seed)
        found = _out_of_fold(tree, column, codes, parts, "predict_proba")
    if len(present) > 2:
        return max(0.5, macro_auc(codes, found, present))
    return max(0.5, auc((codes == present[1]).astype(np.float64), found[:, -1]))


def r2_of_column(column: Column, kind: str, codes: Floats, seed: int = 0) -> float:
    """Return the share of an amount's variance that the column explains (R2), from 0 to 1.

    `codes` (n,): the amounts; `kind`: of the column. A copy that is wrong in few rows, or bent, counts as what it is.
    """
    column, codes = _sample(column, codes, seed)
    parts = KFold(FOLDS, shuffle=True, random_state=seed)
    if kind in ("category", "text"):
        found = _encoded(column, codes, "continuous", parts)[:, 0]
    else:
        tree = DecisionTreeRegressor(max_leaf_nodes=64, min_samples_leaf=5, random_state=seed)
        found = _out_of_fold(tree, column, codes, parts, "predict")
    known = pd.notna(column)
    beside = _beside(column[known], codes[known]) if column.dtype != object else found[known]
    return max(0.0, _r2(codes, found), _nearly(codes[known], found[known]), _nearly(codes[known], beside))


def _sample(column: Column, codes: Floats, seed: int) -> tuple[Column, Floats]:
    rows = np.random.default_rng(seed).permutation(len(codes))[:MOST_ROWS]
    return column[rows], codes[rows]


def _out_of_fold(tree: Any, column: Column, codes: Floats, parts: Any, method: str) -> Floats:
    return np.asarray(cross_val_predict(tree, column.reshape(-1, 1), codes, cv=parts, method=method))


def _encoded(column: Column, codes: Floats, target_type: str, parts: Any) -> Floats:
    """(n, 1) or (n, labels): each value as the mean answer of the other rows that have it (Micci-Barreca 2001)."""
    words = np.array([value or "" for value in column], dtype=object).reshape(-1, 1)
    encoder = TargetEncoder(target_type=target_type, cv=parts)
    return np.asarray(encoder.fit_transform(words, codes), dtype=np.float64)


def _nearly(codes: Floats, found: Floats) -> float:
    """R2 of all but the few worst rows where that is all but 1, else 0: a copy may be wrong in a few rows, and have gaps."""
    if len(codes) < FEWEST_KNOWN:
        return 0.0
    usual = np.argsort(np.abs(codes - found))[: int(np.ceil((1 - FEW) * len(codes)))]
    explained = _r2(codes[usual], found[usual])
    return explained if explained >= NEARLY_ALL else 0.0


def _beside(values: Floats, codes: Floats) -> Floats:
    """What the two rows with the nearest values say: finer than any small tree, where the column is a bent copy."""
    order = np.argsort(values, kind="stable")
    some = codes[order]
    found = np.empty_like(some)
    found[order] = (np.r_[some[1:2], some[:-1]] + np.r_[some[1:], some[-2:-1]]) / 2
    return found


def _r2(codes: Floats, found: Floats) -> float:
    return r2(codes, found) if codes.std() > 0 else 0.0
