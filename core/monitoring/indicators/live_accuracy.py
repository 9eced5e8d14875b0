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
from core.monitoring.labelled import Wanted, settled
from core.monitoring.quality import MEASURES, Comparison, Known, known, promised
from core.monitoring.quality.comparison import EXPLAINED, UNEXPLAINED, WORSE
from core.monitoring.root_cause import broken, explain
from core.monitoring.window import Recent, Subject, Window
from core.monitoring.window.contents import EPOCH

WANTED = Wanted(needs=30, plenty=100, of_each=10)
FEWEST_HELD = 10


@dataclass(frozen=True)
class Reading:
    subject: Subject
    period: Recent
    judged: Comparison
    told: Comparison
    """The same loss, in the way that is easiest to understand."""
    limits: Limits
    months: Mapping[date, Range]
    """By the month's first day."""
    cause: Cause | None


def measure(window: Window) -> Reading:
    if window.subject.predicts not in MEASURES:
        raise NotApplicable("Groups have no right or wrong answer, so nothing can be compared with them.")
    period, then = settled(window, WANTED), promised(window.reference)
    if len(then) < FEWEST_HELD:
        raise NotApplicable("Too few rows were held back to know what to expect.", "Add rows and train it again.")
    found = quality.compare(window.subject, then, known(period.answers))
    worse = any(comparison.level() != "good" for comparison in found)
    fault = broken(window, period) if worse else None
    limits = EXPLAINED if fault else UNEXPLAINED
    judged = min(found, key=lambda comparison: LEVELS.index(comparison.level(limits)))
    told = quality.easiest(judged, found) if worse else judged
    return Reading(
        subject=window.subject,
        period=period,
        judged=judged,
        told=told,
        limits=limits,
        months=quality.by_month(window.answers.settled, told.measure),
        cause=fault or explain(window, period) or _other_rule(window, period, then) if worse else None,
    )


def _other_rule(window: Window, period: Recent, then: Known) -> Cause:
    """The inputs are as ever and the answers are worse: the same case ends differently now."""
    of, answers = MEASURES[window.subject.predicts], window.judged.settled.between(EPOCH, period.last)
    usual, now = (float(of.loss(rows).mean()) for rows in (then, known(period.answers)))
    return Cause("rule_changed", (), first_day(answers, of.loss(known(answers)), usual, now).isoformat())


def slots(reading: Reading, words: Words) -> Mapping[str, str]:
    told = reading.told
    return {
        "as_well": "It does at least as well as when it was tested."
        if told.lost <= 0
        else "It does about as well as when it was tested.",
        "chance": "Chance alone can make such a difference." if told.lost >= WORSE else "",
        "result": quality.filled(told.measure.says, told.now, reading.subject, words),
        "then": quality.in_words(told.then.value, reading.subject, words),
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


def figures(reading: Reading) -> str:
    judged = reading.judged
    now, then = judged.now, judged.then
    return (
        f"{judged.measure.technical} {now.value:.4g} ({now.low:.4g} to {now.high:.4g}), n = {now.rows}; "
        f"held-back {then.value:.4g} ({then.low:.4g} to {then.high:.4g}), n = {then.rows}."
    )


def chart(reading: Reading, words: Words) -> Chart | None:
    if len(reading.months) < 2:
        return None
    found, number = reading.months.values(), reading.subject.predicts == "number"
    values, low, high = (tuple(getattr(figure, end) for figure in found) for end in ("value", "low", "high"))
    return Chart(
        kind="line",
        places=tuple(words.short_month(month) for month in reading.months),
        series=(Series("In real use", values, low, high),),
        shows=quality.course(reading.told.measure, reading.months, reading.subject, words),
        top=None if number else 1.0,
        top_label="" if number else "100 of 100",
        reference=reading.told.then.value,
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
    value=lambda reading: reading.told.now.value,
    unit=lambda reading: reading.subject.unit if reading.subject.predicts == "number" else "of 1",
    figures=figures,
    period=lambda reading, words: words.period(reading.period.first, reading.period.last),
    chart=chart,
    cause=lambda reading: reading.cause,
    actions={"act": "{button}", "watch": "enter_outcomes"},
    rank=10,
)
