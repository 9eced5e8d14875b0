"""One of two answers, of which one is looked out for: learned as the probability of that one."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np

from core.common.finding import Chart, Series
from core.common.progress import Progress
from core.common.words import clean
from core.inference.exported import Exported
from core.models.comparison.comparison_metrics import AUC, LOG_LOSS, money
from core.models.comparison.rules import ComparisonRules
from core.models.estimators.boosting import boosting_classifier
from core.models.estimators.linear import linear_classifier
from core.models.features import Column
from core.models.learning.choosing import ChoiceRows, ChosenModel, choose_stack
from core.models.learning.evaluation import Evaluation
from core.models.learning.group_wording import describe_hits
from core.models.learning.known_answers import KnownAnswers
from core.models.learning.label_checks import check_labels
from core.models.learning.leak_rules import OF_LABELS
from core.models.learning.result_facts import ResultFacts
from core.models.learning.supervised import learn_from_answers
from core.models.learning.targets import read_two_answers
from core.models.learning.thresholds import threshold
from core.models.metrics import yes_no
from core.models.metrics.classification import log_losses
from core.models.problem_type import LearningType
from core.models.reference import Floats
from core.models.registry import Worth

KEY = "yes_no"
FEWEST_EACH = 10
"""Rows of each answer below which nothing is said of two versions."""
HARDLY = 0.55
"""An AUC that may be as low as this is hardly better than guessing."""
PLACES = 10


def choose(rows: ChoiceRows, progress: Progress) -> ChosenModel:
    """Choose between a linear model, boosted trees and both, joined so that the probabilities can be believed."""
    candidates = {
        "linear": linear_classifier(rows.parts),
        "boosting": boosting_classifier(rows.parts, len(rows.codes), rows.seed),
    }
    return choose_stack(rows, candidates, progress)


def form_facts(actual: Floats, out_of_fold: Floats, worth: Worth) -> dict[str, Any]:
    """Return from which probability on the answer is yes."""
    return {"threshold": threshold(actual, out_of_fold, worth)}


def evaluate(exported: Exported, columns: Sequence[Column], actual: Floats) -> Evaluation:
    """Return the model's answers beside the actual ones, with the log loss of each."""
    many = exported.answers_of(columns)
    return Evaluation(many, actual, log_losses(actual, many.score))


def measure(found: Evaluation, weights: Floats) -> dict[str, float]:
    """Return all figures for weighed rows."""
    return yes_no.measure(found.actual, found.many.score, found.many.code, weights)


def baseline(learned: Floats, found: Evaluation) -> dict[str, float]:
    """Return what picking as many rows at random gets."""
    return yes_no.baseline(float(learned.mean()), found.actual, found.many.code)


def summarise(facts: ResultFacts) -> tuple[str, ...]:
    """Say how many warnings are right, how many cases are found, and what it warns of."""
    many, will, words = facts.nouns["many"], facts.nouns["will"], facts.words
    warns = f"It warns when “{clean(facts.target, 40)}” is likely to be “{clean(facts.positive, 40)}”."
    precision, recall = facts.scores.get("precision"), facts.scores.get("recall")
    if precision is None or recall is None:
        return (f"In its test it warned about none of the {many}.", warns)
    random = words.number(round(facts.baseline["precision"] * 100))
    return (
        f"Of 100 {many} it warns you about, about {facts.of_hundred(precision)} {will}. Picking at random: {random}.",
        f"When 100 {many} {will}, it names about {facts.of_hundred(recall)} of them beforehand.",
        warns,
    )


def hardly_better(facts: ResultFacts) -> bool:
    """Tell whether it may rank rows hardly better than chance."""
    return facts.scores.get("auc", {"low": 0.0})["low"] < HARDLY


def draw(facts: ResultFacts) -> Chart:
    """Draw how many of those who will are among the first ones it names."""
    score, actual = facts.reference.held_score, facts.reference.held_actual
    ranked = np.cumsum(actual[np.argsort(-score, kind="stable")]) / max(1.0, actual.sum())
    shares = np.arange(1, PLACES + 1) / PLACES
    found = [0.0] + [float(ranked[max(0, round(share * len(ranked)) - 1)]) for share in shares]
    places = ("0", *(f"{round(share * 100)} of 100" for share in shares))
    many, will = facts.nouns["many"], facts.nouns["will"]
    return Chart(
        kind="line",
        places=places,
        series=(Series("With this model", found), Series("At random", [0.0, *map(float, shares)])),
        shows=f"The first 20 of 100 {many} it names hold {round(found[2] * 100)} of 100 of all that {will}. At random it is 20.",
        top=1.0,
        top_label=f"all that {will}",
    )


def enough_of_each(actual: Floats) -> bool:
    """Tell whether both answers occur often enough to compare two versions."""
    yes = int((actual == 1).sum())
    return min(yes, len(actual) - yes) >= FEWEST_EACH


ANSWERS = KnownAnswers(
    read_target=partial(read_two_answers, predicts=KEY),
    leaks=OF_LABELS,
    choose=choose,
    form_facts=form_facts,
    evaluate=evaluate,
    measure=measure,
    baseline=baseline,
    find_label_errors=check_labels,
    fewest_label_errors=0.02,
    describe_group=describe_hits,
)
LEARNING = LearningType(
    key=KEY,
    learn=partial(learn_from_answers, ANSWERS),
    summarise=summarise,
    hardly_better=hardly_better,
    draw=draw,
    comparison=ComparisonRules(
        measures=(AUC, LOG_LOSS), money=money, enough=enough_of_each, also_needed=", and 10 of each answer"
    ),
    known_answers=ANSWERS,
)
