"""How good the answers were in real use, once it is known what really happened."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from core.change_point import first_day
from core.explanation import explain
from core.finding import LEVELS, Cause, Chart, Level, Series
from core.indicator import Indicator, NotApplicable, enough
from core.quality import HITS, MEASURES, Known, Measure, course, in_words, range_in_words
from core.ranges import Range, surprise
from core.window import Answers, Recent, Subject, Window, recent
from core.window.recent import FOUR_WEEKS
from core.window.shapes import EPOCH
from core.words import Words

NEEDS, PLENTY, OF_EACH = 30, 100, 10
SPANS = tuple(FOUR_WEEKS * months for months in (1, 2, 3, 6))
WORSE, CLEARLY_WORSE = 0.1, 0.2
"""Lost, as a part of all that there was to lose."""
DOUBT, SURE = 2.4, 3.0
"""Standard errors of the difference: chance alone gets there about 1 time in 120, and 1 in 700."""
MONTHS = 12


@dataclass(frozen=True)
class Comparison:
    """One measure, now and when the model was tested."""

    measure: Measure
    now: Range
    then: Range
    room: float
    """What there is to lose: the way from what was promised down to guessing."""

    @property
    def lost(self) -> float:
        return self._worse(self.now.value - self.then.value) / self.room if self.room > 0 else 0.0

    @property
    def doubt(self) -> float:
        return self._worse(surprise(self.now, self.then))

    @property
    def level(self) -> Level:
        if self.lost >= CLEARLY_WORSE and self.doubt >= SURE:
            return "act"
        return "watch" if self.lost >= WORSE and self.doubt >= DOUBT else "good"

    def _worse(self, more: float) -> float:
        return more if self.measure.error else -more


@dataclass(frozen=True)
class Month:
    first: date
    figure: Range


@dataclass(frozen=True)
class Reading:
    subject: Subject
    period: Recent
    told: Comparison
    months: tuple[Month, ...]
    cause: Cause | None


def measure(window: Window) -> Reading:
    if window.subject.predicts not in MEASURES:
        raise NotApplicable("Groups have no right or wrong answer, so nothing can be compared with them.")
    period = recent(window.judged.settled, window.today, _plenty(window.subject), SPANS)
    _check_enough(window, period.answers)
    found = compare(window, period.answers)
    told = min(found, key=lambda comparison: LEVELS.index(comparison.level))
    return Reading(
        subject=window.subject,
        period=period,
        told=told,
        months=tuple(_months(window, told.measure)),
        cause=None if told.level == "good" else explain(window, period) or _other_rule(window, period),
    )


def compare(window: Window, answers: Answers) -> list[Comparison]:
    """The measures that can be told, the one that is easiest to understand first: it is told unless another is worse."""
    of, promised, now = MEASURES[window.subject.predicts], _promised(window), _known(answers)
    then = of.of(promised)
    guess = window.subject.baseline.get(of.name, 0.5)
    found = [Comparison(of, of.of(now), then, then.value if of.error else then.value - guess)]
    if window.subject.predicts == "yes_no":
        hits = Comparison(HITS, HITS.of(now), HITS.of(promised), HITS.of(promised).value)
        if min(hits.now.rows, hits.then.rows) >= 2 * OF_EACH:
            found.insert(0, hits)
    return found


def _promised(window: Window) -> Known:
    held = window.reference
    known = ~np.isnan(held.held_actual)
    if known.sum() < OF_EACH:
        raise NotApplicable("Too few rows were held back to know what to expect.", "Add rows and train it again.")
    return Known(held.held_score[known], held.held_answer[known], held.held_actual[known])


def _known(answers: Answers) -> Known:
    return Known(answers.score, answers.answer, answers.actual)


def _rarer(subject: Subject, answers: Answers) -> int:
    """Of yes/no: how many have the rarer outcome. Of others there is no such limit."""
    positive = int((answers.actual == 1).sum())
    return min(positive, len(answers) - positive) if subject.predicts == "yes_no" else len(answers)


def _plenty(subject: Subject) -> Callable[[Answers], bool]:
    return lambda answers: len(answers) >= PLENTY and _rarer(subject, answers) >= 2 * OF_EACH


def _check_enough(window: Window, answers: Answers) -> None:
    advice = "Enter what really happened: by file, or one by one."
    enough(len(answers), NEEDS, "answers whose outcome is known", advice, "enter_outcomes")
    enough(_rarer(window.subject, answers), OF_EACH, "known outcomes of each kind", advice, "enter_outcomes")


def _months(window: Window, of: Measure) -> list[Month]:
    """The measure month by month, of the newest months that have enough rows."""
    settled = window.answers.settled
    if not len(settled):
        return []
    months = (settled.at.astype("datetime64[s]")).astype("datetime64[M]")
    found = []
    for month in np.unique(months)[-MONTHS:]:
        answers = settled.where(months == month)
        figure = of.of(_known(answers))
        if figure.rows >= NEEDS // 2 and not np.isnan(figure.value):
            found.append(Month(month.astype("datetime64[D]").astype(object), figure))
    return found


def _other_rule(window: Window, period: Recent) -> Cause:
    """The inputs are as ever and the answers are worse: the same case ends differently now."""
    of, settled = MEASURES[window.subject.predicts], window.judged.settled.between(EPOCH, period.last)
    usual, now = (float(of.loss(known).mean()) for known in (_promised(window), _known(period.answers)))
    return Cause("rule_changed", (), first_day(settled, of.loss(_known(settled)), usual, now).isoformat())


def slots(reading: Reading, words: Words) -> Mapping[str, str]:
    told, subject = reading.told, reading.subject
    filled = {
        **subject.nouns,
        "value": in_words(told.now.value, subject, words),
        "range": range_in_words(told.now, subject, words),
    }
    return {
        "as_well": "It does at least as well as when it was tested."
        if told.lost <= 0
        else "It does about as well as when it was tested.",
        "chance": "Chance alone can make such a difference." if told.lost >= WORSE else "",
        "result": told.measure.says.format_map(filled),
        "then": in_words(told.then.value, subject, words),
        "rows": words.counted(len(reading.period.answers), "outcome"),
    }


def figures(reading: Reading) -> str:
    told = reading.told
    return (
        f"{told.measure.technical} {told.now.value:.4g} ({told.now.low:.4g} to {told.now.high:.4g}), n = {told.now.rows}; "
        f"held-back {told.then.value:.4g} ({told.then.low:.4g} to {told.then.high:.4g}), n = {told.then.rows}."
    )


def chart(reading: Reading, words: Words) -> Chart | None:
    if len(reading.months) < 2:
        return None
    found = [month.figure for month in reading.months]
    values = {month.first: month.figure.value for month in reading.months}
    return Chart(
        kind="line",
        places=tuple(words.short_month(month.first) for month in reading.months),
        series=(
            Series(
                "In real use",
                tuple(figure.value for figure in found),
                tuple(figure.low for figure in found),
                tuple(figure.high for figure in found),
            ),
        ),
        shows=course(reading.told.measure, values, reading.subject, words),
        top=None if reading.subject.predicts == "number" else 1.0,
        top_label="" if reading.subject.predicts == "number" else "100 of 100",
        reference=reading.told.then.value,
        reference_label="when it was tested",
    )


INDICATOR = Indicator(
    key="live_accuracy",
    title="How good it is in real use",
    question="Does it still keep what it promised?",
    group="health",
    needs=NEEDS,
    why="This is what the model is for. When it gets worse, you act on wrong answers.",
    method=(
        "The same measure on answers with known outcome and on held-back rows (Wilson, Hanley-McNeil or normal ranges); "
        "judged by the part lost and by standard errors of the difference."
    ),
    measure=measure,
    grade=lambda reading: reading.told.level,
    says={
        "good": "{as_well} {result} Then it was {then}. {chance}",
        "watch": "It may have become worse. {result} When it was tested it was {then}.",
        "act": "It has become clearly worse. {result} When it was tested it was {then}.",
    },
    advice={
        "watch": "Keep entering what really happened, and look again in a week.",
        "act": "Look at what is sent to it first. If that is in order, train it again with newer rows.",
    },
    slots=slots,
    value=lambda reading: reading.told.now.value,
    unit=lambda reading: reading.subject.unit if reading.subject.predicts == "number" else "of 1",
    figures=figures,
    period=lambda reading, words: words.period(reading.period.first, reading.period.last),
    chart=chart,
    cause=lambda reading: reading.cause,
    actions={"act": "retrain", "watch": "enter_outcomes"},
    rank=10,
)
