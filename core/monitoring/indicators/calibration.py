"""When it says 30 of 100, does it happen 30 times of 100?"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.common.finding import Chart, Series
from core.common.words import Words
from core.models.metrics.calibration import CalibrationBins, calibration_bins
from core.models.metrics.intervals import Limits
from core.models.reference import Floats
from core.monitoring.indicator import Indicator
from core.monitoring.labelled import Wanted, newest_labelled
from core.monitoring.problem_types import watching_type
from core.monitoring.window import Recent, Window

WANTED = Wanted(needs=60, plenty=200)
LIMITS = Limits(watch=(0.05, 3.0), act=(0.1, 4.0))
"""Mean distance between said and seen, beyond what chance explains: 5 and 10 of 100. Its standard errors: chance alone gets
there about 1 time in 300, and never in a lifetime."""
BIG_ENOUGH = 20
"""Rows of a group from which on one may speak of it alone."""


@dataclass(frozen=True)
class CalibrationReading:
    period: Recent
    bins: CalibrationBins
    by_chance: float
    spread: float

    @property
    def error(self) -> float:
        """Return the expected calibration error."""
        return self.bins.error

    @property
    def excess(self) -> float:
        """Return the part of the calibration error that chance does not explain."""
        return self.error - self.by_chance

    @property
    def worst(self) -> int | None:
        """Return the group that stands for the others, the one furthest off; None where it is too small to speak of it alone."""
        bins = self.bins
        worst = int((np.abs(bins.said - bins.seen) * bins.rows).argmax())
        return worst if bins.rows[worst] >= BIG_ENOUGH else None


def measure(window: Window) -> CalibrationReading:
    """Compare the probabilities given with what happened.

    Raises NotApplicable with too few outcomes, or where no probabilities are given.
    """
    kind = watching_type(window.subject.predicts)
    came_true = kind.need(kind.came_true, "calibration")
    period = newest_labelled(window, kind.need(kind.quality, "calibration"), WANTED)
    return _reading(period, period.answers.score, came_true(period.answers).astype(np.float64))


def _reading(period: Recent, score: Floats, happened: Floats) -> CalibrationReading:
    """Expected calibration error over groups of equal size (Naeini and others, AAAI 2015), and what it would be by chance."""
    bins = calibration_bins(happened, score, bins=10 if len(score) >= WANTED.plenty else 5)
    share = bins.rows / bins.rows.sum()
    by_chance = float((share * np.sqrt(2 / np.pi * bins.noise)).sum())
    spread = float(np.sqrt(((1 - 2 / np.pi) * bins.noise * share**2).sum()))
    return CalibrationReading(period, bins, by_chance, spread)


def slots(reading: CalibrationReading, words: Words) -> Mapping[str, str]:
    off, worst = _off(reading.error, words), reading.worst
    shown = f"On average they were off by {off}."
    if worst is not None:
        said, seen = (words.of_100(float(shares[worst])) for shares in (reading.bins.said, reading.bins.seen))
        shown = f"Where it said {said}, it was {seen}."
    return {
        "off": f"{off}, {_by_chance(reading, words)}",
        "shown": shown,
        "rows": words.counted(float(reading.bins.rows.sum()), "outcome"),
    }


def _by_chance(reading: CalibrationReading, words: Words) -> str:
    """The fewer outcomes, the more chance alone puts between said and seen."""
    explained = round(reading.by_chance * 100)
    if explained >= round(reading.error * 100):
        return "no more than luck would make it"
    return f"and luck explains {words.number(explained)} of these" if explained else "and luck explains little"


def _off(error: float, words: Words) -> str:
    return f"{words.number(round(error * 100))} of 100" if error >= 0.005 else "less than 1 of 100"


def chart(reading: CalibrationReading, words: Words) -> Chart | None:
    """Return a picture of what was said and what happened; None where it said the same of all."""
    if len(reading.bins.rows) < 2:
        return None
    ends = [(words.of_100(float(reading.bins.said[at])), words.of_100(float(reading.bins.seen[at]))) for at in (0, -1)]
    low, high = (f"it said {said} on average, and came true {seen} times" for said, seen in ends)
    return Chart(
        kind="line",
        places=tuple(words.of_100(float(said)) for said in reading.bins.said),
        series=(
            Series("What happened", tuple(float(seen) for seen in reading.bins.seen)),
            Series("What it said", tuple(float(said) for said in reading.bins.said)),
        ),
        shows=f"Where its chances were lowest, {low}. Where they were highest, {high}.",
        top=1.0,
        top_label="100 of 100",
    )


INDICATOR = Indicator(
    key="calibration",
    title="Whether its chances are true",
    question="When it says 30 of 100, does it happen that often?",
    group="health",
    needs=WANTED.needs,
    why="You decide by these chances whom to call or what to spend. Wrong chances mean money in the wrong place.",
    method="Expected calibration error over groups of equal size, less its expectation by chance, in standard errors.",
    measure=measure,
    grade=lambda reading: LIMITS.level(reading.excess, reading.excess / reading.spread if reading.spread else 0.0),
    says={
        "good": "You can trust the chances that it gives. On average they were off by {off}. Checked on {rows}.",
        "watch": "The chances that the model gives are somewhat off. {shown} Checked on {rows}.",
        "act": "The chances that the model gives are far off. {shown} Checked on {rows}.",
    },
    advice={
        "watch": "Trust the order of its answers more than the chances themselves.",
        "act": "Do not spend by its chances. Train it again with newer rows.",
    },
    slots=slots,
    value=lambda reading: reading.error,
    unit=lambda _reading: "of 1",
    figures=lambda reading: (
        f"ECE {reading.error:.4f}, by chance {reading.by_chance:.4f}, n = {int(reading.bins.rows.sum())}."
    ),
    period=lambda reading, words: words.period(reading.period.first, reading.period.last),
    chart=chart,
    actions={"act": "retrain", "watch": "retrain"},
    rank=15,
)
