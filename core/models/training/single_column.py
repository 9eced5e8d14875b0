"""How well one column alone tells the answer, found on rows that were not learned from."""

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


def power(column: Column, kind: str, codes: Floats, predicts: str, seed: int = 0) -> float:
    """AUC for answers (for several, the mean over all), from 0.5 by chance to 1; R2 for numbers, from 0 to 1."""
    rows = np.random.default_rng(seed).permutation(len(codes))[:MOST_ROWS]
    column, codes = column[rows], codes[rows]
    if predicts != "number" and np.bincount(codes.astype(np.int64))[np.unique(codes).astype(np.int64)].min() < FOLDS:
        return 0.5
    told = (
        _of_category(column, codes, predicts, seed)
        if kind in ("category", "text")
        else _of_number(column, codes, predicts, seed)
    )
    if predicts == "number":
        known = pd.notna(column)
        beside = _beside(column[known], codes[known]) if column.dtype != object else told[known]
        return max(0.0, _r2(codes, told), _nearly(codes[known], told[known]), _nearly(codes[known], beside))
    return max(0.5, auc(codes, told) if told.ndim == 1 else macro_auc(codes, told, np.unique(codes)))


def _nearly(codes: Floats, told: Floats) -> float:
    """R2 of all but the few worst rows where that is all but 1, else 0: a copy may be wrong in a few rows, and have gaps."""
    if len(codes) < FEWEST_KNOWN:
        return 0.0
    usual = np.argsort(np.abs(codes - told))[: int(np.ceil((1 - FEW) * len(codes)))]
    r2 = _r2(codes[usual], told[usual])
    return r2 if r2 >= NEARLY_ALL else 0.0


def _beside(values: Floats, codes: Floats) -> Floats:
    """What the two rows with the nearest values say: finer than any small tree, where the column is a bent copy."""
    order = np.argsort(values, kind="stable")
    some = codes[order]
    told = np.empty_like(some)
    told[order] = (np.r_[some[1:2], some[:-1]] + np.r_[some[1:], some[-2:-1]]) / 2
    return told


def _r2(codes: Floats, told: Floats) -> float:
    return r2(codes, told) if codes.std() > 0 else 0.0


def _of_number(column: Column, codes: Floats, predicts: str, seed: int) -> Floats:
    values = column.reshape(-1, 1)
    if predicts == "number":
        tree = DecisionTreeRegressor(max_leaf_nodes=64, min_samples_leaf=5, random_state=seed)
        folds = KFold(FOLDS, shuffle=True, random_state=seed)
        return np.asarray(cross_val_predict(tree, values, codes, cv=folds))
    tree = DecisionTreeClassifier(max_depth=5, min_samples_leaf=5, random_state=seed)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    chances = np.asarray(cross_val_predict(tree, values, codes, cv=folds, method="predict_proba"))
    return chances[:, 1] if predicts == "yes_no" else chances


def _of_category(column: Column, codes: Floats, predicts: str, seed: int) -> Floats:
    kinds = {"yes_no": "binary", "category": "multiclass", "number": "continuous"}
    words = np.array([value or "" for value in column], dtype=object).reshape(-1, 1)
    if predicts == "category" and len(np.unique(codes)) == 2:
        kinds["category"] = "binary"
    folds = (KFold if predicts == "number" else StratifiedKFold)(FOLDS, shuffle=True, random_state=seed)
    encoder = TargetEncoder(target_type=kinds[predicts], cv=folds)
    told = np.asarray(encoder.fit_transform(words, codes), dtype=np.float64)
    return told[:, 0] if told.shape[1] == 1 else told
