"""How good answers were is judged by what is lost and how sure that is, and told in counts an owner can check."""

from datetime import date

import numpy as np
import pytest

from core.common.words import Words
from core.models.metrics.intervals import Limits, Range, proportion_range
from core.models.registry import Worth
from core.monitoring import quality
from core.monitoring.indicator import NotApplicable, judge
from core.monitoring.indicators import accuracy, live_accuracy
from core.monitoring.labelled import Wanted, newest_labelled
from core.monitoring.problem_types import watching_type
from core.monitoring.problem_types.yes_no import AUC, PRECISION
from core.monitoring.quality import LabelledAnswers, QualityChange
from core.monitoring.quality.comparison import EXPLAINED, UNEXPLAINED
from core.monitoring.quality.scale import format_amount
from core.monitoring.window import Recent, Window
from tests.core.monitoring.indicators.made import TODAY, Problem, made, with_answers, with_subject


def warnings(now: Range, then: Range) -> QualityChange:
    return QualityChange(PRECISION, now, then, then.value)


def _period(window: Window, wanted: Wanted) -> Recent:
    of = watching_type(window.subject.predicts).quality
    assert of
    return newest_labelled(window, of, wanted)


def test_a_loss_is_news_when_it_is_large_and_sure() -> None:
    limits = Limits(watch=(0.1, 2.4), act=(0.2, 3.0))
    assert [limits.level(*found) for found in ((0.3, 3.5), (0.3, 2.6), (0.15, 9.0), (0.05, 9.0), (0.3, 1.0))] == [
        "act", "watch", "watch", "good", "good",
    ]  # fmt: skip


def test_it_takes_less_to_be_sure_of_a_loss_that_something_broken_explains() -> None:
    compared = warnings(proportion_range(39, 100), proportion_range(57, 100))
    assert compared.level(UNEXPLAINED) == "watch"
    assert compared.level(EXPLAINED) == "act"
    assert warnings(proportion_range(57, 100), proportion_range(39, 100)).level(EXPLAINED) == "good"


def test_what_broke_makes_a_loss_an_alarm_and_is_looked_at_before_training_again() -> None:
    said = judge(live_accuracy.INDICATOR, made(rows=600, problem=Problem("unit", "spend", size=0.3)))
    assert said.level == "act"
    assert said.cause
    assert said.cause.what == "unit"
    assert "look at where “spend” comes from" in said.advice
    assert said.action == "pause", "training again on a broken column would mend nothing"
    other = judge(live_accuracy.INDICATOR, made(rows=600, problem=Problem("rule_changed")))
    assert (other.advice, other.action) == ("Train it again with newer rows.", "retrain")


def test_a_worse_list_is_told_by_its_warnings_where_these_are_worse_too() -> None:
    order = QualityChange(AUC, proportion_range(70, 100), proportion_range(85, 100), 0.35)
    usual = proportion_range(55, 100)
    worse, same = warnings(proportion_range(45, 100), usual), warnings(usual, usual)
    assert quality.easiest(order, [worse, order]) == worse
    assert quality.easiest(order, [same, order]) == order


@pytest.mark.parametrize(
    ("predicts", "told"),
    [
        ("yes_no", "Of 100 customers it warned you about, 38 left (30 to 46)."),
        ("number", "On average, its numbers are off by £38 (£30 to £46)."),
        ("category", "Of 100 answers, 38 were right (30 to 46)."),
    ],
)
def test_figures_are_counts_of_100_or_amounts(predicts: str, told: str) -> None:
    subject, scale = made(predicts, 60).subject, 100 if predicts == "number" else 1
    figure = Range(0.38 * scale, 0.30 * scale, 0.46 * scale, 0.0, 200)
    of = watching_type(predicts).quality
    assert of
    assert quality.result_sentence(of.easier or of.metric, figure, subject, Words()) == told


def test_hardly_any_hits_are_told_as_a_count_too() -> None:
    subject, figure = made().subject, Range(0.002, 0.0, 0.01, 0.0, 900)
    assert quality.result_sentence(PRECISION, figure, subject, Words()).startswith(
        "Of 100 customers it warned you about, fewer than 1 left"
    )


def test_months_with_few_outcomes_are_not_told() -> None:
    window = made(rows=600)
    known = window.answers.labelled
    few = (known.at.astype("datetime64[s]").astype("datetime64[M]") != np.datetime64("2026-05")) | (
        np.arange(len(known)) % 30 == 0
    )
    months = quality.by_month(known.where(few), AUC)
    assert date(2026, 5, 1) not in months
    assert date(2026, 6, 1) in months


def test_a_model_in_order_is_told_by_its_warnings_beside_picking_at_random() -> None:
    scores = made().subject.scores | {"precision": {"value": 0.48, "low": 0.42, "high": 0.55, "rows": 520}}
    window = with_subject(made(), scores=scores, baseline=made().subject.baseline | {"precision": 0.27})
    said = judge(accuracy.INDICATOR, window)
    assert said.sentence.startswith(
        "Of 100 customers it warned you about, 48 left (42 to 55). Of 100 picked at random, 27 left."
    )
    assert said.value == 0.9
    hardly = with_subject(window, scores=scores | {"auc": {"value": 0.55, "low": 0.52, "high": 0.58, "rows": 520}})
    told = judge(accuracy.INDICATOR, hardly)
    assert told.level == "watch"
    assert "On its list, customers that left stood above 55 of 100 that stayed (52 to 58)." in told.sentence


def test_the_shortest_time_with_plenty_of_outcomes_is_judged() -> None:
    window, wanted = made(rows=900), Wanted(needs=30, plenty=100, of_rarest=10)
    assert (_period(window, wanted).last - _period(window, wanted).first).days == 27
    actual = window.answers.actual.copy()
    actual[::2], actual[1::4] = np.nan, np.nan
    thin = with_answers(window, actual=actual)
    assert (_period(thin, wanted).last - _period(thin, wanted).first).days == 55
    assert _period(thin, wanted).last <= TODAY


def test_outcomes_of_one_kind_alone_are_not_judged() -> None:
    window = made(rows=300)
    actual = np.where(window.answers.actual == 1, np.nan, window.answers.actual)
    with pytest.raises(NotApplicable, match="it takes 10 known outcomes of each kind, and there are none"):
        _period(with_answers(window, actual=actual), Wanted(needs=30, plenty=100, of_rarest=10))


def test_no_range_is_judged_on_no_rows() -> None:
    nothing = LabelledAnswers(np.zeros(0), np.zeros(0), np.zeros(0))
    assert np.isnan(PRECISION.measure(nothing).value)
    assert warnings(PRECISION.measure(nothing), proportion_range(5, 10)).level() == "good"


def test_where_there_was_nothing_to_lose_nothing_is_lost() -> None:
    assert QualityChange(AUC, proportion_range(5, 10), proportion_range(9, 10), 0.0).lost == 0


def test_what_is_easier_to_understand_is_compared_first() -> None:
    window, of = made(rows=600), watching_type("yes_no").quality
    assert of
    then, now = quality.promised(window.reference), LabelledAnswers.of(window.answers)
    assert [change.metric for change in quality.compare(of, {}, then, now)] == [PRECISION, AUC]
    few = LabelledAnswers(*(getattr(now, name)[:40] for name in ("score", "answer", "actual")))
    assert [change.metric for change in quality.compare(of, {}, then, few)] == [AUC], (
        "19 warnings or fewer tell nothing"
    )


def test_only_a_currency_is_written_as_money() -> None:
    units = {"EUR": "€12.50", "day": "12.5 day", "EURO": "12.5 EURO", "": "12.5"}
    for unit, written in units.items():
        subject = with_subject(made("number", 60), unit=unit).subject
        assert format_amount(12.5, subject, Words()) == written


def test_what_warnings_were_worth_is_the_range_of_hits_times_their_gain() -> None:
    window = with_subject(made(rows=600), worth=Worth(40.0, 5.0))
    figure = watching_type("yes_no").worth(window.subject, window.answers, Words())
    right = PRECISION.measure(LabelledAnswers.of(window.answers))
    warnings = int((window.answers.answer == 1).sum())
    low, high = (warnings * (part * 40.0 - (1 - part) * 5.0) for part in (right.low, right.high))
    assert figure
    assert figure.value == f"{Words().money(low)} to {Words().money(high)}"
