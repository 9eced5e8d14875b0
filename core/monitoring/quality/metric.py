"""One measure of how good answers are, with the sentences about it."""

from collections.abc import Callable
from dataclasses import dataclass

from core.models.metrics.classification import right
from core.models.metrics.intervals import Range
from core.models.reference import Floats
from core.monitoring.quality.scale import Scale
from core.monitoring.window import Answers


@dataclass(frozen=True)
class LabelledAnswers:
    """n answers whose outcome is known, coded as in Reference."""

    score: Floats
    answer: Floats
    actual: Floats

    def __len__(self) -> int:
        return len(self.actual)

    @classmethod
    def of(cls, answers: Answers) -> "LabelledAnswers":
        """Return score, answer and outcome of those logged answers whose outcome is known."""
        known = answers.labelled
        return cls(known.score, known.answer, known.actual)


@dataclass(frozen=True)
class QualityMetric:
    """One way to measure how good answers are."""

    name: str
    """As in the card's scores."""
    technical: str
    measure: Callable[[LabelledAnswers], Range]
    loss: Callable[[LabelledAnswers], Floats]
    """(n,): how badly each answer fits, whatever the scale."""
    error: bool
    """Less is better."""
    room: Callable[[float, float], float]
    """(what was promised, what guessing gets) -> what there is to lose."""
    scale: Scale
    result: str
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
        """Return which part of the way from guessing (0) to perfect (1) `value` has gone."""
        way = self.perfect - guess
        return (value - guess) / way if way else 0.0


@dataclass(frozen=True)
class Quality:
    """How good the answers of one kind are, once it is known what would have been right."""

    metric: QualityMetric
    """By which a model is judged, in its test and in use."""
    easier: QualityMetric | None = None
    """One that an owner understands more easily: where it shows the same, it is what the sentence is about."""
    rarest_outcome: Callable[[Floats], int] = len
    """Outcomes (n,) -> how many say as much as the rarest of them: all n, unless outcomes of one kind alone say nothing."""


def all_of_it(promised: float, _guess: float) -> float:
    """Return what can be lost of a figure that can fall to nothing, or of an error that can double."""
    return promised


def above_guessing(promised: float, guess: float) -> float:
    """Return what can be lost of a figure that guessing gets a part of."""
    return promised - guess


def wrong(answers: LabelledAnswers) -> Floats:
    """Return (n,): 1.0 where the answer was not what happened, else 0.0."""
    return 1 - right(answers.actual, answers.answer)
