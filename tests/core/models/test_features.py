"""A column becomes the same values whether it is read as a whole, for learning, or one by one, by the endpoint."""

from datetime import datetime

import numpy as np
import pandas as pd
import pytest

from core.inference.features import PARTS, bounds, parts, parts_of_many
from core.inference.inputs import ABOVE, BELOW, MISSING, MOST_BINS, UNSEEN, Input, InputKind, Value
from core.models.features import bins_of, column_of, describe, layout, values_of

COLUMNS: dict[InputKind, tuple[pd.Series, list[object]]] = {
    "number": (pd.Series([1, None, -3], dtype="Int64"), [1, None, "-3"]),
    "yes_no": (pd.Series([True, None, False], dtype="boolean"), ["Yes", "", "false"]),
    "date": (
        pd.Series(pd.to_datetime(["2024-02-29", None, "1969-12-31 12:00"], format="mixed")),
        [datetime(2024, 2, 29), None, "1969-12-31T12:00"],
    ),
    "category": (pd.Series(["a b", None, "007"], dtype="str"), ["a b", " ", "007"]),
    "text": (pd.Series(["Two words here", None, "…"], dtype="str"), ["Two words here", None, "…"]),
}


@pytest.mark.parametrize("kind", COLUMNS)
def test_reading_a_column_is_reading_its_values(kind: InputKind) -> None:
    series, sent = COLUMNS[kind]
    assert values_of(column_of(series, kind)) == [Input("it", kind).read(value) for value in sent]


@pytest.mark.parametrize("kind", COLUMNS)
def test_parts_of_a_row_are_parts_of_its_column(kind: InputKind) -> None:
    column = column_of(COLUMNS[kind][0], kind)
    asked = describe("it", kind, column)
    together = list(zip(*(part.tolist() for part in parts_of_many([asked], [column])), strict=True))
    singly = [parts([asked], [bounds(asked)], [value]) for value in values_of(column)]
    assert len(PARTS[kind]) == len(layout([asked])) == len(singly[0])
    for one, other in zip(together, singly, strict=True):
        assert all(left == right or (left != left and right != right) for left, right in zip(one, other, strict=True))


def test_far_away_numbers_count_as_the_edge_of_what_was_met() -> None:
    asked = describe("it", "number", np.array([10.0, 20.0, 30.0]))
    assert [parts([asked], [bounds(asked)], [value])[0] for value in (1e300, -1e300, 25.0)] == [50.0, -10.0, 25.0]


def test_each_value_has_a_bin_and_equal_counts_fall_into_each() -> None:
    column = np.random.default_rng(0).normal(size=3200)
    asked = describe("it", "number", column)
    counts = np.bincount(bins_of([asked], [column])[:, 0])
    assert len(counts) <= MOST_BINS
    assert counts.min() > 50
    assert counts.sum() == 3200


def test_codes_tell_missing_unseen_and_out_of_range_apart() -> None:
    number = describe("it", "number", np.array([1.0, 2.0, 3.0]))
    word = describe("it", "category", np.array(["a", "b", "a"], dtype=object))
    told: list[tuple[Input, Value, int]] = [
        (number, None, MISSING), (number, 0.5, BELOW), (number, 9.0, ABOVE), (number, 2.0, 1), (word, "z", UNSEEN), (word, "b", 1)
    ]  # fmt: skip
    assert [asked.bin(value) for asked, value, _ in told] == [code for _, _, code in told]
