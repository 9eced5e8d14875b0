"""Whether the model answers today as it answered when it was tested."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.common.finding import Cause, Chart, Level, Series
from core.common.words import Words
from core.monitoring import drift
from core.monitoring.answer_mix import AnswerChange, AnswerMix
from core.monitoring.indicator import Indicator, NotApplicable, enough
from core.monitoring.problem_types import watching_type
from core.monitoring.root_cause import explain
from core.monitoring.window import Recent, Window, recent
from core.monitoring.window.recent import FOUR_WEEKS

NEEDS = 50
_NEVER = 1e-6


@dataclass(frozen=True)
class AnswerDriftReading:
    mix: AnswerMix
    period: Recent
    change: AnswerChange
    size: float
    """How many rows are answered differently, beyond what chance explains; 0 when it explains all."""
    one_answer: bool
    """Everybody gets the same answer, though that was not so when it was tested."""
    cause: Cause | None


def measure(window: Window) -> AnswerDriftReading:
    """Compare the newest answers with those given to held-back rows. Raises NotApplicable with too few of either."""
    period = recent(window.judged, window.today, NEEDS, (FOUR_WEEKS, 2 * FOUR_WEEKS, 3 * FOUR_WEEKS))
    enough(len(period.answers), NEEDS, "answers", "Come back when it has been used some more.")
    tested, given = window.reference.held_answer, period.answers.answer
    if len(tested) < drift.FEWEST:
        raise NotApplicable("Too few rows were held back to know how it should answer.", "Add rows and train again.")
    mix = watching_type(window.subject.predicts).mix
    then, now = mix.counts(window, tested), mix.counts(window, given)
    size = drift.distance(now, then, mix.ordered)
    moved = size >= max(mix.worth_saying, drift.chance(now, then, mix.ordered))
    same = now.max() == now.sum() and (then[now.argmax()] / then.sum()) ** int(now.sum()) < _NEVER
    typical = float(np.median(tested)), float(np.median(given))
    return AnswerDriftReading(
        mix=mix,
        period=period,
        change=AnswerChange(window.subject, then / then.sum(), now / now.sum(), typical),
        size=size if moved else 0.0,
        one_answer=bool(same),
        cause=explain(window, period) if moved or same else None,
    )


def grade(reading: AnswerDriftReading) -> Level:
    """Grade other answers as news, not as harm; one answer for all is no answer."""
    if reading.one_answer:
        return "act"
    return "watch" if reading.size else "good"


def slots(reading: AnswerDriftReading, words: Words) -> Mapping[str, str]:
    mix, change = reading.mix, reading.change
    result = mix.result(change, words)
    if not mix.ordered and np.abs(change.now - change.then).max() >= mix.worth_saying and not reading.size:
        result += " With so few answers, chance alone can make such a difference."
    return {"result": result, "rows": words.counted(len(reading.period.answers), "answer")}


def chart(reading: AnswerDriftReading, words: Words) -> Chart:
    change, bars = reading.change, reading.mix.bars(reading.change)
    both = {"When it was tested": change.then, "Now": change.now}
    return Chart(
        kind="bar",
        places=tuple(bars.values()),
        series=tuple(Series(name, tuple(float(shares[place]) for place in bars)) for name, shares in both.items()),
        shows=reading.mix.shows(change, words),
    )


INDICATOR = Indicator(
    key="answer_drift",
    title="What it answers",
    question="Does it answer as it did when it was tested?",
    group="health",
    needs=NEEDS,
    why="When its answers change and your business did not, something is wrong with it or with the data that it gets.",
    method="Total variation (classes) or Kolmogorov-Smirnov distance (numbers) between answers now and on held-back rows.",
    measure=measure,
    grade=grade,
    says={
        "good": "It answers about as it did when it was tested. {result}",
        "watch": "The model answers differently than before. {result}",
        "act": "The model gives everyone the same answer. The last {rows} were all the same. That was not so when it was tested.",
    },
    advice={
        "watch": "Ask yourself whether your business changed that way. If not, look at the data that it gets.",
        "act": "Pause it, and look at the data that it gets.",
    },
    slots=slots,
    value=lambda reading: float(reading.change.now[reading.mix.place(reading.change)]),
    unit=lambda _reading: "of all answers",
    figures=lambda reading: f"Distance {reading.size:.3f} beyond chance, n = {len(reading.period.answers)}.",
    period=lambda reading, words: words.period(reading.period.first, reading.period.last),
    chart=chart,
    cause=lambda reading: reading.cause,
    actions={"act": "pause", "watch": "look_at_data"},
    rank=25,
)
