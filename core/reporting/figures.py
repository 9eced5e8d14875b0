"""The three figures of the first page: how often it was right, how much it did, and what that was worth."""

from dataclasses import dataclass
from datetime import date

from core.common.words import Words
from core.monitoring.key_figure import TOO_FEW, KeyFigure
from core.monitoring.problem_types import watching_type
from core.monitoring.window import Answers, Subject, Window


@dataclass(frozen=True)
class Counted:
    """One model's month, all its versions together."""

    answers: int
    outcomes: int
    """How many of the answers have their outcome by now."""
    failed: int
    """Requests that were right and got no answer."""


def counted(window: Window, first: date) -> Counted:
    """Count the answers and calls of a window from the day `first` to the day as of which it was built."""
    answers = window.answers.between(first, window.today)
    failed = sum(day.failed for day in window.daily_calls if day.day >= first)
    return Counted(len(answers), len(answers.labelled), failed)


def figures(subject: Subject, month: Answers, counted: Counted, words: Words) -> tuple[KeyFigure, ...]:
    """Return the three figures in the order in which they are read. `month` holds the month's answers."""
    kind = watching_type(subject.predicts)
    worth = kind.worth(subject, month, words) or _known(counted, words)
    return kind.key_figure(subject, month, words), _given(counted, words), worth


def _given(counted: Counted, words: Words) -> KeyFigure:
    lost = "none went unanswered" if not counted.failed else f"{words.counted(counted.failed, 'request')} got no answer"
    return KeyFigure("Answers given", words.number(counted.answers), lost)


def _known(counted: Counted, words: Words) -> KeyFigure:
    if not counted.answers:
        return KeyFigure("What really happened", TOO_FEW, "no answers to compare with")
    value = f"{words.number(counted.outcomes)} of {words.number(counted.answers)}"
    return KeyFigure("What really happened", value, "outcomes are known so far")
