"""How models that choose one of several answers are watched: by how many answers were right."""

from core.common.words import Words
from core.models.metrics.classification import accuracy
from core.models.metrics.intervals import accuracy_range
from core.monitoring import answer_balance, answer_mix
from core.monitoring.key_figure import ENOUGH, KeyFigure, since_made, too_few
from core.monitoring.problem_type import WatchingType
from core.monitoring.quality import Quality, QualityMetric
from core.monitoring.quality.metric import above_guessing, wrong
from core.monitoring.quality.scale import SHARE
from core.monitoring.window import Answers, Subject

ACCURACY = QualityMetric(
    name="accuracy",
    technical="accuracy",
    measure=lambda answers: accuracy_range(answers.actual, answers.answer),
    loss=wrong,
    error=False,
    room=above_guessing,
    scale=SHARE,
    result="Of 100 answers, {hundred} were right {range}.",
    guessing="Always giving the most common answer is right {value} times.",
    beside="Always giving the most common answer is right {guess} times, and this model {value} times.",
    course="Right answers",
    perfect=1.0,
    barely=0.1,
)


def _key_figure(subject: Subject, month: Answers, words: Words) -> KeyFigure:
    label, known = "Right answers", month.labelled
    if len(known) < ENOUGH:
        return too_few(label, len(known), words)
    promised = subject.scores.get("accuracy")
    below = since_made(words.of_100(promised["value"]) if promised else None, len(known), words)
    return KeyFigure(label, words.of_100(accuracy(known.actual, known.answer)), below)


WATCHING = WatchingType(
    key="category",
    quality=Quality(ACCURACY),
    came_true=lambda answers: answers.actual == answers.answer,
    mix=answer_mix.LABELS,
    balance=answer_balance.LABELS,
    key_figure=_key_figure,
)
