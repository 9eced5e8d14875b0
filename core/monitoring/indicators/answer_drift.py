"""Whether the model answers today as it answered when it was tested."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.common.finding import Cause, Chart, Level, Series
from core.common.words import Words, clean
from core.models.reference import Counts, Floats
from core.monitoring import drift
from core.monitoring.indicator import Indicator, NotApplicable, enough
from core.monitoring.quality import amount
from core.monitoring.root_cause import explain
from core.monitoring.window import Recent, Subject, Window, recent
from core.monitoring.window.recent import FOUR_WEEKS

NEEDS = 50
WORTH_SAYING, NUMBERS_WORTH_SAYING = 0.1, 0.15
"""Share of cases with another answer. Numbers go up and down with the season more than the answers to a question do."""
_NEVER = 1e-6


@dataclass(frozen=True)
class Reading:
    subject: Subject
    period: Recent
    then: Floats
    now: Floats
    """Shares by answer, or by tenth of the numbers given when it was tested."""
    size: float
    """How many rows are answered differently, beyond what chance explains; 0 when it explains all."""
    one_answer: bool
    """Everybody gets the same answer, though that was not so when it was tested."""
    typical: tuple[float, float]
    """Of numbers: the middle one then and now."""
    cause: Cause | None

    @property
    def told(self) -> int:
        """The answer to tell about: the positive one, else the one that changed most."""
        yes_no = self.subject.predicts == "yes_no"
        return 1 if yes_no else int(np.abs(self.now - self.then).argmax())


def measure(window: Window) -> Reading:
    period = recent(window.judged, window.today, NEEDS, (FOUR_WEEKS, 2 * FOUR_WEEKS, 3 * FOUR_WEEKS))
    enough(len(period.answers), NEEDS, "answers", "Come back when it has been used some more.")
    if len(window.reference.held_answer) < drift.FEWEST:
        raise NotApplicable("Too few rows were held back to know how it should answer.", "Add rows and train again.")
    ordered = window.subject.predicts == "number"
    then, now = _counts(window, window.reference.held_answer), _counts(window, period.answers.answer)
    size = drift.distance(now, then, ordered)
    moved = size >= max(NUMBERS_WORTH_SAYING if ordered else WORTH_SAYING, drift.chance(now, then, ordered))
    same = now.max() == now.sum() and (then[now.argmax()] / then.sum()) ** int(now.sum()) < _NEVER
    return Reading(
        subject=window.subject,
        period=period,
        then=then / then.sum(),
        now=now / now.sum(),
        size=size if moved else 0.0,
        one_answer=bool(same),
        typical=(float(np.median(window.reference.held_answer)), float(np.median(period.answers.answer))),
        cause=explain(window, period) if moved or same else None,
    )


def _counts(window: Window, answers: Floats) -> Counts:
    """How many gave each answer; of numbers, how many fall into each tenth of those given when it was tested."""
    if window.subject.predicts == "number":
        edges = window.reference.score_edges
        return np.bincount(np.searchsorted(edges, answers, "right"), minlength=len(edges) + 1)
    return np.bincount(answers.astype(np.int64), minlength=max(2, len(window.subject.labels)))


def grade(reading: Reading) -> Level:
    """Other answers are news, not harm; one answer for all is no answer."""
    if reading.one_answer:
        return "act"
    return "watch" if reading.size else "good"


def slots(reading: Reading, words: Words) -> Mapping[str, str]:
    told = _told(reading, words)
    if len(reading.subject.labels) and np.abs(reading.now - reading.then).max() >= WORTH_SAYING and not reading.size:
        told += " With so few answers, chance alone can make such a difference."
    return {"told": told, "rows": words.counted(len(reading.period.answers), "answer")}


def _told(reading: Reading, words: Words) -> str:
    subject, place = reading.subject, reading.told
    if subject.predicts == "number":
        now, then = (amount(figure, subject, words) for figure in (reading.typical[1], reading.typical[0]))
        return f"The middle one of its numbers is {now}; it was {then} when it was tested."
    now, then = words.of_100(float(reading.now[place])), words.of_100(float(reading.then[place]))
    if subject.predicts == "yes_no":
        return f"It warns about {now} {subject.nouns['many']}; when it was tested, about {then}."
    return f"It says “{clean(subject.labels[place], 40)}” to {now}; it was {then} when it was tested."


def chart(reading: Reading, words: Words) -> Chart:
    tenths = reading.subject.predicts == "number"
    order = np.arange(len(reading.now)) if tenths else np.argsort(reading.then)[::-1][:8]
    names = [f"Tenth {place + 1}" if tenths else clean(reading.subject.labels[place], 40) for place in order]
    both = {"When it was tested": reading.then, "Now": reading.now}
    return Chart(
        kind="bar",
        places=tuple(names),
        series=tuple(Series(name, tuple(float(share) for share in shares[order])) for name, shares in both.items()),
        shows=_shows(reading, words),
    )


def _shows(reading: Reading, words: Words) -> str:
    if reading.subject.predicts == "number":
        low, high = words.number(round(float(reading.now.min()) * 100)), words.of_100(float(reading.now.max()))
        return f"When it was tested, each bar held 10 of 100 of its numbers. Now they hold {low} to {high}."
    label = clean(reading.subject.labels[reading.told], 40)
    then, now = (words.of_100(float(shares[reading.told])) for shares in (reading.then, reading.now))
    return f"“{label}” was the answer to {then} when it was tested, and is the answer to {now} now."


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
        "good": "It answers about as it did when it was tested. {told}",
        "watch": "The model answers differently than before. {told}",
        "act": "The model gives everyone the same answer. The last {rows} were all the same. That was not so when it was tested.",
    },
    advice={
        "watch": "Ask yourself whether your business changed that way. If not, look at the data that it gets.",
        "act": "Pause it, and look at the data that it gets.",
    },
    slots=slots,
    value=lambda reading: float(reading.now[reading.told]),
    unit=lambda _reading: "of all answers",
    figures=lambda reading: f"Distance {reading.size:.3f} beyond chance, n = {len(reading.period.answers)}.",
    period=lambda reading, words: words.period(reading.period.first, reading.period.last),
    chart=chart,
    cause=lambda reading: reading.cause,
    actions={"act": "pause", "watch": "look_at_data"},
    rank=25,
)
