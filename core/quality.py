"""How good answers were, once it is known what really happened: one measure for each kind of answer, and its words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from core.ranges import Range, average, pairs_right, share
from core.reference import Floats
from core.window import Subject
from core.words import Words


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
    """Slots: {value}, {range}, {one}, {many}, {did}, {did_not}."""
    guessing: str
    """Slot: {guess}."""
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
        says="Of two {many}, one that {did} and one that {did_not}, it picks the right one {value} times {range}.",
        guessing="Guessing picks it {guess} times.",
        beside="Guessing picks the right one of two {guess} times, and this model {value} times.",
        course="Right picks of two",
        perfect=1.0,
        barely=0.2,
    ),
    "number": Measure(
        name="mae",
        technical="mean absolute error",
        of=lambda known: average(np.abs(known.actual - known.score)),
        loss=lambda known: np.abs(known.actual - known.score),
        error=True,
        says="Its numbers are typically off by {value} {range}.",
        guessing="Always saying the same middle number is off by {guess}.",
        beside="Always saying the middle number is off by {guess}, and this model by {value}.",
        course="Its typical errors",
        perfect=0.0,
        barely=0.1,
    ),
    "category": Measure(
        name="accuracy",
        technical="accuracy",
        of=lambda known: share(int((known.answer == known.actual).sum()), len(known)),
        loss=lambda known: (known.answer != known.actual).astype(np.float64),
        error=False,
        says="It gives the right answer {value} times {range}.",
        guessing="Always giving the most common answer is right {guess} times.",
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
    says="Of the {many} it warned about, {value} {did} {range}.",
    guessing="Of all {many}, {guess} {did}.",
    beside="Picking at random is right {guess} times, and its warnings are right {value} times.",
    course="Warnings that were right",
    perfect=1.0,
    barely=0.0,
)
"""For yes/no models besides: what came of its warnings."""


def in_words(figure: float, subject: Subject, words: Words) -> str:
    """A figure of the subject's measure: "84 of 100", or an amount."""
    return amount(figure, subject, words) if subject.predicts == "number" else words.of_100(figure)


def range_in_words(figure: Range, subject: Subject, words: Words) -> str:
    """Its range: "(81 to 87)"."""
    if subject.predicts != "number":
        return words.range_of_100(figure.low, figure.high)
    return f"({amount(max(0.0, figure.low), subject, words)} to {amount(figure.high, subject, words)})"


def course(of: Measure, months: Mapping[date, float], subject: Subject, words: Words) -> str:
    """From two months on, as in "Right answers stayed near 82 of 100 until May 2026, and fell to 74 of 100 in June 2026."."""
    first, before, last = (words.month(list(months)[place]) for place in (0, -2, -1))
    *earlier, newest = months.values()
    said = in_words(newest, subject, words)
    low, high = (in_words(end, subject, words) for end in (min(earlier), max(earlier)))
    if len(earlier) == 1:
        return f"{of.course} were {low} in {first} and {said} in {last}."
    stayed = f"{of.course} stayed " + (
        f"near {high}" if low == high else f"between {low.removesuffix(' of 100')} and {high}"
    )
    if min(earlier) <= newest <= max(earlier) or said in (low, high):
        return f"{stayed} from {first} to {last}."
    return f"{stayed} until {before}, and {'fell' if newest < min(earlier) else 'rose'} to {said} in {last}."


def amount(figure: float, subject: Subject, words: Words) -> str:
    """A number in the unit of what is predicted: money where that is a currency ("EUR")."""
    unit = subject.unit
    if len(unit) == 3 and unit.isupper():
        return Words(words.locale, unit).money(float(f"{figure:.3g}"))
    return f"{words.rounded(figure)} {unit}".rstrip()
