"""From a fitted pipeline to its exported form: one file for each sort of estimator, and the proof that both say the same.

What is exported how follows from the estimator alone: `ensembles` by how its members are joined, then each member by its last step.
"""

from collections.abc import Callable
from typing import Any

from sklearn.base import BaseEstimator
from sklearn.pipeline import Pipeline

from core.inference.form import Form, Member
from core.models.export.centroids import centroids
from core.models.export.ensembles import Ensemble, ensemble
from core.models.export.linear import linear
from core.models.export.proof import MOST_DIFFERENCE, ProvenRows, differences, made_up, prove
from core.models.export.trees import trees

__all__ = ["MOST_DIFFERENCE", "Ensemble", "ProvenRows", "differences", "ensemble", "form_of", "made_up", "prove"]

_EXPORTERS: dict[str, Callable[[Pipeline], Member]] = {"trees": trees, "sum": linear, "groups": centroids}
"""By the name of a pipeline's last step."""


def form_of(fitted: BaseEstimator, predicts: str, **facts: Any) -> Form:
    """Return the form of a fitted estimator of `core.models.estimators`; `facts` are the other fields of Form."""
    joined = ensemble(fitted)
    return Form(
        predicts=predicts,
        members=[_EXPORTERS[pipeline.steps[-1][0]](pipeline) for pipeline in joined.members],
        weights=joined.weights,
        bias=joined.bias,
        sharpness=joined.sharpness,
        **facts,
    )
