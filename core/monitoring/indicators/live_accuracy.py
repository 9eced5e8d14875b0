"""How good the answers were in real use, once it is known what really happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.common.finding import LEVELS, Cause, Chart, Series
from core.common.words import Words, clean
from core.models.metrics.intervals import Limits, Range
from core.monitoring import quality
from core.monitoring.change_point import first_day
from core.monitoring.indicator import Indicator, NotApplicable
from core.monitoring.labelled import Wanted, newest_labelled
from core.monitoring.problem_types import watching_type
from core.monitoring.quality import LabelledAnswers, QualityChange, QualityMetric, promised
from core.monitoring.quality.comparison import EXPLAINED, UNEXPLAINED, WORSE
from core.monitoring.root_cause import broken, explain
from core.monitoring.window import Recent, Subject, Window
from core.monitoring.window.contents import EPOCH

WANTED = Wanted(needs=30, plenty=100, of_rarest=10)
FEWEST_HELD = 10


@dataclass(frozen=True)
class LiveAccuracyReading:
    subject: Subject
    period: Recent
    judged: QualityChange
    shown: QualityChange
    """The same loss, in the way that is easiest to understand."""
    limits: Limits
    months: Mapping[date, Range]
    """By the month's first day."""
    cause: Cause | None


def measure(window: Window) -> LiveAccuracyReading:
    """Compare how good the newest labelled answers were with how good the version was on held-back rows.

    Raises NotApplicable with too few outcomes, or where nothing can be right or wrong.
    """
    kind = watching_type(window.subject.predicts)
    judged_by = kind.need(kind.quality, "live_accuracy")
    period, then = newest_labelled(window, judged_by, WANTED), promised(window.reference)
    if len(then) < FEWEST_HELD:
        raise NotApplicable("Too few rows were held back to know what to expect.", "Add rows and train it again.")
    found = quality.compare(judged_by, window.subject.baseline, then, LabelledAnswers.of(period.answers))
    worse = any(change.level() != "good" for change in found)
    fault = broken(window, period) if worse else None
    limits = EXPLAINED if fault else UNEXPLAINED
    judged = min(found, key=lambda change: LEVELS.index(change.level(limits)))
    shown = quality.easiest(judged, found) if worse else judged
    return LiveAccuracyReading(
        subject=window.subject,
        period=period,
        judged=judged,
        shown=shown,
        limits=limits,
        months=quality.by_month(window.answers.labelled, shown.metric),
        cause=fault or explain(window, period) or _other_rule(window, period, judged_by.metric, then)
        if worse
        else None,
    )


def _other_rule(window: Window, period: Recent, metric: QualityMetric, then: LabelledAnswers) -> Cause:
    """The inputs are as ever and the answers are worse: the same case ends differently now."""
    answers = window.judged.labelled.between(EPOCH, period.last)
    usual, now = (float(metric.loss(rows).mean()) for rows in (then, LabelledAnswers.of(period.answers)))
    return Cause(
        "rule_changed", (), first_day(answers, metric.loss(LabelledAnswers.of(answers)), usual, now).isoformat()
    )


def slots(reading: LiveAccuracyReading, words: Words) -> Mapping[str, str]:
    shown = reading.shown
    return {
        "as_well": "It does at least as well as when it was tested."
        if shown.lost <= 0
        else "It does about as well as when it was tested.",
        "chance": "Chance alone can make such a difference." if shown.lost >= WORSE else "",
        "result": quality.result_sentence(shown.metric, shown.now, reading.subject, words),
        "then": shown.metric.scale.text(shown.then.value, reading.subject, words),
        **_mend(reading.cause),
    }


def _mend(cause: Cause | None) -> Mapping[str, str]:
    """Training again on a column that is broken would mend nothing."""
    if cause is None or cause.what == "rule_changed":
        return {"mend": "Train it again with newer rows.", "button": "retrain"}
    columns = f"“{clean(cause.columns[0], 40)}”"
    return {
        "mend": f"Pause it, and look at where {columns} comes from. If it is right, train the model again with newer rows.",
        "button": "pause",
    }


def figures(reading: LiveAccuracyReading) -> str:
    judged = reading.judged
    now, then = judged.now, judged.then
    return (
        f"{judged.metric.technical} {now.value:.4g} ({now.low:.4g} to {now.high:.4g}), n = {now.rows}; "
        f"held-back {then.value:.4g} ({then.low:.4g} to {then.high:.4g}), n = {then.rows}."
    )


def chart(reading: LiveAccuracyReading, words: Words) -> Chart | None:
    if len(reading.months) < 2:
        return None
    found, metric = reading.months.values(), reading.shown.metric
    values, low, high = (tuple(getattr(figure, end) for figure in found) for end in ("value", "low", "high"))
    return Chart(
        kind="line",
        places=tuple(words.short_month(month) for month in reading.months),
        series=(Series("In real use", values, low, high),),
        shows=quality.course(metric, reading.months, reading.subject, words),
        top=metric.scale.top,
        top_label=metric.scale.top_label,
        reference=reading.shown.then.value,
        reference_label="when it was tested",
    )


INDICATOR = Indicator(
    key="live_accuracy",
    title="How good it is in real use",
    question="Does it still keep what it promised?",
    group="health",
    needs=WANTED.needs,
    why="This is what you have the model for. When it gets worse, you act on wrong answers.",
    method=(
        "The same measure on answers with known outcome and on held-back rows (Wilson, Hanley-McNeil or normal ranges); "
        "judged by the part lost and by standard errors of the difference, fewer where a broken column explains it."
    ),
    measure=measure,
    grade=lambda reading: reading.judged.level(reading.limits),
    says={
        "good": "{as_well} {result} When it was tested, it was {then}. {chance}",
        "watch": "The model's answers may have become worse. {result} When it was tested, it was {then}.",
        "act": "The model's answers have become clearly worse. {result} When it was tested, it was {then}.",
    },
    advice={
        "watch": "Keep entering what really happened, and look again in a week.",
        "act": "{mend}",
    },
    slots=slots,
    value=lambda reading: reading.shown.now.value,
    unit=lambda reading: reading.shown.metric.scale.unit(reading.subject),
    figures=figures,
    period=lambda reading, words: words.period(reading.period.first, reading.period.last),
    chart=chart,
    cause=lambda reading: reading.cause,
    actions={"act": "{button}", "watch": "enter_outcomes"},
    rank=10,
)
