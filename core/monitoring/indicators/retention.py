"""Whether what people sent to the model is forgotten in time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.common.finding import Level
from core.common.words import Words
from core.monitoring.indicator import Indicator
from core.monitoring.window import Window

GRACE = 7
"""Days: the computer may have been off on the day when a month's time was over."""
LONG = 36


@dataclass(frozen=True)
class RetentionReading:
    keep: int
    """Months."""
    held: tuple[str, ...]
    overdue: int
    """Days since the oldest month that can still be opened should have been forgotten."""


def measure(window: Window) -> RetentionReading:
    """Return how long inputs are kept, and how many days the oldest that opens is over its time."""
    protection = window.data_protection
    over = [(window.today - last_day(month, protection.keep_inputs_months)).days for month in protection.input_months]
    return RetentionReading(protection.keep_inputs_months, protection.input_months, max(0, *over, 0))


def last_day(month: str, keep: int) -> date:
    """Return the first day on which inputs of `month` ("2026-03") have to be gone when they are kept for `keep` months.

    With 0, nothing is kept in the first place: the month itself is already too much."""
    year, number = (int(part) for part in month.split("-"))
    ahead = number - 1 + (keep + 1 if keep else 0)
    return date(year + ahead // 12, ahead % 12 + 1, 1)


def grade(reading: RetentionReading) -> Level:
    if reading.overdue > GRACE:
        return "act"
    return "watch" if reading.overdue or reading.keep > LONG else "good"


def slots(reading: RetentionReading, words: Words) -> Mapping[str, str]:
    kept = f"is kept for {words.few(reading.keep, 'month')}" if reading.keep else "is not kept at all"
    return {
        "kept": kept,
        "overdue": words.few(reading.overdue, "day"),
        "doubt": (
            f"Some of it is {words.few(reading.overdue, 'day')} over its time."
            if reading.overdue
            else "Few need it for that long."
        ),
    }


INDICATOR = Indicator(
    key="retention",
    title="Forgotten in time",
    question="Is what people sent forgotten when it should be?",
    group="privacy",
    needs=0,
    why="What you no longer hold cannot be lost or stolen, and you need not explain why you have it.",
    method="Months whose input key still exists, against the keeping time.",
    measure=measure,
    grade=grade,
    says={
        "good": "What is sent to the model {kept}. Nothing older can be opened.",
        "watch": "Look at how long things are kept. What is sent to the model {kept}. {doubt}",
        "act": (
            "Something is kept too long. What was sent to the model {kept}, "
            "but some of it can still be opened {overdue} after its time."
        ),
    },
    advice={
        "watch": "Leave Plainwell running for a night, or choose a shorter time.",
        "act": "Leave Plainwell running for a night. If it stays like this, tell whoever looks after it.",
    },
    slots=slots,
    value=lambda reading: float(reading.overdue),
    unit=lambda reading: "day" if reading.overdue == 1 else "days",
    figures=lambda reading: f"Keeping time {reading.keep} months; {len(reading.held)} months can be opened.",
    actions={"act": "change_keeping_time", "watch": "change_keeping_time"},
    rank=64,
)
