"""From a fitted pipeline to its exported form: one file for each kind of estimator, and the proof that both say the same."""

from collections.abc import Callable
from typing import Any

from sklearn.base import BaseEstimator
from sklearn.pipeline import Pipeline

from core.inference.form import Form, Member
from core.models.export.centroids import centroids
from core.models.export.linear import linear
from core.models.export.proof import MOST_DIFFERENCE, differences, made_up, proven
from core.models.export.trees import trees

__all__ = ["MOST_DIFFERENCE", "differences", "form_of", "made_up", "proven"]

_KINDS: dict[str, Callable[[Pipeline], Member]] = {"trees": trees, "sum": linear, "groups": centroids}
"""By the name of a pipeline's last step."""


def form_of(fitted: BaseEstimator, predicts: str, **facts: Any) -> Form:
    """The form of a fitted estimator; `facts` are the other fields of Form."""
    members, weights, bias, sharpness = members_of(fitted, predicts)
    return Form(predicts=predicts, members=members, weights=weights, bias=bias, sharpness=sharpness, **facts)


def members_of(fitted: BaseEstimator, predicts: str) -> tuple[list[Member], list[float], float, float]:
    """(members, weights, bias, sharpness) of a fitted estimator of `core.models.estimators`."""
    if predicts == "yes_no":
        last = fitted.final_estimator_
        members = [member(pipeline) for pipeline in fitted.estimators_]
        return members, [float(weight) for weight in last.coef_[0]], float(last.intercept_[0]), 1.0
    if predicts == "category":
        (calibrated,) = fitted.calibrated_classifiers_
        (scaling,) = calibrated.calibrators
        return [member(calibrated.estimator)], [1.0], 0.0, float(scaling.beta_)
    if predicts == "number":
        members = [member(pipeline) for pipeline in fitted.estimators_]
        return members, [1.0 / len(members)] * len(members), 0.0, 1.0
    return [member(fitted)], [1.0], 0.0, 1.0


def member(pipeline: Pipeline) -> Member:
    """The exported form of one pipeline."""
    kind = pipeline.steps[-1][0]
    return _KINDS[kind](pipeline)
