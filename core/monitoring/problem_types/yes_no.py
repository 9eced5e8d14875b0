"""How models that answer yes or no are watched: by the order of their list, and by what came of their warnings."""

from collections.abc import Mapping
from dataclasses import replace

from core.common.words import Words
from core.models.metrics.classification import log_losses, precision
from core.models.metrics.intervals import auc_range, precision_range
from core.models.reference import Floats
from core.monitoring import answer_balance, answer_mix
from core.monitoring.answer_mix import AnswerChange
from core.monitoring.key_figure import ENOUGH, KeyFigure, since_made, too_few
from core.monitoring.problem_type import WatchingType
from core.monitoring.quality import Quality, QualityMetric
from core.monitoring.quality.metric import above_guessing, all_of_it, wrong
from core.monitoring.quality.scale import SHARE
from core.monitoring.window import Answers, Subject


def _rarer(actual: Floats) -> int:
    positive = int((actual == 1).sum())
    return min(positive, len(actual) - positive)


AUC = QualityMetric(
    name="auc",
    technical="AUC",
    measure=lambda answers: auc_range(answers.score[answers.actual == 1], answers.score[answers.actual == 0]),
    loss=lambda answers: log_losses(answers.actual, answers.score),
    error=False,
    room=above_guessing,
    scale=SHARE,
    result="On its list, {many} that {did} stood above {value} that {did_not} {range}.",
    guessing="In a list by chance, they stand above {value}.",
    beside="A list by chance has {guess} in their right place, and this model's list {value}.",
    course="Right places on its list",
    perfect=1.0,
    barely=0.2,
)
PRECISION = QualityMetric(
    name="precision",
    technical="precision",
    measure=lambda answers: precision_range(answers.actual, answers.answer),
    loss=wrong,
    error=False,
    room=all_of_it,
    scale=SHARE,
    result="Of 100 {many} it warned you about, {hundred} {did} {range}.",
    guessing="Of 100 picked at random, {hundred} {did}.",
    beside="Picking at random is right {guess} times, and its warnings are right {value} times.",
    course="Warnings that were right",
    perfect=1.0,
    barely=0.0,
)


def _warnings(change: AnswerChange, words: Words) -> str:
    now, then = (words.of_100(float(shares[1])) for shares in (change.now, change.then))
    return f"It warns about {now} {change.subject.nouns['many']}; when it was tested, about {then}."


def _key_figure(subject: Subject, month: Answers, words: Words) -> KeyFigure:
    label = f"It said yes, and {subject.nouns.get('did', 'was right')}"
    known = month.labelled
    warnings = int((known.answer == 1).sum())
    if warnings < ENOUGH:
        return too_few(label, warnings, words)
    promised = subject.scores.get("precision")
    below = since_made(words.of_100(promised["value"]) if promised else None, warnings, words)
    return KeyFigure(label, words.of_100(precision(known.actual, known.answer)), below)


def _worth(subject: Subject, month: Answers, words: Words) -> KeyFigure | None:
    """What the month's yes answers brought: the share that was right, as a range, times what the owner said a hit and a miss
    are worth. None where nobody said, or too few outcomes are known."""
    worth = subject.worth
    right, warnings = precision_range(month.labelled.actual, month.labelled.answer), float((month.answer == 1).sum())
    if worth.hit is None or worth.miss is None or right.rows < ENOUGH:
        return None
    low, high = sorted(warnings * worth.gain(part) for part in (right.low, right.high))
    return KeyFigure("What it was worth", f"{words.money(low)} to {words.money(high)}", "compared with no advice")


def _facts(subject: Subject, words: Words) -> Mapping[str, str]:
    return {"Threshold": words.rounded(subject.threshold)}


WATCHING = WatchingType(
    key="yes_no",
    quality=Quality(AUC, PRECISION, _rarer),
    came_true=lambda answers: answers.actual == 1,
    mix=replace(answer_mix.LABELS, place=lambda _: 1, result=_warnings, shows=answer_mix.label_shown(lambda _: 1)),
    balance=answer_balance.LABELS,
    key_figure=_key_figure,
    worth=_worth,
    facts=_facts,
)
