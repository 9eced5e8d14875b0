"""How good the model is on rows that were kept from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.finding import Chart, Level, Series
from core.indicator import Indicator, NotApplicable
from core.quality import MEASURES, Measure, in_words, range_in_words
from core.ranges import Range
from core.window import Subject, Window
from core.words import Words


@dataclass(frozen=True)
class Reading:
    subject: Subject
    measure: Measure
    figure: Range
    guess: float

    @property
    def skill(self) -> float:
        return self.measure.skill(self.figure.value, self.guess)

    @property
    def least_skill(self) -> float:
        """At the worse end of the range."""
        ends = (self.figure.low, self.figure.high)
        return min(self.measure.skill(end, self.guess) for end in ends)


def measure(window: Window) -> Reading:
    subject = window.subject
    of = MEASURES.get(subject.predicts)
    if of is None:
        raise NotApplicable("Groups have no right or wrong answer, so there is nothing to count as right.")
    scored, guess = subject.scores.get(of.name), subject.baseline.get(of.name)
    if scored is None or guess is None:
        raise NotApplicable("This version was made without being compared with guessing.", "Train it again.", "retrain")
    figure = Range(scored["value"], scored["low"], scored["high"], 0.0, int(scored["rows"]))
    return Reading(subject, of, figure, guess)


def grade(reading: Reading) -> Level:
    if reading.least_skill <= 0:
        return "act"
    return "watch" if reading.skill < reading.measure.barely else "good"


def slots(reading: Reading, words: Words) -> Mapping[str, str]:
    subject = reading.subject
    filled = {
        **subject.nouns,
        "value": in_words(reading.figure.value, subject, words),
        "range": range_in_words(reading.figure, subject, words),
        "guess": in_words(reading.guess, subject, words),
    }
    return {
        "result": reading.measure.says.format_map(filled),
        "guessing": reading.measure.guessing.format_map(filled),
        "rows": words.counted(reading.figure.rows, "row"),
    }


def figures(reading: Reading) -> str:
    figure = reading.figure
    return (
        f"{reading.measure.technical} {figure.value:.4g} ({figure.low:.4g} to {figure.high:.4g}), "
        f"n = {figure.rows}; baseline {reading.guess:.4g}."
    )


def chart(reading: Reading, words: Words) -> Chart:
    figure = reading.figure
    guess, value = (in_words(each, reading.subject, words) for each in (reading.guess, figure.value))
    return Chart(
        kind="bar",
        places=("Guessing", "This model"),
        series=(Series("How good", (reading.guess, figure.value), (None, figure.low), (None, figure.high)),),
        shows=reading.measure.beside.format(guess=guess, value=value),
        top=reading.measure.perfect or None,
    )


INDICATOR = Indicator(
    key="accuracy",
    title="How good it is",
    question="Is it better than guessing?",
    group="health",
    needs=0,
    why="If it is no better than guessing, its answers cost time and bring nothing.",
    method="Score on held-back rows with a bootstrap range, beside a baseline that ignores all columns.",
    measure=measure,
    grade=grade,
    says={
        "good": "{result} {guessing} Tested on {rows} that it never saw.",
        "watch": "It is only a little better than guessing. {result} {guessing}",
        "act": "It may be no better than guessing. {result} {guessing}",
    },
    advice={
        "watch": "Use it as a hint. More rows, or columns that say more, would help it.",
        "act": "Do not rely on it. Train it again with more rows, or with columns that say more.",
    },
    slots=slots,
    value=lambda reading: reading.figure.value,
    unit=lambda reading: reading.subject.unit if reading.subject.predicts == "number" else "of 1",
    figures=figures,
    chart=chart,
    actions={"act": "retrain", "watch": "retrain"},
    rank=30,
)
