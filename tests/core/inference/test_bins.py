"""The bin of a value, by hand, and that the fast way agrees with the plain one."""

import pytest

from core.inference.binning import binner
from core.inference.inputs import ABOVE, BELOW, MISSING, UNSEEN, Input, Value

NUMBER = Input("weight", "number", edges=(2.0, 5.0), low=1.0, high=9.0)
CASES: list[tuple[Input, Value, int]] = [
    *[
        (NUMBER, value, bin_)
        for value, bin_ in ((0.5, BELOW), (1.0, 0), (2.0, 1), (5.0, 2), (9.0, 2), (9.5, ABOVE), (None, MISSING))
    ],
    (Input("weight", "number", edges=(2.0,)), 1e9, 1),
    *[
        (Input("colour", "category", ("red", "blue")), value, bin_)
        for value, bin_ in (("blue", 1), ("grey", UNSEEN), (None, MISSING))
    ],
]


@pytest.mark.parametrize(("asked", "value", "expected"), CASES)
def test_both_ways_give_the_bin_known_by_hand(asked: Input, value: Value, expected: int) -> None:
    assert (asked.bin(value), binner(asked)(value)) == (expected, expected)
