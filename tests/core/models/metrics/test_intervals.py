"""Ranges hold what they promise, checked against published examples and by drawing many samples."""

import numpy as np
import pytest

from core.common.wilson import Z_95, wilson_interval
from core.models.metrics.intervals import (
    accuracy_range,
    auc_range,
    error_range,
    mean_range,
    precision_range,
    proportion_range,
    z_score,
)
from core.monitoring.change_point import first_day
from core.monitoring.drift import chance, distance
from core.monitoring.window import Answers
from core.monitoring.window.contents import EPOCH


def test_a_share_has_wilson_s_range_and_agresti_and_coull_s_error() -> None:
    found = proportion_range(81, 263)
    assert (found.value, found.low, found.high, found.rows) == (81 / 263, *wilson_interval(81, 263), 263)
    assert found.error == pytest.approx((found.high - found.low) / 2 / Z_95)
    assert proportion_range(0, 20).error > 0
    assert proportion_range(0, 0).error == np.inf
    assert np.isnan(proportion_range(0, 0).value)


def test_ranges_of_known_answers() -> None:
    actual, answer = np.array([1.0, 0.0, 1.0, 0.0]), np.array([1.0, 1.0, 1.0, 0.0])
    assert accuracy_range(actual, answer) == proportion_range(3, 4)
    assert precision_range(actual, answer) == proportion_range(2, 3)
    assert error_range(np.array([1.0, 2.0, 3.0]), np.array([2.0, 2.0, 5.0])) == mean_range(np.array([1.0, 0.0, 2.0]))


def test_pairs_that_are_right_are_counted_with_ties_as_half() -> None:
    assert auc_range(np.array([3.0, 2.0]), np.array([1.0, 2.0])).value == pytest.approx(3.5 / 4)
    assert auc_range(np.array([]), np.array([1.0])).error == np.inf


def test_ranges_hold_the_truth_about_19_times_of_20() -> None:
    rng, held = np.random.default_rng(0), {"share": 0, "average": 0, "pairs": 0}
    for _ in range(600):
        hits = proportion_range(int((rng.random(80) < 0.3).sum()), 80)
        mean = mean_range(rng.exponential(1.0, 80))
        pairs = auc_range(rng.normal(1.0, 1.0, 30), rng.normal(0.0, 1.0, 60))
        held["share"] += hits.low <= 0.3 <= hits.high
        held["average"] += mean.low <= 1.0 <= mean.high
        held["pairs"] += pairs.low <= 0.7602 <= pairs.high
    assert all(550 <= times <= 595 for times in held.values()), held


def test_surprise_counts_standard_errors() -> None:
    assert z_score(proportion_range(50, 100), proportion_range(50, 100)) == 0
    assert z_score(proportion_range(70, 100), proportion_range(50, 100)) > 2.5


@pytest.mark.parametrize("ordered", [True, False])
@pytest.mark.parametrize("kinds", [2, 12, 32])
def test_chance_alone_stays_below_its_limit(ordered: bool, kinds: int) -> None:
    rng, shares = np.random.default_rng(1), np.random.default_rng(kinds).dirichlet(np.ones(kinds))
    beyond = 0
    for _ in range(1000):
        one, other = rng.multinomial(60, shares), rng.multinomial(400, shares)
        beyond += distance(one, other, ordered) > chance(one, other, ordered)
    assert beyond <= 4


def test_the_first_day_of_a_stretch_is_found() -> None:
    rng, days = np.random.default_rng(2), np.repeat(np.arange(60), 10)
    amounts = (rng.random(600) < np.where(days >= 40, 0.7, 0.1)).astype(float)
    nothing, none = np.zeros(600), np.zeros(600, dtype=np.int64)
    answers = Answers(
        seq=np.arange(600),
        at=days * 86_400.0,
        score=nothing,
        answer=nothing,
        latency=none,
        version=none,
        bins=np.zeros((600, 0), np.uint8),
        actual=nothing,
    )
    assert abs((first_day(answers, amounts, 0.1, 0.7) - EPOCH).days - 40) <= 1
