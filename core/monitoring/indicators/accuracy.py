"""How good the model is on rows that were kept from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.common.finding import Chart, Level, Series
from core.common.words import Words
from core.models.metrics.intervals import Range
from core.monitoring.indicator import Indicator, NotApplicable
from core.monitoring.quality import HITS, MEASURES, Measure, filled, in_words
from core.monitoring.window import Subject, Window


@dataclass(frozen=True)
class Scored:
    """One measure on held-back rows, beside guessing."""

    measure: Measure
    figure: Range
    guess: Range

    @property
    def skill(self) -> float:
        return self.measure.skill(self.figure.value, self.guess.value)

    @property
    def least_skill(self) -> float:
        """At the worse end of the range."""
        ends = (self.figure.low, self.figure.high)
        return min(self.measure.skill(end, self.guess.value) for end in ends)

    @property
    def level(self) -> Level:
        if self.least_skill <= 0:
            return "act"
        return "watch" if self.skill < self.measure.barely else "good"


@dataclass(frozen=True)
class Reading:
    subject: Subject
    judged: Scored
    told: Scored
    """What came of its warnings, where it is well; else what it is judged by."""


def measure(window: Window) -> Reading:
    subject = window.subject
    of = MEASURES.get(subject.predicts)
    if of is None:
        raise NotApplicable("Groups have no right or wrong answer, so there is nothing to count as right.")
    judged = _scored(subject, of)
    if judged is None:
        raise NotApplicable("This version was made without being compared with guessing.", "Train it again.", "retrain")
    hits = _scored(subject, HITS) if subject.predicts == "yes_no" and judged.level == "good" else None
    return Reading(subject, judged, hits if hits and hits.level == "good" else judged)


def _scored(subject: Subject, of: Measure) -> Scored | None:
    scored, guess = subject.scores.get(of.name), subject.baseline.get(of.name)
    if scored is None or guess is None:
        return None
    figure = Range(scored["value"], scored["low"], scored["high"], 0.0, int(scored["rows"]))
    return Scored(of, figure, Range(guess, guess, guess, 0.0, figure.rows))


def slots(reading: Reading, words: Words) -> Mapping[str, str]:
    told, subject = reading.told, reading.subject
    return {
        "result": filled(told.measure.says, told.figure, subject, words),
        "guessing": filled(told.measure.guessing, told.guess, subject, words),
        "rows": words.counted(told.figure.rows, "row"),
    }


def figures(reading: Reading) -> str:
    return "; ".join(
        f"{of.measure.technical} {of.figure.value:.4g} ({of.figure.low:.4g} to {of.figure.high:.4g}), n = {of.figure.rows}, "
        f"baseline {of.guess.value:.4g}"
        for of in dict.fromkeys((reading.judged, reading.told))
    )


def chart(reading: Reading, words: Words) -> Chart:
    told, figure = reading.told, reading.told.figure
    guess, value = (in_words(each, reading.subject, words) for each in (told.guess.value, figure.value))
    return Chart(
        kind="bar",
        places=("Guessing", "This model"),
        series=(Series("How good", (told.guess.value, figure.value), (None, figure.low), (None, figure.high)),),
        shows=told.measure.beside.format(guess=guess, value=value),
        top=told.measure.perfect or None,
    )


INDICATOR = Indicator(
    key="accuracy",
    title="How good it was in its test",
    question="Was it better than guessing on cases that it had never seen?",
    group="health",
    needs=0,
    why="If it is no better than guessing, its answers cost time and bring nothing.",
    method="Score on held-back rows with a bootstrap range, beside a baseline that ignores all columns.",
    measure=measure,
    grade=lambda reading: reading.judged.level,
    says={
        "good": "{result} {guessing} Tested on {rows} that it never saw.",
        "watch": "The model is only a little better than guessing. {result} {guessing}",
        "act": "The model may be no better than guessing. {result} {guessing}",
    },
    advice={
        "watch": "Use it as a hint. More rows, or columns that say more, would help it.",
        "act": "Do not rely on it. Train it again with more rows, or with columns that say more.",
    },
    slots=slots,
    value=lambda reading: reading.judged.figure.value,
    unit=lambda reading: reading.subject.unit if reading.subject.predicts == "number" else "of 1",
    figures=figures,
    chart=chart,
    actions={"act": "retrain", "watch": "retrain"},
    rank=30,
)
