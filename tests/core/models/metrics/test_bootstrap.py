"""Redrawn rows: how often each is drawn, what belongs together, and the range that they give."""

import numpy as np
import pytest

from core.models.metrics.bootstrap import middle_95, redrawn, with_ranges


def test_each_draw_has_as_many_rows_as_there_are() -> None:
    draws = list(redrawn(np.arange(50), 20, seed=1))
    assert len(draws) == 20
    assert {float(weights.sum()) for weights in draws} == {50.0}
    assert len({weights.tobytes() for weights in draws}) == 20


def test_rows_of_one_person_are_drawn_together_whatever_their_numbers_are() -> None:
    units = np.array([70, 3, 70, 3, 3, 900])
    for weights in redrawn(units, 30):
        assert weights[0] == weights[2]
        assert weights[1] == weights[3] == weights[4]
        assert weights[0] + weights[1] + weights[5] == 3


def test_the_middle_holds_95_of_100_draws_and_the_value_itself() -> None:
    draws = np.arange(1001.0)
    assert middle_95(draws, 500.0) == (25.0, 975.0)
    assert middle_95(draws, 2.0) == (2.0, 975.0)
    assert middle_95(draws, 2000.0) == (25.0, 2000.0)
    assert middle_95([np.nan, 1.0, np.nan], 1.0) == (1.0, 1.0)
    assert middle_95([np.nan], 7.0) == (7.0, 7.0)


def test_a_range_is_as_wide_as_theory_says_and_what_has_no_meaning_has_none() -> None:
    values = np.random.default_rng(0).normal(10.0, 2.0, 400)
    found = with_ranges(lambda weights: {"mean": float(weights @ values / weights.sum()), "none": np.nan}, 400)
    assert set(found) == {"mean"}
    mean = found["mean"]
    assert (mean["value"], mean["rows"]) == (pytest.approx(values.mean()), 400.0)
    assert mean["high"] - mean["low"] == pytest.approx(2 * 1.96 * 2.0 / 20, rel=0.2)
