"""What a warning brings: one formula for comparison, threshold and report."""

import numpy as np

from core.models.registry import Worth


def test_a_right_warning_brings_the_one_amount_and_a_needless_one_costs_the_other() -> None:
    assert Worth(80.0, 5.0).gain(np.array([1.0, 0.0])).tolist() == [80.0, -5.0]
    assert Worth(80.0, 5.0).gain(0.25) == 0.25 * 80 - 0.75 * 5


def test_an_amount_that_nobody_gave_counts_nothing() -> None:
    assert Worth(hit=80.0).gain(0.5) == 40.0
    assert Worth(miss=5.0).gain(0.5) == -2.5
    assert Worth().gain(0.5) == 0.0


def test_amounts_are_known_once_both_are_given_and_one_is_above_nothing() -> None:
    assert Worth(80.0, 0.0).known
    assert not Worth(80.0).known
    assert not Worth(0.0, 0.0).known
