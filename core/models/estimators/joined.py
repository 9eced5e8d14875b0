"""Members joined into one estimator whose probabilities can be believed."""

from collections.abc import Mapping, Sequence

import pandas as pd
from sklearn.base import BaseEstimator
from sklearn.calibration import CalibratedClassifierCV
from sklearn.ensemble import StackingClassifier, VotingRegressor
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

from core.models.reference import Floats, Whole

Folds = Sequence[tuple[Whole, Whole]]


def stack(
    fitted: Mapping[str, Pipeline], final: LogisticRegression, table: pd.DataFrame, codes: Floats
) -> BaseEstimator:
    """Join fitted classifiers of two answers by a logistic regression over their scores (Wolpert 1992 on stacking; with one member
    this is the scaling of Platt 1999).

    `final` was fitted on scores of rows that the members did not learn from: what scikit-learn fits for a "prefit" stack, on rows
    that they did, is put aside for it.
    """
    stacked = StackingClassifier(
        list(fitted.items()), final_estimator=LogisticRegression(), stack_method="decision_function", cv="prefit"
    )
    stacked.fit(table, codes)
    stacked.final_estimator_ = final
    return stacked


def scale_temperature(member: Pipeline, folds: Folds, table: pd.DataFrame, codes: Floats) -> BaseEstimator:
    """Fit one classifier of several answers, its temperature set on rows that it did not learn from (Guo et al. 2017)."""
    scaled = CalibratedClassifierCV(member, method="temperature", ensemble=False, cv=folds).fit(table, codes)
    scaled.cv = None  # rows' numbers do not belong into a model
    return scaled


def average(members: Mapping[str, Pipeline], table: pd.DataFrame, codes: Floats) -> BaseEstimator:
    """Fit regressors whose mean is the answer."""
    return VotingRegressor(list(members.items())).fit(table, codes)
