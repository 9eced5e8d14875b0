"""What breaks on the way to a model is named: what, which column, since when."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from core.common.finding import Cause, Finding
from core.inference.inputs import ABOVE, ABSENT
from core.monitoring.indicator import judge
from core.monitoring.indicators import input_drift
from core.monitoring.indicators.data_feed import INDICATOR
from core.monitoring.window import Window
from tests.core.monitoring.indicators.made import (
    KINDS,
    TODAY,
    Problem,
    made,
    with_answers,
    with_reference,
    with_subject,
)

MONTH_AGO = TODAY - timedelta(days=27)


def look(window: Window) -> Finding:
    return judge(INDICATOR, window)


def _since(cause: Cause | None) -> date:
    assert cause
    assert cause.since
    return date.fromisoformat(cause.since)


HEAVY = [("missing", "tenure"), ("renamed", "tenure"), ("new_category", "plan"), ("unit", "spend")]


@pytest.mark.parametrize("predicts", KINDS)
@pytest.mark.parametrize(
    ("rows", "what", "column"),
    [(150, *fault) for fault in HEAVY] + [(3000, *fault) for fault in [*HEAVY, ("frozen", "plan")]],
)
def test_a_fault_in_what_the_model_leans_on_is_named(predicts: str, rows: int, what: str, column: str) -> None:
    said = look(made(predicts, rows, seed=3, problem=Problem(what, column)))
    assert said.level == "act"
    assert said.cause
    assert (said.cause.what, said.cause.columns) == (what, (column,))
    assert abs(_since(said.cause) - MONTH_AGO) <= timedelta(days=1 if rows == 3000 else 4)


def test_a_fault_in_what_hardly_matters_is_only_watched() -> None:
    said = look(made(rows=600, problem=Problem("missing", "visits")))
    assert said.level == "watch"
    assert said.cause == Cause("missing", ("visits",), MONTH_AGO.isoformat())


@pytest.mark.parametrize("factor", [2.2046, 1 / 2.2046, 100.0, 0.01])
def test_another_unit_is_told_from_a_shift(factor: float) -> None:
    said = look(made(rows=3000, problem=Problem("unit", "spend", size=factor / 100)))
    assert said.cause
    assert said.cause.what == "unit"
    shifted = look(made(rows=3000, problem=Problem("shifted", "tenure")))
    assert shifted.cause is None or shifted.cause.what == "shifted"


def test_single_rows_without_a_column_were_left_empty_not_renamed() -> None:
    """Many shops leave out what they do not know."""
    window = made(rows=600)
    bins, some = window.answers.bins.copy(), np.random.default_rng(0).random(600) < 0.4
    bins[some, 0] = ABSENT
    said = look(with_answers(window, bins=bins))
    assert said.cause
    assert said.cause.what == "missing"


def test_a_sorted_file_is_not_stuck() -> None:
    """All rows of a file come on one day; their order says nothing."""
    window = made(rows=400)
    order = np.argsort(window.answers.bins[:, 1], kind="stable")
    one_day = np.full(400, window.answers.at.max())
    assert look(with_answers(window, bins=window.answers.bins[order], at=one_day)).level == "good"


def test_time_moves_on_and_that_is_no_fault() -> None:
    """A date column always leaves the range that was learned from."""
    window = made(rows=600)
    place = [asked.name for asked in window.reference.inputs].index("joined")
    bins = window.answers.bins.copy()
    bins[:, place] = 252
    assert look(with_answers(window, bins=bins)).level == "good"


def test_what_was_mended_is_not_held_against_it() -> None:
    window = made(rows=6000, problem=Problem("missing", since=TODAY - timedelta(days=60)))
    clean = made(rows=6000)
    healed = window.answers.days > window.answers.days.max() - 10
    bins = np.where(healed[:, None], clean.answers.bins, window.answers.bins)
    assert look(window).level == "act"
    assert look(with_answers(window, bins=bins)).level == "good"


def test_faults_of_several_columns_are_told_together() -> None:
    window = made(rows=600)
    bins = window.answers.bins.copy()
    bins[window.answers.days >= window.answers.days.max() - 10, :3] = ABSENT
    said = look(with_answers(window, bins=bins))
    assert said.cause
    assert set(said.cause.columns) == {"tenure", "plan", "spend"}
    assert "2 other columns" in said.sentence


def test_where_nobody_measured_what_columns_bring_all_count_alike() -> None:
    said = look(with_subject(made("segments", 600, problem=Problem("missing", "city")), drivers={}))
    assert said.level == "watch"


def test_a_column_with_many_values_always_has_new_ones() -> None:
    """Towns met once in training are a sign of many more that were not met at all."""
    for seed in range(30):
        assert look(made(rows=300, seed=seed, learned=120)).level == "good"


@pytest.mark.parametrize("what", ["missing", "frozen", "unit"])
def test_a_small_shop_s_faults_are_found_within_the_month(what: str) -> None:
    """Twenty rows a month, of which twenty are spoilt."""
    found = [look(made(rows=60, seed=seed, problem=Problem(what, "spend"))) for seed in range(8)]
    assert sum(said.cause is not None and said.cause.columns == ("spend",) for said in found) >= 7
    assert {said.cause.what for said in found if said.cause} <= {what}


def test_one_day_of_the_same_is_not_stuck() -> None:
    """A file of twenty equal rows, sent on one day, says little about the column."""
    window = made(rows=60)
    bins, newest = window.answers.bins.copy(), window.answers.days > window.answers.days.max() - 28
    bins[newest, 2] = bins[newest, 2][0]
    days = np.where(newest, window.answers.at.max(), window.answers.at)
    stuck = with_answers(window, bins=bins)
    assert look(stuck).cause
    assert look(with_answers(stuck, at=days)).level == "good"


@pytest.mark.parametrize("rows", [60, 200, 600, 3000])
def test_more_small_numbers_than_usual_are_no_other_unit(rows: int) -> None:
    said = look(made(rows=rows, problem=Problem("mix")))
    assert said.cause is None or said.cause.what != "unit"


def test_a_new_year_is_no_fault() -> None:
    """The number of a year always leaves the range that was learned from."""
    window = made(rows=600)
    inputs = list(window.reference.inputs)
    inputs[2] = replace(inputs[2], edges=(2025.0, 2026.0), low=2024.0, high=2026.0)
    bins, counts = window.answers.bins.copy(), window.reference.bin_counts.copy()
    bins[:, 2] = np.where(window.answers.days > window.answers.days.max() - 28, ABOVE, 2)
    counts[2], counts[2, :3] = 0, 500
    seen = with_reference(with_answers(window, bins=bins), inputs=tuple(inputs), bin_counts=counts)
    assert look(seen).level == "good"
    assert judge(input_drift.INDICATOR, seen).level == "good"
    inputs[2] = replace(inputs[2], edges=(20.5, 26.0), low=24.0)
    assert look(with_reference(seen, inputs=tuple(inputs))).level != "good"
