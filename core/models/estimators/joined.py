"""Members joined into one estimator whose chances can be believed."""

from collections.abc import Mapping, Sequence

from sklearn.base import BaseEstimator
from sklearn.calibration import CalibratedClassifierCV
from sklearn.ensemble import StackingClassifier, VotingRegressor
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

from core.models.reference import Whole

Folds = Sequence[tuple[Whole, Whole]]


def joined(members: Mapping[str, Pipeline], predicts: str, folds: Folds) -> BaseEstimator:
    """yes_no: a logistic regression over the members' scores on rows that they did not learn from (Wolpert 1992 on stacking;
    with one member this is the scaling of Platt 1999). Category: one member, its temperature set on such rows (Guo et al.
    2017). Number: the mean of the members."""
    if predicts == "yes_no":
        return StackingClassifier(
            list(members.items()), final_estimator=LogisticRegression(), cv=folds, stack_method="decision_function"
        )
    if predicts == "category":
        (only,) = members.values()
        return CalibratedClassifierCV(only, method="temperature", ensemble=False, cv=folds)
    return VotingRegressor(list(members.items()))
