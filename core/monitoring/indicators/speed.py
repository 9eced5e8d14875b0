"""How long an answer takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from core.common.finding import Cause, Level
from core.common.words import Words
from core.monitoring.change_point import first_day
from core.monitoring.indicator import Indicator, enough
from core.monitoring.window import Recent, Window, recent
from core.monitoring.window.recent import FOUR_WEEKS, WEEK

NEEDS, PLENTY = 30, 200
SLOW, TOO_SLOW = 300.0, 2000.0
"""Milliseconds for 95 of 100 answers: a web page is felt to wait from the first on, people leave from the second on."""


@dataclass(frozen=True)
class SpeedReading:
    period: Recent
    middle: float
    most: float
    """Milliseconds within which half, and 95 of 100 answers were there."""
    since: date


def measure(window: Window) -> SpeedReading:
    """Return how long the newest answers took. Raises NotApplicable with too few that were timed."""
    period = recent(window.answers, window.today, PLENTY, (WEEK, FOUR_WEEKS, 3 * FOUR_WEEKS))
    timed = period.answers.where(~np.isnan(period.answers.milliseconds))
    enough(len(timed), NEEDS, "timed answers", "Come back when it has been used some more.")
    middle, most = np.percentile(timed.milliseconds, (50, 95))
    slow = (timed.milliseconds > SLOW).astype(np.float64)
    return SpeedReading(period, float(middle), float(most), first_day(timed, slow, 0.0, float(slow.mean())))


def grade(reading: SpeedReading) -> Level:
    if reading.most >= TOO_SLOW:
        return "act"
    return "watch" if reading.most >= SLOW else "good"


def slots(reading: SpeedReading, words: Words) -> Mapping[str, str]:
    return {
        "most": _time(reading.most, words),
        "within": "in less than a thousandth of a second"
        if reading.most < 1
        else f"within {_time(reading.most, words)}",
        "since": words.day(reading.since),
    }


def _time(milliseconds: float, words: Words) -> str:
    if milliseconds < 100:
        return words.few(round(milliseconds), "thousandth") + " of a second"
    return f"{words.rounded(round(milliseconds / 1000, 1))} seconds"


INDICATOR = Indicator(
    key="speed",
    title="How fast it answers",
    question="Do answers come fast enough?",
    group="health",
    needs=NEEDS,
    why="A shop page that waits for an answer loses its visitors.",
    method="50th and 95th percentile of the time to make an answer.",
    measure=measure,
    grade=grade,
    says={
        "good": "Nearly all answers are there {within}.",
        "watch": "The model has become slower. Some answers have taken {most} or longer since {since}.",
        "act": "The model answers too slowly. Some answers have taken {most} or longer since {since}. People do not wait that long.",
    },
    advice={
        "watch": "See whether this computer has too much to do at times.",
        "act": "Close other programs on this computer, or move Plainwell to one with less to do.",
    },
    slots=slots,
    value=lambda reading: reading.most,
    unit=lambda _reading: "milliseconds",
    figures=lambda reading: (
        f"p50 {reading.middle:.2f} ms, p95 {reading.most:.2f} ms, n = {len(reading.period.answers)}."
    ),
    period=lambda reading, words: words.period(reading.period.first, reading.period.last),
    cause=lambda reading: Cause("slow", (), reading.since.isoformat()),
    rank=55,
)
