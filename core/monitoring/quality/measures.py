"""One measure for each kind of answer, with the sentences that tell it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.models.metrics.intervals import Range, average, pairs_right, share
from core.models.reference import Floats
from core.monitoring.window import Answers


@dataclass(frozen=True)
class Known:
    """n answers whose outcome is known, coded as in Reference."""

    score: Floats
    answer: Floats
    actual: Floats

    def __len__(self) -> int:
        return len(self.actual)


@dataclass(frozen=True)
class Measure:
    """One way to say how good answers are."""

    name: str
    """As in the card's scores."""
    technical: str
    of: Callable[[Known], Range]
    loss: Callable[[Known], Floats]
    """(n,): how badly each answer fits, whatever the scale."""
    error: bool
    """Less is better."""
    says: str
    """Slots: {value} ("84 of 100"), {hundred} ("84"), {range}, {one}, {many}, {did}, {did_not}."""
    guessing: str
    """The same slots, with the figure that guessing gets."""
    beside: str
    """What a picture of both shows. Slots: {guess}, {value}."""
    course: str
    """What goes up and down from month to month, in the plural."""
    perfect: float
    """The value that no answer can beat."""
    barely: float
    """The part of the way from guessing to perfect below which it hardly helps."""

    def skill(self, value: float, guess: float) -> float:
        """The part of the way from guessing (0) to perfect (1)."""
        way = self.perfect - guess
        return (value - guess) / way if way else 0.0


def known(answers: Answers) -> Known:
    """Answers of the log whose outcome is known."""
    return Known(answers.score, answers.answer, answers.actual)


def chances(actual: Floats, score: Floats) -> Floats:
    """(n,): log loss of each chance, with chances kept off 0 and 1."""
    kept = np.clip(score, 1e-3, 1 - 1e-3)
    return np.asarray(-np.where(actual > 0.5, np.log(kept), np.log(1 - kept)), dtype=np.float64)


MEASURES = {
    "yes_no": Measure(
        name="auc",
        technical="AUC",
        of=lambda known: pairs_right(known.score[known.actual == 1], known.score[known.actual == 0]),
        loss=lambda known: chances(known.actual, known.score),
        error=False,
        says="On its list, {many} that {did} stood above {value} that {did_not} {range}.",
        guessing="In a list by chance, they stand above {value}.",
        beside="A list by chance has {guess} in their right place, and this model's list {value}.",
        course="Right places on its list",
        perfect=1.0,
        barely=0.2,
    ),
    "number": Measure(
        name="mae",
        technical="mean absolute error",
        of=lambda known: average(np.abs(known.actual - known.score)),
        loss=lambda known: np.abs(known.actual - known.score),
        error=True,
        says="On average, its numbers are off by {value} {range}.",
        guessing="Always saying the same middle number is off by {value}.",
        beside="Always saying the middle number is off by {guess}, and this model by {value}.",
        course="Its average errors",
        perfect=0.0,
        barely=0.1,
    ),
    "category": Measure(
        name="accuracy",
        technical="accuracy",
        of=lambda known: share(int((known.answer == known.actual).sum()), len(known)),
        loss=lambda known: (known.answer != known.actual).astype(np.float64),
        error=False,
        says="Of 100 answers, {hundred} were right {range}.",
        guessing="Always giving the most common answer is right {value} times.",
        beside="Always giving the most common answer is right {guess} times, and this model {value} times.",
        course="Right answers",
        perfect=1.0,
        barely=0.1,
    ),
}
"""By what a model predicts. Groups (segments) have no right or wrong answer, so they have no measure here."""

HITS = Measure(
    name="precision",
    technical="precision",
    of=lambda known: share(int((known.actual[known.answer == 1] == 1).sum()), int((known.answer == 1).sum())),
    loss=lambda known: (known.answer != known.actual).astype(np.float64),
    error=False,
    says="Of 100 {many} it warned you about, {hundred} {did} {range}.",
    guessing="Of 100 picked at random, {hundred} {did}.",
    beside="Picking at random is right {guess} times, and its warnings are right {value} times.",
    course="Warnings that were right",
    perfect=1.0,
    barely=0.0,
)
"""For yes/no models besides: what came of its warnings."""
