"""How good the model is on rows that were kept from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.common.finding import Chart, Level, Series
from core.common.words import Words
from core.models.metrics.intervals import Range
from core.monitoring.indicator import Indicator, NotApplicable
from core.monitoring.problem_types import watching_type
from core.monitoring.quality import QualityMetric, guessing_sentence, result_sentence
from core.monitoring.window import Subject, Window


@dataclass(frozen=True)
class HeldBackFigure:
    """One measure on held-back rows, beside guessing."""

    metric: QualityMetric
    figure: Range
    guess: Range

    @property
    def skill(self) -> float:
        """Return which part of the way from guessing to perfect the model has gone."""
        return self.metric.skill(self.figure.value, self.guess.value)

    @property
    def least_skill(self) -> float:
        """Return the skill at the worse end of the range."""
        ends = (self.figure.low, self.figure.high)
        return min(self.metric.skill(end, self.guess.value) for end in ends)

    @property
    def level(self) -> Level:
        """Grade the skill: none for sure is an alarm, little is worth an eye."""
        if self.least_skill <= 0:
            return "act"
        return "watch" if self.skill < self.metric.barely else "good"


@dataclass(frozen=True)
class AccuracyReading:
    subject: Subject
    judged: HeldBackFigure
    shown: HeldBackFigure
    """The one that is easier to understand, where both are good; else what it is judged by."""


def measure(window: Window) -> AccuracyReading:
    """Return how good the version was on held-back rows, beside guessing.

    Raises NotApplicable where this was not measured, or where nothing can be right or wrong.
    """
    subject, kind = window.subject, watching_type(window.subject.predicts)
    quality = kind.need(kind.quality, "accuracy")
    judged = _tested(subject, quality.metric)
    if judged is None:
        raise NotApplicable("This version was made without being compared with guessing.", "Train it again.", "retrain")
    easier = _tested(subject, quality.easier) if quality.easier and judged.level == "good" else None
    return AccuracyReading(subject, judged, easier if easier and easier.level == "good" else judged)


def _tested(subject: Subject, metric: QualityMetric) -> HeldBackFigure | None:
    scored, guess = subject.scores.get(metric.name), subject.baseline.get(metric.name)
    if scored is None or guess is None:
        return None
    figure = Range(scored["value"], scored["low"], scored["high"], 0.0, int(scored["rows"]))
    return HeldBackFigure(metric, figure, Range(guess, guess, guess, 0.0, figure.rows))


def slots(reading: AccuracyReading, words: Words) -> Mapping[str, str]:
    shown, subject = reading.shown, reading.subject
    return {
        "result": result_sentence(shown.metric, shown.figure, subject, words),
        "guessing": guessing_sentence(shown.metric, shown.guess, subject, words),
        "rows": words.counted(shown.figure.rows, "row"),
    }


def figures(reading: AccuracyReading) -> str:
    return "; ".join(
        f"{of.metric.technical} {of.figure.value:.4g} ({of.figure.low:.4g} to {of.figure.high:.4g}), n = {of.figure.rows}, "
        f"baseline {of.guess.value:.4g}"
        for of in dict.fromkeys((reading.judged, reading.shown))
    )


def chart(reading: AccuracyReading, words: Words) -> Chart:
    shown, figure = reading.shown, reading.shown.figure
    guess, value = (shown.metric.scale.text(each, reading.subject, words) for each in (shown.guess.value, figure.value))
    return Chart(
        kind="bar",
        places=("Guessing", "This model"),
        series=(Series("How good", (shown.guess.value, figure.value), (None, figure.low), (None, figure.high)),),
        shows=shown.metric.beside.format(guess=guess, value=value),
        top=shown.metric.perfect or None,
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
    unit=lambda reading: reading.judged.metric.scale.unit(reading.subject),
    figures=figures,
    chart=chart,
    actions={"act": "retrain", "watch": "retrain"},
    rank=30,
)
