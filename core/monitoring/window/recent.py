"""The newest part of what a model answered: long enough to say something, short enough to be news."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.monitoring.window.contents import EPOCH
from core.serving.prediction_log.columns import Answers

WEEK, FOUR_WEEKS = 7, 28
"""Whole weeks, so that each weekday counts alike; four of them, so that monthly files never meet in one window."""


@dataclass(frozen=True)
class Recent:
    """Answers of the days from `first` to `last`, both included."""

    answers: Answers
    first: date
    last: date


def recent(answers: Answers, today: date, enough: int | Callable[[Answers], bool], days: Sequence[int]) -> Recent:
    """Return the newest answers: of the fewest `days` (ascending) that hold `enough`, else of the most.

    The days are counted back from the newest answer, so that a shop that asks once a month, or learns late what happened,
    is judged as well as one that asks every minute.
    """
    known = answers.between(EPOCH, today)
    last = EPOCH + timedelta(days=int(known.days[-1])) if len(known) else today
    for length in days:
        first = last - timedelta(days=length - 1)
        found = Recent(known.between(first, last), first, last)
        if enough(found.answers) if callable(enough) else len(found.answers) >= enough:
            break
    return found
