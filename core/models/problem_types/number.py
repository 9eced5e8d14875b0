"""An amount: learned as its mean, with a range in which it will most likely lie."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from core.common.finding import Chart, Series
from core.common.progress import Progress
from core.inference.exported import Exported
from core.models.comparison.comparison_metrics import MEAN_ABSOLUTE_ERROR
from core.models.comparison.rules import ComparisonRules
from core.models.estimators.boosting import boosting_regressor
from core.models.estimators.linear import linear_regressor
from core.models.features import Column
from core.models.learning.choosing import ChoiceRows, ChosenModel, choose_average
from core.models.learning.evaluation import Evaluation
from core.models.learning.group_wording import describe_error
from core.models.learning.known_answers import KnownAnswers
from core.models.learning.label_checks import check_amounts
from core.models.learning.leak_rules import OF_AMOUNTS
from core.models.learning.result_facts import ResultFacts
from core.models.learning.supervised import learn_from_answers
from core.models.learning.targets import read_amounts
from core.models.learning.thresholds import margin
from core.models.metrics import number
from core.models.metrics.regression import absolute_errors, mean_gamma_deviance
from core.models.problem_type import LearningType
from core.models.reference import Floats
from core.models.registry import Worth

KEY = "number"
HARDLY = 0.97
"""An error that may be as large as this part of guessing's is hardly better."""
BANDS = 5


def learned_by_ratio(codes: Floats) -> bool:
    """Tell whether amounts are learned on a log scale: all of them are above zero."""
    return bool((codes > 0).all())


def choose(rows: ChoiceRows, progress: Progress) -> ChosenModel:
    """Choose between a linear model, boosted trees and their mean."""
    ratio = learned_by_ratio(rows.codes)
    loss = "gamma" if ratio else "squared_error"
    candidates = {
        "linear": linear_regressor(rows.parts, positive=ratio),
        "boosting": boosting_regressor(rows.parts, len(rows.codes), loss, rows.seed),
    }
    return choose_average(rows, candidates, error_by_ratio if ratio else relative_error, progress)


def relative_error(actual: Floats, predicted: Floats) -> float:
    """Return the mean squared error, as a part of the variance."""
    return float(((actual - predicted) ** 2).mean() / actual.var())


def error_by_ratio(actual: Floats, predicted: Floats) -> float:
    """Return the relative error and the gamma deviance together, so that small amounts count too."""
    return relative_error(actual, predicted) + mean_gamma_deviance(actual, predicted)


def form_facts(actual: Floats, out_of_fold: Floats, _worth: Worth) -> dict[str, Any]:
    """Return the scale it was learned on, its range, and a typical size."""
    ratio = learned_by_ratio(actual)
    return {
        "exponential": ratio,
        "margin": margin(actual, out_of_fold, ratio),
        "scale": float(np.abs(actual).mean()),
    }


def evaluate(exported: Exported, columns: Sequence[Column], actual: Floats) -> Evaluation:
    """Return the model's amounts beside the actual ones, with the absolute error of each."""
    many = exported.answers_of(columns)
    return Evaluation(many, actual, absolute_errors(actual, many.score))


def measure(found: Evaluation, weights: Floats) -> dict[str, float]:
    """Return all figures for weighed rows."""
    low, high = found.many.low, found.many.high
    assert low is not None
    assert high is not None
    return number.measure(found.actual, found.many.score, low, high, weights)


def baseline(learned: Floats, found: Evaluation) -> dict[str, float]:
    """Return what always saying the middle amount of the learned rows gets."""
    return number.baseline(float(np.median(learned)), found.actual)


def summarise(facts: ResultFacts) -> tuple[str, ...]:
    """Say by how much it is off, and how often its range holds."""
    off, guess = facts.scores["mae"], facts.amount(facts.baseline["mae"])
    said = [
        f"It is off by {facts.amount(off['value'])} on average ({facts.amount(off['low'])} to {facts.amount(off['high'])}).",
        f"Always saying the middle number would be off by {guess}.",
    ]
    covered = facts.scores.get("interval_coverage")
    if covered:
        many = facts.nouns["many"]
        said.append(f"For {facts.of_hundred(covered)} of 100 {many}, the real number lay in the range it gave.")
    return tuple(said)


def hardly_better(facts: ResultFacts) -> bool:
    """Tell whether its error may be nearly as large as guessing's."""
    return facts.scores["mae"]["high"] > HARDLY * facts.baseline["mae"]


def draw(facts: ResultFacts) -> Chart:
    """Draw the typical error in bands of the amount given."""
    given, actual = facts.reference.held_score, facts.reference.held_actual
    edges = np.unique(np.quantile(given, np.linspace(0, 1, BANDS + 1)))
    band = np.clip(np.searchsorted(edges, given, "right") - 1, 0, max(0, len(edges) - 2))
    off = [
        float(np.median(np.abs(given - actual)[band == each]))
        for each in range(max(1, len(edges) - 1))
        if (band == each).any()
    ]
    places = tuple(f"{facts.amount(float(low))} to {facts.amount(float(high))}" for low, high in pairwise(edges))
    places = places[: len(off)] or ("all",)
    first, last = facts.amount(off[0]), facts.amount(off[-1])
    return Chart(
        kind="bar",
        places=places,
        series=(Series("Typically off by", off),),
        shows=f"From {places[0]}, it is typically off by {first}; from {places[-1]}, by {last}."
        if len(off) > 1
        else f"It is typically off by {first}.",
    )


ANSWERS = KnownAnswers(
    read_target=partial(read_amounts, predicts=KEY),
    leaks=OF_AMOUNTS,
    choose=choose,
    form_facts=form_facts,
    evaluate=evaluate,
    measure=measure,
    baseline=baseline,
    find_label_errors=check_amounts,
    fewest_label_errors=0.01,
    describe_group=describe_error,
)
LEARNING = LearningType(
    key=KEY,
    learn=partial(learn_from_answers, ANSWERS),
    summarise=summarise,
    hardly_better=hardly_better,
    draw=draw,
    comparison=ComparisonRules(measures=(MEAN_ABSOLUTE_ERROR,)),
    known_answers=ANSWERS,
)
