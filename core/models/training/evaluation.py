"""What a model says of rows it never saw, and how good that is: one function for each kind of answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from core.inference.exported import AnswerColumns, Exported
from core.models.features import Column
from core.models.metrics import Scores, category, number, with_ranges, yes_no
from core.models.metrics.classification import log_losses, log_losses_of_labels
from core.models.metrics.regression import absolute_errors
from core.models.reference import Floats, Whole

MOST_ROWS_FOR_DRIVERS = 2000
REPEATS = 3


@dataclass(frozen=True)
class Told:
    """n rows with what really happened. `chances` (n, labels) for labels alone."""

    many: AnswerColumns
    actual: Floats
    losses: Floats
    chances: Floats | None


def tell(exported: Exported, columns: Sequence[Column], actual: Floats) -> Told:
    """Losses: log loss of answers, absolute error of numbers."""
    many = exported.answers_of(columns)
    if exported.predicts == "yes_no":
        return Told(many, actual, log_losses(actual, many.score), None)
    if exported.predicts == "number":
        return Told(many, actual, absolute_errors(actual, many.score), None)
    chances = exported.probabilities_of_many(exported.raw_of_many(columns))
    return Told(many, actual, log_losses_of_labels(actual, chances), chances)


def score(predicts: str, told: Told, units: Whole, seed: int) -> Scores:
    """All figures of the contract, with ranges. `units` (n,): rows that belong together."""
    return with_ranges(_MEASURES[predicts](told), len(told.actual), units, seed)


def _yes_no(told: Told) -> Callable[[Floats], dict[str, float]]:
    return lambda weights: yes_no.measure(told.actual, told.many.score, told.many.code, weights)


def _number(told: Told) -> Callable[[Floats], dict[str, float]]:
    low, high = told.many.low, told.many.high
    assert low is not None
    assert high is not None
    return lambda weights: number.measure(told.actual, told.many.score, low, high, weights)


def _category(told: Told) -> Callable[[Floats], dict[str, float]]:
    chances = told.chances
    assert chances is not None
    return lambda weights: category.measure(told.actual, chances, weights)


_MEASURES = {"yes_no": _yes_no, "number": _number, "category": _category}


def guess(predicts: str, learned: Floats, told: Told) -> dict[str, float]:
    """What guessing gets on the same rows. `learned` are the actual answers of the learned rows."""
    if predicts == "yes_no":
        return yes_no.baseline(float(learned.mean()), told.actual, told.many.code)
    if predicts == "number":
        return number.baseline(float(np.median(learned)), told.actual)
    assert told.chances is not None
    shares = np.bincount(learned.astype(np.int64), minlength=told.chances.shape[1]) / len(learned)
    return category.baseline(shares, told.actual)


def drivers(exported: Exported, columns: Sequence[Column], actual: Floats, seed: int) -> dict[str, float]:
    """How much worse answers get when one column's values change places (permutation importance, Breiman 2001), as shares.
    Strongest first; columns that bring nothing have 0."""
    rng = np.random.default_rng(seed)
    rows = rng.permutation(len(actual))[:MOST_ROWS_FOR_DRIVERS]
    some, actual = [column[rows] for column in columns], actual[rows]
    usual = float(tell(exported, some, actual).losses.mean())
    worse = []
    for at in range(len(some)):
        losses = []
        for _ in range(REPEATS):
            mixed = [*some[:at], some[at][rng.permutation(len(rows))], *some[at + 1 :]]
            losses.append(float(tell(exported, mixed, actual).losses.mean()))
        worse.append(max(0.0, float(np.mean(losses)) - usual))
    whole = sum(worse)
    shares = {asked.name: lost / whole if whole else 0.0 for asked, lost in zip(exported.inputs, worse, strict=True)}
    return dict(sorted(shares.items(), key=lambda found: -found[1]))
