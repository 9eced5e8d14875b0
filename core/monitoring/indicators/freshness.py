"""How old is what it learned, and how long is it since anybody said what really happened?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.common.finding import Cause, Level
from core.common.words import Words
from core.monitoring.indicator import Indicator
from core.monitoring.problem_types import watching_type
from core.monitoring.window import Window

OLD, VERY_OLD = 365, 730
CHECKED, UNCHECKED = 60, 180
"""Days: shops change with the seasons, so one whole year is seen; beyond it only known outcomes show whether it still holds."""


@dataclass(frozen=True)
class FreshnessReading:
    learned_until: date
    age: int
    """Days since then."""
    unchecked: int
    """Days in use since the newest known outcome, or since it went live if there is none."""
    newest_outcome: date | None
    dated: bool
    """Whether its table said on which day each row was true; else its age is counted from the training."""
    checkable: bool
    """Whether what really happened can be told at all: groups have no right or wrong answer."""


def measure(window: Window) -> FreshnessReading:
    """Return the days since the newest row that was learned from, and since the newest known outcome."""
    until = window.subject.learned_until or window.subject.trained
    known = window.newest_outcome or window.subject.live_since
    return FreshnessReading(
        until,
        max(0, (window.today - until).days),
        max(0, (window.today - known).days) if known else 0,
        window.newest_outcome,
        window.subject.learned_until is not None,
        watching_type(window.subject.predicts).has_outcomes,
    )


def grade(reading: FreshnessReading) -> Level:
    """Grade the age. Alone it harms nobody while outcomes show that the model still holds; where none can, only age is left."""
    if not reading.checkable:
        return "watch" if reading.age >= OLD else "good"
    if reading.age >= VERY_OLD and reading.unchecked >= UNCHECKED:
        return "act"
    doubtful = reading.age >= OLD and reading.unchecked >= CHECKED
    return "watch" if doubtful or reading.unchecked >= UNCHECKED else "good"


def slots(reading: FreshnessReading, words: Words) -> Mapping[str, str]:
    day = words.day(reading.learned_until)
    until = f"What it learned goes up to {day}" if reading.dated else f"It was trained on {day}"
    return {
        "learned": f"{until}, {_ago(reading.age, words)}.",
        "known": _known(reading, words),
        "mend": "Enter what really happened, or train it again with newer rows."
        if reading.checkable
        else "Train it again with newer rows.",
        "button": "enter_outcomes" if reading.checkable else "retrain",
    }


def _ago(days: int, words: Words) -> str:
    if days >= 2 * OLD:
        return f"{words.few(days // OLD, 'year')} ago"
    if days >= 60:
        return f"{words.few(round(days / 30.4), 'month')} ago"
    return f"{words.few(days, 'day')} ago" if days else "today"


def _known(reading: FreshnessReading, words: Words) -> str:
    if not reading.checkable:
        return ""
    newest = reading.newest_outcome
    return f"You last told it what really happened on {words.day(newest)}." if newest else "No outcome is known yet."


INDICATOR = Indicator(
    key="freshness",
    title="How fresh it is",
    question="Is what it learned still from today's world?",
    group="health",
    needs=0,
    why="Customers, prices and habits change. What it learned from old rows slowly stops being true.",
    method="Days since the newest training row (or training) and since the newest known outcome.",
    measure=measure,
    grade=grade,
    says={
        "good": "{learned} {known}",
        "watch": "The model is due for a check. {learned} {known}",
        "act": "Nobody knows whether the model is still right. {learned} {known}",
    },
    advice={
        "watch": "{mend}",
        "act": "Train it again with newer rows.",
    },
    slots=slots,
    value=lambda reading: float(reading.age),
    unit=lambda reading: "day" if reading.age == 1 else "days",
    cause=lambda _reading: Cause("old"),
    actions={"act": "retrain", "watch": "{button}"},
    rank=58,
)
