"""What every kind of answer must bring for its models to be watched. Each kind is found by its file."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, mean_absolute_error, precision_score, roc_auc_score

from core.common.words import Words
from core.models.registry import Worth
from core.monitoring.answer_mix import AnswerChange
from core.monitoring.indicator import NotApplicable, judge
from core.monitoring.indicators import all_indicators
from core.monitoring.key_figure import ENOUGH, TOO_FEW
from core.monitoring.problem_type import WatchingType
from core.monitoring.problem_types import all_watching_types, watching_type
from core.monitoring.quality import (
    LabelledAnswers,
    QualityMetric,
    by_month,
    course,
    guessing_sentence,
    promised,
    result_sentence,
)
from core.monitoring.window import Answers, Window
from tests.core.common.jargon import JARGON, MOST_WORDS
from tests.core.monitoring.indicators.made import KINDS, Problem, made, with_subject
from tests.rules.test_sentences import NEVER_CLAIMED

SCIKIT_LEARN: dict[str, Callable[[LabelledAnswers], float]] = {
    "auc": lambda known: roc_auc_score(known.actual, known.score),
    "precision": lambda known: precision_score(known.actual, known.answer),
    "mae": lambda known: mean_absolute_error(known.actual, known.score),
    "accuracy": lambda known: accuracy_score(known.actual, known.answer),
}
"""By the name of a measure. One that scikit-learn has too must stand here."""
NEEDS_OUTCOMES, NEEDS_CHANCES = {"accuracy", "live_accuracy"}, {"calibration"}
INDICATORS = {indicator.key: indicator for indicator in all_indicators()}
TYPES = all_watching_types()
every_kind = pytest.mark.parametrize("kind", TYPES.values(), ids=TYPES)


def metrics(kind: WatchingType) -> list[QualityMetric]:
    return [metric for metric in (kind.quality.metric, kind.quality.easier) if metric] if kind.quality else []


MEASURED = [pytest.param(kind, of, id=f"{kind.key} {of.name}") for kind in TYPES.values() for of in metrics(kind)]
every_metric = pytest.mark.parametrize(("kind", "metric"), MEASURED)


@cache
def in_use(key: str, problem: str = "") -> Window:
    return made(key, 900, problem=Problem(problem) if problem else None)


def test_each_kind_that_a_window_can_be_made_of_has_a_file_and_each_file_a_window() -> None:
    assert set(TYPES) == set(KINDS)
    assert all(watching_type(key).key == key for key in KINDS)


def test_a_kind_without_a_file_is_an_error() -> None:
    with pytest.raises(KeyError):
        watching_type("no such kind")


@every_metric
def test_quality_by_month_is_a_figure_within_its_range(kind: WatchingType, metric: QualityMetric) -> None:
    months = by_month(in_use(kind.key).answers.labelled, metric)
    assert len(months) >= 2
    for figure in months.values():
        assert figure.low <= figure.value <= figure.high
        assert figure.low < figure.high
        assert figure.error > 0
        assert figure.rows >= 15


@every_metric
def test_quality_is_what_scikit_learn_finds(kind: WatchingType, metric: QualityMetric) -> None:
    for known in (LabelledAnswers.of(in_use(kind.key).answers), promised(in_use(kind.key).reference)):
        assert metric.measure(known).value == pytest.approx(SCIKIT_LEARN[metric.name](known), abs=1e-9)


@every_metric
def test_worse_answers_get_a_worse_figure_and_a_greater_loss(kind: WatchingType, metric: QualityMetric) -> None:
    then, now = (
        LabelledAnswers.of(made(kind.key, 900, days=28, problem=problem).answers)
        for problem in (None, Problem("rule_changed"))
    )
    better, worse = metric.measure(then).value, metric.measure(now).value
    assert (worse > better) is metric.error
    assert worse != better
    assert metric.loss(now).mean() > metric.loss(then).mean()
    assert metric.loss(then).shape == (len(then),)


@every_metric
def test_skill_goes_from_guessing_to_perfect(kind: WatchingType, metric: QualityMetric) -> None:
    guess = 20.0 if metric.error else 0.4
    assert metric.skill(guess, guess) == 0
    assert metric.skill(metric.perfect, guess) == 1
    assert 0 <= metric.barely < 1
    assert metric.room(metric.measure(LabelledAnswers.of(in_use(kind.key).answers)).value, 0.3) > 0


@every_kind
def test_what_a_kind_cannot_be_asked_it_says_in_a_sentence(kind: WatchingType) -> None:
    assert set(kind.not_applicable) <= set(INDICATORS)
    assert NEEDS_OUTCOMES.isdisjoint(kind.not_applicable) is kind.has_outcomes
    assert NEEDS_CHANCES.isdisjoint(kind.not_applicable) is (kind.came_true is not None)
    for key, sentence in kind.not_applicable.items():
        finding = judge(INDICATORS[key], in_use(kind.key))
        assert (finding.level, finding.sentence) == ("not_yet", sentence)
        with pytest.raises(NotApplicable, match=sentence):
            kind.check_applies(key)


@every_kind
def test_what_a_kind_can_be_asked_is_answered_from_a_full_window(kind: WatchingType) -> None:
    for key in ("accuracy", "live_accuracy", "calibration", "balance", "answer_drift", "leakage", "freshness"):
        level = judge(INDICATORS[key], in_use(kind.key)).level
        assert (level == "not_yet") is (key in kind.not_applicable), key


@every_kind
def test_chances_come_true_as_often_as_they_say(kind: WatchingType) -> None:
    if kind.came_true is None:
        with pytest.raises(NotApplicable):
            kind.need(kind.came_true, "calibration")
        return
    answers = in_use(kind.key).answers
    assert kind.came_true(answers).mean() == pytest.approx(answers.score.mean(), abs=0.04)


@every_kind
def test_quality_before_outcomes_is_a_range_or_not_known(kind: WatchingType) -> None:
    if kind.estimated_quality is None:
        return
    figure = kind.estimated_quality(in_use(kind.key).answers)
    assert figure.low <= figure.value <= figure.high


@every_kind
def test_each_answer_is_counted_once(kind: WatchingType) -> None:
    window = in_use(kind.key)
    counts = kind.mix.counts(window, window.answers.answer)
    assert counts.sum() == len(window.answers)
    change = _change(kind, window)
    assert 0 <= kind.mix.place(change) < len(counts)
    assert set(kind.mix.bars(change)) <= set(range(len(counts)))
    assert 0 < kind.mix.worth_saying < 1


@every_kind
def test_the_rarest_answer_is_counted_among_the_learned_rows(kind: WatchingType) -> None:
    window = in_use(kind.key)
    balance = kind.balance.measure(window)
    assert 0 <= balance.share <= 1
    assert 0 < balance.most <= 1
    assert balance.examples == round(balance.share * window.subject.rows_learned)
    assert sum(balance.shares) == pytest.approx(1)
    assert len(balance.shares) == len(balance.labels)
    if window.subject.labels:
        assert balance.share == min(balance.shares)
        assert balance.rarest == balance.labels[balance.shares.index(balance.share)]


@every_kind
def test_a_month_has_a_figure_and_few_answers_make_none(kind: WatchingType) -> None:
    window, few = in_use(kind.key), made(kind.key, 4)
    assert any(sign.isdigit() for sign in kind.key_figure(window.subject, window.answers, window.words).value)
    assert kind.key_figure(few.subject, few.answers, few.words).value == TOO_FEW
    assert kind.worth(window.subject, window.answers, window.words) is None, "nobody said what an answer is worth"


@every_kind
def test_a_figure_appears_with_the_tenth_of_what_it_counts(kind: WatchingType) -> None:
    window = in_use(kind.key)
    shown = [kind.key_figure(window.subject, _first(window, rows), Words()) for rows in range(80)]
    first = next(rows for rows, figure in enumerate(shown) if figure.value != TOO_FEW)
    assert shown[first - 1].below == f"{ENOUGH - 1} outcomes so far, {ENOUGH} needed"


@every_kind
def test_a_figure_stands_beside_what_was_promised_where_that_is_known(kind: WatchingType) -> None:
    if kind.quality is None:
        return
    scores = {name: {"value": 0.7, "low": 0.6, "high": 0.8, "rows": 300} for name in SCIKIT_LEARN}
    window = with_subject(in_use(kind.key), scores=scores)
    known = kind.key_figure(window.subject, window.answers, Words())
    unknown = kind.key_figure(with_subject(window, scores={}).subject, window.answers, Words())
    assert re.fullmatch(r"it was (70 of 100|£0\.70|0\.7.*) when it was made", known.below)
    assert re.fullmatch(r"from [\d,]+ outcomes", unknown.below)


@every_kind
def test_what_answers_were_worth_is_said_with_the_tenth_that_counts(kind: WatchingType) -> None:
    window = in_use(kind.key)
    subject = replace(window.subject, worth=Worth(80.0, 10.0))
    known = [rows for rows in range(80) if kind.worth(subject, _first(window, rows), Words())]
    if known:
        assert kind.key_figure(subject, _first(window, known[0]), Words()).value != TOO_FEW
        assert kind.key_figure(subject, _first(window, known[0] - 1), Words()).value == TOO_FEW


@every_kind
def test_every_sentence_is_whole_short_and_free_of_jargon(kind: WatchingType) -> None:
    said = list(_sentences(kind))
    assert len(said) >= 8
    for sentence in said:
        assert sentence[0].isupper() or sentence[0] in "“£0123456789", sentence
        assert sentence[-1] in ".?", sentence
        assert not JARGON.search(sentence), sentence
        assert not NEVER_CLAIMED.search(sentence), sentence
        assert all(len(part.split()) <= MOST_WORDS for part in sentence.split(". ")), sentence


@every_kind
def test_figures_of_a_report_are_free_of_jargon(kind: WatchingType) -> None:
    window = in_use(kind.key)
    subject = replace(window.subject, worth=Worth(80.0, 10.0))
    figures = [kind.key_figure(subject, window.answers, Words()), kind.worth(subject, window.answers, Words())]
    for figure in filter(None, figures):
        assert figure.label
        assert figure.value
        assert not JARGON.search(f"{figure.label} {figure.value} {figure.below}")


def _first(window: Window, rows: int) -> Answers:
    return window.answers.where(np.arange(len(window.answers)) < rows)


def _change(kind: WatchingType, window: Window) -> AnswerChange:
    tested, given = window.reference.held_answer, window.answers.answer
    then, now = (kind.mix.counts(window, answers) for answers in (tested, given))
    return AnswerChange(
        window.subject, then / then.sum(), now / now.sum(), (float(np.median(tested)), float(np.median(given)))
    )


def _sentences(kind: WatchingType) -> Iterator[str]:
    for problem in ("", "rule_changed", "mix"):
        window = in_use(kind.key, problem)
        change, balance = _change(kind, window), kind.balance.measure(window)
        yield kind.mix.result(change, window.words)
        yield kind.mix.shows(change, window.words)
        yield kind.balance.result(balance, window.words)
        yield kind.balance.shows(balance, window.words)
        yield kind.balance.mend
        for metric in metrics(kind):
            months = by_month(window.answers.labelled, metric)
            figure = metric.measure(LabelledAnswers.of(window.answers))
            yield result_sentence(metric, figure, window.subject, window.words)
            yield guessing_sentence(metric, figure, window.subject, window.words)
            yield metric.beside.format(guess="50 of 100", value="80 of 100")
            yield course(metric, months, window.subject, window.words)
    yield from kind.not_applicable.values()
