"""Which answers a model gives, and how often: what is compared when they change, and what kinds with labels share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from core.common.words import Words, clean
from core.models.reference import Counts, Floats
from core.monitoring.window import Subject, Window


@dataclass(frozen=True)
class AnswerChange:
    """Shares of each answer, or of each range of numbers, when the model was tested and now."""

    subject: Subject
    then: Floats
    now: Floats
    typical: tuple[float, float]
    """The middle one of all answers then and now, where answers are numbers."""


@dataclass(frozen=True)
class AnswerMix:
    """How answers of one kind are counted and compared, and what is said when they change."""

    ordered: bool
    """Whether the counts run from low to high, so that a small step counts less than a wide one."""
    worth_saying: float
    """Share of cases with another answer from which on it is said."""
    counts: Callable[[Window, Floats], Counts]
    place: Callable[[AnswerChange], int]
    """Which of the shares a change is told by."""
    result: Callable[[AnswerChange, Words], str]
    bars: Callable[[AnswerChange], dict[int, str]]
    """The places that a picture shows, in its order, with their names."""
    shows: Callable[[AnswerChange, Words], str]


def count_labels(window: Window, answers: Floats) -> Counts:
    """Count how many answers (n,) gave each label."""
    return np.bincount(answers.astype(np.int64), minlength=max(2, len(window.subject.labels)))


def most_changed(change: AnswerChange) -> int:
    """Return the place of the share that changed most."""
    return int(np.abs(change.now - change.then).argmax())


def label_result(change: AnswerChange, words: Words) -> str:
    """Say to how many cases the answer that changed most is given, now and when the model was tested."""
    place = most_changed(change)
    now, then = (words.of_100(float(shares[place])) for shares in (change.now, change.then))
    return f"It says “{clean(change.subject.labels[place], 40)}” to {now}; it was {then} when it was tested."


def common_labels(change: AnswerChange, most: int = 8) -> dict[int, str]:
    """Return place and name of the labels that were given most often when the model was tested."""
    order: Sequence[int] = np.argsort(change.then)[::-1][:most].tolist()
    return {place: clean(change.subject.labels[place], 40) for place in order}


def label_shown(place: Callable[[AnswerChange], int]) -> Callable[[AnswerChange, Words], str]:
    """Return what says what a picture of labels shows, by the label at `place`."""

    def shows(change: AnswerChange, words: Words) -> str:
        at = place(change)
        then, now = (words.of_100(float(shares[at])) for shares in (change.then, change.now))
        label = clean(change.subject.labels[at], 40)
        return f"“{label}” was the answer to {then} when it was tested, and is the answer to {now} now."

    return shows


LABELS = AnswerMix(
    ordered=False,
    worth_saying=0.1,
    counts=count_labels,
    place=most_changed,
    result=label_result,
    bars=common_labels,
    shows=label_shown(most_changed),
)
