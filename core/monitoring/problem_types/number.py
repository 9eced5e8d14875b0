"""How models that predict a number are watched: by how far their numbers are off."""

import numpy as np

from core.common.words import Words
from core.models.metrics.intervals import error_range
from core.models.metrics.regression import absolute_errors, mean_absolute_error
from core.models.reference import Counts, Floats
from core.monitoring.answer_balance import AnswerBalance, BalanceRules, counts
from core.monitoring.answer_mix import AnswerChange, AnswerMix, most_changed
from core.monitoring.indicator import NotApplicable
from core.monitoring.key_figure import ENOUGH, KeyFigure, since_made, too_few
from core.monitoring.problem_type import WatchingType
from core.monitoring.quality import Quality, QualityMetric
from core.monitoring.quality.metric import all_of_it
from core.monitoring.quality.scale import AMOUNT, format_amount
from core.monitoring.window import Answers, Subject, Window

MEAN_ABSOLUTE_ERROR = QualityMetric(
    name="mae",
    technical="mean absolute error",
    measure=lambda answers: error_range(answers.actual, answers.score),
    loss=lambda answers: absolute_errors(answers.actual, answers.score),
    error=True,
    room=all_of_it,
    scale=AMOUNT,
    result="On average, its numbers are off by {value} {range}.",
    guessing="Always saying the same middle number is off by {value}.",
    beside="Always saying the middle number is off by {guess}, and this model by {value}.",
    course="Its average errors",
    perfect=0.0,
    barely=0.1,
)


def _count_tenths(window: Window, answers: Floats) -> Counts:
    """How many fall into each tenth of the numbers given when it was tested."""
    edges = window.reference.score_edges
    return np.bincount(np.searchsorted(edges, answers, "right"), minlength=len(edges) + 1)


def _middle(change: AnswerChange, words: Words) -> str:
    then, now = (format_amount(figure, change.subject, words) for figure in change.typical)
    return f"The middle one of its numbers is {now}; it was {then} when it was tested."


def _tenths_shown(change: AnswerChange, words: Words) -> str:
    low, high = words.number(round(float(change.now.min()) * 100)), words.of_100(float(change.now.max()))
    return f"When it was tested, each bar held 10 of 100 of its numbers. Now they hold {low} to {high}."


TENTHS = AnswerMix(
    ordered=True,
    worth_saying=0.15,  # numbers go up and down with the season more than the answers to a question do
    counts=_count_tenths,
    place=most_changed,
    result=_middle,
    bars=lambda change: {place: f"Tenth {place + 1}" for place in range(len(change.now))},
    shows=_tenths_shown,
)


def _most_common(window: Window) -> AnswerBalance:
    """The rows that do not have the most common number of all count as the rarest answer."""
    actual = window.reference.held_actual
    known = actual[~np.isnan(actual)]
    if not len(known):
        raise NotApplicable("No rows were held back, so the numbers were not counted.", "Train it again.", "retrain")
    most = float(np.unique(known, return_counts=True)[1].max() / len(known))
    rest = round((1 - most) * window.subject.rows_learned)
    return AnswerBalance(
        window.subject, "any other number", 1 - most, rest, most, (most, 1 - most), ("most common", "other")
    )


def _same_number(balance: AnswerBalance, words: Words) -> str:
    same = words.number(balance.subject.rows_learned - balance.examples)
    return f"The most common number stands in {same} of the {counts(balance, words)['rows']} it learned from."


def _numbers_shown(balance: AnswerBalance, words: Words) -> str:
    most, rest = words.of_100(balance.most), words.of_100(balance.share)
    return f"The most common number stands in {most} rows, other numbers in {rest}."


MOST_COMMON = BalanceRules(
    measure=_most_common,
    result=_same_number,
    rare="other numbers",
    mend="Add rows with other numbers, then train it again.",
    shows=_numbers_shown,
)


def _key_figure(subject: Subject, month: Answers, words: Words) -> KeyFigure:
    label, known = "Off by, on average", month.labelled
    if len(known) < ENOUGH:
        return too_few(label, len(known), words)
    promised = subject.scores.get("mae")
    below = since_made(_exact(subject, promised["value"], words) if promised else None, len(known), words)
    return KeyFigure(label, _exact(subject, mean_absolute_error(known.actual, known.answer), words), below)


def _exact(subject: Subject, value: float, words: Words) -> str:
    """The unit is money where it is the owner's own currency."""
    if subject.unit and subject.unit == words.currency:
        return words.money(value)
    return f"{words.rounded(value)} {subject.unit}".strip()


WATCHING = WatchingType(
    key="number",
    quality=Quality(MEAN_ABSOLUTE_ERROR),
    came_true=None,
    mix=TENTHS,
    balance=MOST_COMMON,
    key_figure=_key_figure,
    not_applicable={"calibration": "It gives no chances, so there are none to compare with what happened."},
)
