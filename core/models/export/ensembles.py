"""How the members of a fitted estimator are joined: what each weighs, what is added, and how sharp the sum becomes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sklearn.base import BaseEstimator
from sklearn.calibration import CalibratedClassifierCV
from sklearn.ensemble import StackingClassifier, VotingRegressor
from sklearn.pipeline import Pipeline


@dataclass(frozen=True)
class Ensemble:
    """bias + the sum of weight x output over the members, multiplied by `sharpness` before it becomes probabilities."""

    members: list[Pipeline]
    weights: list[float]
    bias: float = 0.0
    sharpness: float = 1.0


def ensemble(fitted: BaseEstimator) -> Ensemble:
    """Return the members of a fitted estimator, and how they are joined."""
    return _ENSEMBLES[type(fitted)](fitted)


def _stacked(fitted: Any) -> Ensemble:
    final = fitted.final_estimator_
    return Ensemble(fitted.estimators_, [float(weight) for weight in final.coef_[0]], float(final.intercept_[0]))


def _scaled(fitted: Any) -> Ensemble:
    (calibrated,) = fitted.calibrated_classifiers_
    (scaling,) = calibrated.calibrators
    return Ensemble([calibrated.estimator], [1.0], sharpness=float(scaling.beta_))


def _averaged(fitted: Any) -> Ensemble:
    members = fitted.estimators_
    return Ensemble(members, [1.0 / len(members)] * len(members))


def _alone(fitted: Any) -> Ensemble:
    return Ensemble([fitted], [1.0])


_ENSEMBLES: dict[type, Callable[[Any], Ensemble]] = {
    StackingClassifier: _stacked,
    CalibratedClassifierCV: _scaled,
    VotingRegressor: _averaged,
    Pipeline: _alone,
}
