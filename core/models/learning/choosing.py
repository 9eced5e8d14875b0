"""Which estimator suits the table: tried on learned rows alone, by turns learning from some and looking at the others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, clone
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

from core.common.progress import Progress
from core.models.estimators.joined import Folds, average, scale_temperature, stack
from core.models.features import FeatureColumn
from core.models.metrics.classification import log_losses, log_losses_of_labels
from core.models.reference import Floats

BETTER = 0.998
"""Two members are joined only if that lowers the loss to this part of the better one's."""
Candidates = Mapping[str, Pipeline]


@dataclass(frozen=True)
class ChoiceRows:
    """n learned rows, on which candidates are tried."""

    table: pd.DataFrame
    codes: Floats
    parts: Sequence[FeatureColumn]
    folds: Folds
    seed: int


@dataclass(frozen=True)
class ChosenModel:
    """The best of the candidates, fitted on all learned rows."""

    fitted: BaseEstimator
    out_of_fold: Floats
    """(n,) or (n, labels): what it says of each learned row when it has not learned from it."""
    method: str


def choose_stack(rows: ChoiceRows, candidates: Candidates, progress: Progress) -> ChosenModel:
    """Fit a logistic regression over the out-of-fold scores of one candidate, or of all, whichever has the smallest log loss.

    For two answers. Raises Cancelled.
    """
    unseen = _out_of_fold(rows, candidates, progress, lambda fitted, asked: fitted.decision_function(asked))
    found = []
    for names in _groups(candidates):
        scores = np.stack([unseen[name] for name in names], axis=1)
        final = LogisticRegression().fit(scores, rows.codes)
        probability = final.predict_proba(scores)[:, 1]
        if len(names) == 1 or bool((final.coef_ > 0).all()):
            loss = float(log_losses(rows.codes, probability).mean())
            found.append((_handicap(names) * loss, names, final, probability))
    _, names, final, probability = min(found, key=lambda each: each[0])
    members = {name: _fitted(candidates[name], rows, progress) for name in names}
    method = f"{' and '.join(names)}, joined by a logistic regression on out-of-fold scores"
    return ChosenModel(stack(members, final, rows.table, rows.codes), probability, method)


def choose_average(
    rows: ChoiceRows, candidates: Candidates, error: Callable[[Floats, Floats], float], progress: Progress
) -> ChosenModel:
    """Fit the candidate with the smallest `error` of (actual, predicted), or the mean of all. For amounts. Raises Cancelled."""
    unseen = _out_of_fold(rows, candidates, progress, lambda fitted, asked: fitted.predict(asked))
    found = []
    for names in _groups(candidates):
        predicted = np.mean([unseen[name] for name in names], axis=0)
        found.append((_handicap(names) * error(rows.codes, predicted), names, predicted))
    _, names, predicted = min(found, key=lambda each: each[0])
    progress.check()
    fitted = average({name: candidates[name] for name in names}, rows.table, rows.codes)
    return ChosenModel(fitted, predicted, f"mean of {' and '.join(names)}" if len(names) > 1 else names[0])


def choose_scaled(rows: ChoiceRows, candidates: Candidates, progress: Progress) -> ChosenModel:
    """Fit the candidate with the smallest log loss, and scale its temperature. For several answers. Raises Cancelled."""
    unseen = _out_of_fold(rows, candidates, progress, lambda fitted, asked: fitted.decision_function(asked))
    losses = {name: log_losses_of_labels(rows.codes, _softmax(scores)).mean() for name, scores in unseen.items()}
    name = min(losses, key=lambda each: losses[each])
    progress.check()
    fitted = scale_temperature(candidates[name], rows.folds, rows.table, rows.codes)
    return ChosenModel(fitted, _softmax(unseen[name]), f"{name}, temperature scaled on out-of-fold scores")


def _out_of_fold(
    rows: ChoiceRows, candidates: Candidates, progress: Progress, ask: Callable[[Any, pd.DataFrame], Any]
) -> dict[str, Floats]:
    """By candidate (n,) or (n, labels): each row's score by a fit that did not see it."""
    return {name: _scores(rows, pipeline, progress, ask) for name, pipeline in candidates.items()}


def _scores(
    rows: ChoiceRows, pipeline: Pipeline, progress: Progress, ask: Callable[[Any, pd.DataFrame], Any]
) -> Floats:
    scores: Floats | None = None
    for learned, looked in rows.folds:
        progress.check()
        fitted = clone(pipeline).fit(rows.table.iloc[learned], rows.codes[learned])
        found = np.asarray(ask(fitted, rows.table.iloc[looked]))
        if scores is None:
            scores = np.zeros((len(rows.codes), *found.shape[1:]))
        scores[looked] = found
        progress.advance()
    assert scores is not None
    return scores


def _handicap(names: Sequence[str]) -> float:
    return BETTER if len(names) == 1 else 1.0


def _fitted(pipeline: Pipeline, rows: ChoiceRows, progress: Progress) -> Pipeline:
    progress.check()
    fitted = clone(pipeline).fit(rows.table, rows.codes)
    progress.advance()
    return fitted


def _groups(candidates: Candidates) -> list[tuple[str, ...]]:
    alone: list[tuple[str, ...]] = [(name,) for name in candidates]
    return [*alone, tuple(candidates)] if len(candidates) > 1 else alone


def _softmax(scores: Floats) -> Floats:
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True))
