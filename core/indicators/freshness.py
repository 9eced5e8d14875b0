"""How old is what it learned, and how long is it since anybody said what really happened?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.finding import Cause, Level
from core.indicator import Indicator
from core.window import Window
from core.words import Words

OLD, VERY_OLD = 365, 730
CHECKED, UNCHECKED = 60, 180
"""Days: shops change with the seasons, so one whole year is seen; beyond it only known outcomes show whether it still holds."""


@dataclass(frozen=True)
class Reading:
    learned_until: date
    age: int
    """Days since then."""
    unchecked: int
    """Days in use since the newest known outcome, or since it went live if there is none."""
    newest_outcome: date | None


def measure(window: Window) -> Reading:
    until = window.subject.learned_until or window.subject.trained
    known = window.newest_outcome or window.subject.live_since
    return Reading(
        until,
        max(0, (window.today - until).days),
        max(0, (window.today - known).days) if known else 0,
        window.newest_outcome,
    )


def grade(reading: Reading) -> Level:
    """Age alone harms nobody while outcomes show that the model still holds."""
    if reading.age >= VERY_OLD and reading.unchecked >= UNCHECKED:
        return "act"
    doubtful = reading.age >= OLD and reading.unchecked >= CHECKED
    return "watch" if doubtful or reading.unchecked >= UNCHECKED else "good"


def slots(reading: Reading, words: Words) -> Mapping[str, str]:
    newest = reading.newest_outcome
    return {
        "until": words.day(reading.learned_until),
        "age": _age(reading.age, words),
        "known": f"The newest known outcome is of {words.day(newest)}." if newest else "No outcome is known yet.",
    }


def _age(days: int, words: Words) -> str:
    if days >= 2 * OLD:
        return words.counted(days // 365, "year")
    if days >= 60:
        return words.counted(days // 30, "month")
    return words.counted(days, "day")


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
        "good": "What it learned goes up to {until}, {age} ago. {known}",
        "watch": "It is time for a check. What it learned goes up to {until}, {age} ago. {known}",
        "act": "What it learned ended {age} ago, on {until}, and nobody knows whether it still holds. {known}",
    },
    advice={
        "watch": "Enter what really happened, or train it again with newer rows.",
        "act": "Train it again with newer rows.",
    },
    slots=slots,
    value=lambda reading: float(reading.age),
    unit=lambda _reading: "days",
    cause=lambda _reading: Cause("old"),
    actions={"act": "retrain", "watch": "enter_outcomes"},
    rank=58,
)
