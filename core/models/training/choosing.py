"""Which estimator suits the table: tried on learned rows alone, by turns learning from some and looking at the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, clone
from sklearn.ensemble import StackingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

from core.models.estimators.boosting import boosting
from core.models.estimators.joined import Folds, joined
from core.models.estimators.linear import linear
from core.models.features import Part
from core.models.metrics.classification import log_losses, log_losses_of_labels
from core.models.metrics.regression import mean_gamma_deviance
from core.models.reference import Floats
from core.models.training.steps import Steps

MOST_LABELS_FOR_TREES = 12
"""Trees are grown for each answer anew: with more answers they take too long."""
BETTER = 0.998
"""Two members are joined only if that lowers the loss to this part of the better one's."""


@dataclass(frozen=True)
class Best:
    """What was chosen, fitted on all learned rows."""

    fitted: BaseEstimator
    unseen: Floats
    """(n,) or (n, labels): what it says of each learned row when it has not learned from it."""
    method: str


@dataclass(frozen=True)
class Task:
    """n learned rows."""

    predicts: str
    table: pd.DataFrame
    codes: Floats
    parts: Sequence[Part]
    folds: Folds
    positive: bool
    """Of numbers: whether all are above zero."""
    seed: int


def choose(task: Task, steps: Steps) -> Best:
    """Tries each candidate and fits the best. Raises Cancelled."""
    candidates = _candidates(task)
    unseen = {name: _unseen(pipeline, task, steps) for name, pipeline in candidates.items()}
    return _CHOICES[task.predicts](task, candidates, unseen, steps)


def _candidates(task: Task) -> dict[str, Pipeline]:
    rows, labels = len(task.codes), len(np.unique(task.codes))
    found = {"linear": linear(task.parts, task.predicts, positive=task.positive)}
    if task.predicts != "category" or labels <= MOST_LABELS_FOR_TREES:
        found["boosting"] = boosting(task.parts, task.predicts, rows, positive=task.positive, seed=task.seed)
    return found


def _unseen(pipeline: Pipeline, task: Task, steps: Steps) -> Floats:
    """(n,) or (n, labels): each row's score by a fit that did not see it."""
    scores: Floats | None = None
    for learned, looked in task.folds:
        steps.check()
        fitted = clone(pipeline).fit(task.table.iloc[learned], task.codes[learned])
        asked = task.table.iloc[looked]
        told = np.asarray(fitted.predict(asked) if task.predicts == "number" else fitted.decision_function(asked))
        if scores is None:
            scores = np.zeros((len(task.codes), *told.shape[1:]))
        scores[looked] = told
        steps.advance()
    assert scores is not None
    return scores


def _chances(task: Task, candidates: dict[str, Pipeline], unseen: dict[str, Floats], steps: Steps) -> Best:
    """yes_no: a logistic regression over one or both scores, taken from rows that were not learned from."""
    found = []
    for names in _groups(candidates):
        scores = np.stack([unseen[name] for name in names], axis=1)
        last = LogisticRegression().fit(scores, task.codes)
        chance = last.predict_proba(scores)[:, 1]
        handicap = BETTER if len(names) == 1 else 1.0
        if len(names) == 1 or bool((last.coef_ > 0).all()):
            found.append((handicap * float(log_losses(task.codes, chance).mean()), names, last, chance))
    _, names, last, chance = min(found, key=lambda each: each[0])
    members = [(name, _fitted(candidates[name], task, steps)) for name in names]
    stack = StackingClassifier(
        members, final_estimator=LogisticRegression(), stack_method="decision_function", cv="prefit"
    )
    stack.fit(task.table, task.codes)
    stack.final_estimator_ = last  # of rows that were not learned from; `prefit` alone would take those that were
    return Best(stack, chance, f"{' and '.join(names)}, joined by a logistic regression on out-of-fold scores")


def _numbers(task: Task, candidates: dict[str, Pipeline], unseen: dict[str, Floats], steps: Steps) -> Best:
    """Number: the one with the smallest error, or the mean of both."""
    found = []
    for names in _groups(candidates):
        told = np.mean([unseen[name] for name in names], axis=0)
        handicap = BETTER if len(names) == 1 else 1.0
        found.append((handicap * _error(task, told), names, told))
    _, names, told = min(found, key=lambda each: each[0])
    steps.check()
    fitted = joined({name: candidates[name] for name in names}, "number", task.folds).fit(task.table, task.codes)
    return Best(fitted, told, f"mean of {' and '.join(names)}" if len(names) > 1 else names[0])


def _error(task: Task, told: Floats) -> float:
    """Mean squared error; of numbers above zero, half of it by ratio (gamma deviance), so that small ones count too."""
    squared = float(((task.codes - told) ** 2).mean() / task.codes.var())
    if not task.positive:
        return squared
    return squared + mean_gamma_deviance(task.codes, told)


def _labels(task: Task, candidates: dict[str, Pipeline], unseen: dict[str, Floats], steps: Steps) -> Best:
    """Category: the one whose chances fit best, its temperature set."""
    losses = {name: log_losses_of_labels(task.codes, _softmax(scores)).mean() for name, scores in unseen.items()}
    name = min(losses, key=lambda each: losses[each])
    steps.check()
    fitted = joined({name: candidates[name]}, "category", task.folds).fit(task.table, task.codes)
    fitted.cv = None  # rows' numbers do not belong into a model
    return Best(fitted, _softmax(unseen[name]), f"{name}, temperature scaled on out-of-fold scores")


def _fitted(pipeline: Pipeline, task: Task, steps: Steps) -> Pipeline:
    steps.check()
    fitted = clone(pipeline).fit(task.table, task.codes)
    steps.advance()
    return fitted


def _groups(candidates: dict[str, Pipeline]) -> list[tuple[str, ...]]:
    alone: list[tuple[str, ...]] = [(name,) for name in candidates]
    return [*alone, tuple(candidates)] if len(candidates) > 1 else alone


def _softmax(scores: Floats) -> Floats:
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True))


_CHOICES: dict[str, Callable[[Task, dict[str, Pipeline], dict[str, Floats], Steps], Best]] = {
    "yes_no": _chances,
    "number": _numbers,
    "category": _labels,
}
