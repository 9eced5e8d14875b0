"""Wilson's interval, against published figures and another formula for it."""

import pytest

from core.common.wilson import wilson_interval


def test_it_has_the_published_ends() -> None:
    """Newcombe (Statistics in Medicine 17, 1998), table I."""
    assert wilson_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson_interval(15, 148) == pytest.approx((0.0624, 0.1605), abs=1e-4)
    assert wilson_interval(0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)
    assert wilson_interval(1, 29) == pytest.approx((0.0061, 0.1718), abs=1e-4)


def test_without_rows_nothing_is_known() -> None:
    assert wilson_interval(0, 0) == (0.0, 1.0)


def test_no_and_all_hits_mirror_each_other_inside_0_and_1() -> None:
    low, high = wilson_interval(0, 7)
    assert (low, 0.3 < high < 0.4) == (0.0, True)
    assert wilson_interval(7, 7) == pytest.approx((1 - high, 1.0))
