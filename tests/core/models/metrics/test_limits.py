"""Known values by hand, and the exact bounds at which a loss is news."""

import numpy as np
import pytest

from core.models.metrics.intervals import Limits, auc_range


@pytest.mark.parametrize(
    ("size", "errors", "level"),
    [
        (0.2, 3.0, "act"),
        (0.19, 3.0, "watch"),
        (0.2, 2.9, "watch"),
        (0.1, 2.4, "watch"),
        (0.09, 2.4, "good"),
        (0.1, 2.3, "good"),
    ],
)
def test_a_loss_that_just_reaches_a_limit_has_reached_it(size: float, errors: float, level: str) -> None:
    assert Limits(watch=(0.1, 2.4), act=(0.2, 3.0)).level(size, errors) == level


def test_a_perfect_score_on_two_rows_of_each_is_not_certain() -> None:
    found = auc_range(np.array([3.0, 4.0]), np.array([1.0, 2.0]))
    assert (found.value, found.error, found.high) == (1.0, 0.25, 1.0)
