"""One of several answers: learned as the probability of each."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np

from core.common.finding import Chart, Series
from core.common.progress import Progress
from core.common.words import clean
from core.inference.exported import AnswerColumns, Exported
from core.models.comparison.comparison_metrics import ACCURACY
from core.models.comparison.rows import VersionScores
from core.models.comparison.rules import ComparisonRules
from core.models.estimators.boosting import boosting_classifier
from core.models.estimators.linear import linear_classifier
from core.models.features import Column
from core.models.learning.choosing import ChoiceRows, ChosenModel, choose_scaled
from core.models.learning.evaluation import Evaluation
from core.models.learning.group_wording import describe_hits
from core.models.learning.known_answers import KnownAnswers
from core.models.learning.label_checks import check_labels
from core.models.learning.leak_rules import OF_LABELS
from core.models.learning.result_facts import ResultFacts
from core.models.learning.supervised import learn_from_answers
from core.models.learning.targets import read_several_answers
from core.models.metrics import category
from core.models.metrics.classification import log_losses_of_labels
from core.models.problem_type import LearningType
from core.models.reference import Floats
from core.models.registry import Worth

KEY = "category"
MOST_LABELS_FOR_TREES = 12
"""Trees are grown for each answer anew: with more answers they take too long."""
PLACES = 10


def choose(rows: ChoiceRows, progress: Progress) -> ChosenModel:
    """Choose between a linear model and boosted trees."""
    candidates = {"linear": linear_classifier(rows.parts)}
    if len(np.unique(rows.codes)) <= MOST_LABELS_FOR_TREES:
        candidates["boosting"] = boosting_classifier(rows.parts, len(rows.codes), rows.seed)
    return choose_scaled(rows, candidates, progress)


def form_facts(_actual: Floats, _out_of_fold: Floats, _worth: Worth) -> dict[str, Any]:
    """Return nothing: the likeliest answer is given."""
    return {}


def evaluate(exported: Exported, columns: Sequence[Column], actual: Floats) -> Evaluation:
    """Return the model's answers and probabilities beside the actual answers, with the log loss of each."""
    probabilities = exported.probabilities_of_many(exported.raw_of_many(columns))
    return Evaluation(exported.answers_of(columns), actual, log_losses_of_labels(actual, probabilities), probabilities)


def measure(found: Evaluation, weights: Floats) -> dict[str, float]:
    """Return all figures for weighed rows."""
    assert found.probabilities is not None
    return category.measure(found.actual, found.probabilities, weights)


def baseline(learned: Floats, found: Evaluation) -> dict[str, float]:
    """Return what always giving the most common answer of the learned rows gets."""
    assert found.probabilities is not None
    shares = np.bincount(learned.astype(np.int64), minlength=found.probabilities.shape[1]) / len(learned)
    return category.baseline(shares, found.actual)


def summarise(facts: ResultFacts) -> tuple[str, ...]:
    """Say how often it is right, beside always giving the most common answer."""
    right, words = facts.scores["accuracy"], facts.words
    guess = words.number(round(facts.baseline["accuracy"] * 100))
    return (
        f"It gives the right answer for {facts.of_hundred(right)} of 100 {facts.nouns['many']}.",
        f"Always giving the most common answer would be right for {guess} of 100.",
        f"It chooses among {words.counted(len(facts.labels), 'answer')} in “{clean(facts.target, 40)}”.",
    )


def hardly_better(facts: ResultFacts) -> bool:
    """Tell whether it may be right no more often than the most common answer."""
    return facts.scores["accuracy"]["low"] <= facts.baseline["accuracy"]


def draw(facts: ResultFacts) -> Chart:
    """Draw how often each answer is found when it was the real one."""
    answer, actual, words = facts.reference.held_answer, facts.reference.held_actual, facts.words
    common = np.argsort(-np.bincount(actual.astype(np.int64), minlength=len(facts.labels)), kind="stable")[:PLACES]
    right = [float((answer[actual == label] == label).mean()) if (actual == label).any() else None for label in common]
    known = [
        (share, clean(facts.labels[label], 30)) for share, label in zip(right, common, strict=True) if share is not None
    ]
    best, worst = (f"“{name}” {words.of_100(share)} times" for share, name in (max(known), min(known)))
    return Chart(
        kind="bar",
        places=tuple(clean(facts.labels[label], 30) for label in common),
        series=(Series("Found", right),),
        shows=f"When it was the real answer, it found {best}, and {worst}.",
        top=1.0,
        top_label="always",
    )


def score_hits(many: AnswerColumns, actual: Floats) -> VersionScores:
    """Return 1.0 where a version is right; an answer that it never learned, it can never give."""
    right = (many.code == actual).astype(np.float64)
    return VersionScores(right, right)


def expect_hits(codes: Floats) -> tuple[Floats, float]:
    """Return ones, which a version that is always right would score, and the share of the most common answer."""
    guess = float(np.bincount(codes.astype(np.int64)).max() / len(codes)) if len(codes) else 0.0
    return np.ones(len(codes)), guess


ANSWERS = KnownAnswers(
    read_target=partial(read_several_answers, predicts=KEY),
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
    comparison=ComparisonRules(measures=(ACCURACY,), score=score_hits, expect=expect_hits),
    known_answers=ANSWERS,
)
