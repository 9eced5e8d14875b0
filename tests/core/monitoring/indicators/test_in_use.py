"""How answers, chances and cases in use are judged, and what explains a loss."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from core.common.finding import Finding, verdict
from core.monitoring.indicator import judge
from core.monitoring.indicators import (
    all_indicators,
    answer_drift,
    calibration,
    errors,
    freshness,
    input_drift,
    live_accuracy,
)
from core.monitoring.window import Window
from tests.core.monitoring.indicators.made import KINDS, TODAY, Problem, made, with_answers, with_subject

WITH_OUTCOMES = [kind for kind in KINDS if kind != "segments"]


def all_of(window: Window) -> dict[str, Finding]:
    return {indicator.key: judge(indicator, window) for indicator in all_indicators()}


@pytest.mark.parametrize("predicts", WITH_OUTCOMES)
@pytest.mark.parametrize("seed", range(5))
def test_the_same_case_ending_differently_is_an_alarm(predicts: str, seed: int) -> None:
    said = judge(live_accuracy.INDICATOR, made(predicts, 600, seed, Problem("rule_changed")))
    assert said.level == "act"
    assert said.cause
    assert said.cause.what == "rule_changed"
    assert said.evidence
    assert len(said.evidence.places) >= 3


@pytest.mark.parametrize("predicts", WITH_OUTCOMES)
def test_a_loss_is_explained_by_what_broke(predicts: str) -> None:
    window = made(predicts, 3000, 1, Problem("unit", "spend"))
    said = all_of(window)
    assert said["live_accuracy"].level == "act"
    assert said["live_accuracy"].cause
    assert said["live_accuracy"].cause.what == "unit"
    found = verdict(said.values())
    assert (found.state, found.cause) == ("act", said["live_accuracy"].cause)


@pytest.mark.parametrize("predicts", KINDS)
def test_more_of_one_kind_of_case_is_watched_and_no_alarm(predicts: str) -> None:
    said = all_of(made(predicts, 600, 0, Problem("mix")))
    assert said["input_drift"].level == "watch"
    assert said["input_drift"].cause
    assert said["input_drift"].cause.what == "mix"
    assert verdict(said.values()).state == "watch"


def test_values_of_one_column_that_moved_are_a_shift() -> None:
    said = judge(input_drift.INDICATOR, made(rows=600, problem=Problem("shifted", "tenure")))
    assert said.cause
    assert (said.cause.what, said.cause.columns) == ("shifted", ("tenure",))


def test_what_moved_while_the_model_was_made_is_no_news() -> None:
    """Held-back rows are often the newest ones; what was different in them is known."""
    window = made(rows=600, problem=Problem("shifted", "tenure", since=TODAY - timedelta(days=90)))
    held = window.answers.bins[: len(window.reference.held_bins)]
    known = replace(window, reference=replace(window.reference, held_bins=held))
    assert judge(input_drift.INDICATOR, window).level == "watch"
    assert judge(input_drift.INDICATOR, known).level == "good"


@pytest.mark.parametrize("predicts", ["yes_no", "category"])
def test_chances_that_are_too_sure_are_found(predicts: str) -> None:
    window = made(predicts, 3000)
    sure = np.clip(0.5 + 2.0 * (window.answers.score - 0.5), 0.01, 0.99)
    assert judge(calibration.INDICATOR, with_answers(window, score=sure)).level in ("watch", "act")


def test_one_answer_for_all_is_an_alarm() -> None:
    said = judge(answer_drift.INDICATOR, made(rows=600, problem=Problem("one_answer")))
    assert said.level == "act"


@pytest.mark.parametrize("predicts", WITH_OUTCOMES)
def test_few_outcomes_are_counted_not_judged(predicts: str) -> None:
    said = judge(live_accuracy.INDICATOR, made(predicts, 100, labelled=0.12))
    assert said.level == "not_yet"
    assert "30" in said.sentence
    assert said.action == "enter_outcomes"


def test_late_outcomes_are_judged_all_the_same() -> None:
    """Outcomes that come two months late belong to answers of two months ago."""
    window = made(rows=900, problem=Problem("rule_changed", since=TODAY - timedelta(days=83)))
    actual = window.answers.actual.copy()
    actual[window.answers.days > window.answers.days.max() - 56] = np.nan
    assert judge(live_accuracy.INDICATOR, with_answers(window, actual=actual)).level == "act"


def test_groups_have_no_right_or_wrong() -> None:
    said = all_of(made("segments", 600))
    assert said["live_accuracy"].level == said["calibration"].level == "not_yet"
    assert said["answer_drift"].level == said["data_feed"].level == "good"


def test_what_is_told_counts_in_the_owner_s_words() -> None:
    said = judge(live_accuracy.INDICATOR, made(rows=600))
    assert said.sentence.startswith(
        "It does about as well as when it was tested. Of 100 customers it warned you about, "
    )
    number = judge(live_accuracy.INDICATOR, made("number", 600))
    assert "£" in number.sentence


def test_the_share_of_warnings_that_were_right_is_told_where_it_is_as_bad_as_any() -> None:
    said = judge(live_accuracy.INDICATOR, made(rows=3000, problem=Problem("rule_changed")))
    assert said.level == "act"
    assert "Of 100 customers it warned you about, " in said.sentence
    assert said.evidence
    assert said.evidence.shows.startswith("Warnings that were right stayed between ")
    assert " and fell to " in said.evidence.shows


def test_a_tenth_answered_differently_is_watched() -> None:
    window = made(rows=3000)
    answer = window.answers.answer.copy()
    answer[np.flatnonzero(answer == 0)[:: int((answer == 0).sum() / (0.14 * 3000))]] = 1.0
    assert judge(answer_drift.INDICATOR, window).level == "good"
    said = judge(answer_drift.INDICATOR, with_answers(window, answer=answer))
    assert said.level == "watch"
    assert "It warns about 47 of 100 customers; when it was tested, about 32 of 100." in said.sentence


def test_old_groups_are_to_be_found_anew_not_compared_with_outcomes() -> None:
    old = replace(with_subject(made("segments"), trained=TODAY - timedelta(days=400)), newest_outcome=None)
    said = judge(freshness.INDICATOR, old)
    assert (said.level, said.action) == ("watch", "retrain")
    assert "outcome" not in said.sentence + said.advice


def test_days_to_come_are_not_looked_at() -> None:
    """Looking back at a day, what came later is not known."""
    window = made(rows=3000, problem=Problem("missing"))
    before = replace(window, today=TODAY - timedelta(days=35))
    assert all_of(before)["data_feed"].level == "good"


def test_chances_that_are_true_are_not_told_by_their_worst_group() -> None:
    said = judge(calibration.INDICATOR, made(rows=300))
    assert said.level == "good"
    assert "On average they were off by " in said.sentence
    assert "where it said" not in said.sentence.lower()


@pytest.mark.parametrize(("rows", "told"), [(3000, "Where it said "), (90, "On average they were off by ")])
def test_one_group_speaks_for_chances_only_where_it_is_big_enough(rows: int, told: str) -> None:
    window = made(rows=rows)
    flipped = with_answers(window, score=1 - window.answers.score)
    said = judge(calibration.INDICATOR, flipped)
    assert said.level == "act"
    assert told in said.sentence


def test_a_number_that_moves_with_others_is_more_of_one_kind_not_a_shift() -> None:
    """What is too little to be worth saying of a second column still tells that the cases are others."""
    window = made(rows=3000)
    late = window.answers.days > window.answers.days.max() - 28
    rng = np.random.default_rng(5)
    rows = np.flatnonzero(late)
    kept = rng.choice(
        rows, len(rows), p=(weight := np.where(window.answers.bins[rows, 0] > 16, 8.0, 1.0)) / weight.sum()
    )
    bins = window.answers.bins.copy()
    bins[rows] = window.answers.bins[kept]
    alone = judge(input_drift.INDICATOR, with_answers(window, bins=bins))
    assert alone.cause
    assert (alone.cause.what, alone.cause.columns) == ("shifted", ("tenure",))
    monthly = bins[rows, 1] == 0
    bins[rows, 1] = np.where(monthly & (rng.random(len(rows)) < 0.25), 1, bins[rows, 1])
    together = judge(input_drift.INDICATOR, with_answers(window, bins=bins))
    assert together.cause
    assert (together.cause.what, together.cause.columns) == ("mix", ("tenure",))


def test_one_slip_among_few_requests_is_no_news() -> None:
    days = [replace(day, requests=1, refused=0, failed=0) for day in made().daily_calls]
    slip = replace(made(), daily_calls=(*days[:-3], replace(days[-3], refused=1)))
    assert judge(errors.INDICATOR, slip).level == "good"
    twice = replace(slip, daily_calls=(replace(days[-2], refused=1), replace(days[-1], refused=1)))
    assert judge(errors.INDICATOR, twice).level == "watch"
