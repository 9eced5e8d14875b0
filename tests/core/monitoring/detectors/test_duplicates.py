"""Rows that say the same are found among many, and rows that are alike by chance are left alone."""

import numpy as np
import pandas as pd
import pytest

from core.data.reading import understand_frame
from core.monitoring.detectors.duplicates import find_copies, is_slip
from tests.core.monitoring.table_checks.pool import sound


def found(frame: pd.DataFrame) -> tuple[int, int, list[tuple[int, int]]]:
    read = understand_frame(frame)
    copies = find_copies(read.frame, read.columns)
    return int(copies.whole.sum()), copies.telling, [(int(a), int(b)) for a, b in copies.near]


def test_whole_copies_are_counted_as_pandas_counts_them() -> None:
    frame = pd.concat([sound(200), sound(200).head(7)], ignore_index=True)
    frame.loc[3, "spent"] = frame.loc[203, "spent"] = np.nan
    whole, telling, near = found(frame)
    assert whole == frame.duplicated().sum() == telling
    assert near == []


def test_equal_sums_are_no_copies() -> None:
    rng = np.random.default_rng(1)
    frame = pd.DataFrame(rng.integers(0, 12, (4000, 4)) + 0.5, columns=list("abcd"))
    assert found(frame)[0] == frame.duplicated().sum()


def test_rows_of_few_categories_are_alike_by_chance() -> None:
    rng = np.random.default_rng(0)
    frame = pd.DataFrame({name: rng.choice(["a", "b", "c"], 500) for name in ("shop", "size", "colour", "kind")})
    whole, telling, near = found(frame)
    assert whole > 300
    assert (telling, near) == (0, [])


@pytest.mark.parametrize(
    "change",
    [
        {"customer": "X-1"},
        {"customer": "X-1", "town": " leeds "},
        {"customer": "X-1", "contract": "montly"},
        {"customer": "X-1", "weight kg": None},
    ],
)
def test_a_row_told_again_with_small_changes_is_found(change: dict[str, object]) -> None:
    frame = sound(300)
    frame.loc[10, ["town", "contract", "spent"]] = ["Leeds", "monthly", 40.5]
    again = frame.iloc[[10]].astype(object).assign(**change).astype(frame.dtypes.to_dict())
    assert found(pd.concat([frame, again], ignore_index=True))[2] == [(10, 300)]


@pytest.mark.parametrize("change", [{"spent": 400.0}, {"first order": pd.Timestamp("2027-01-01")}, {"town": "York"}])
def test_a_row_that_differs_in_more_than_a_slip_is_another_one(change: dict[str, object]) -> None:
    frame = sound(300)
    frame.loc[10, ["town", "spent"]] = ["Leeds", 40.5]
    again = frame.iloc[[10]].assign(customer="X-1", **change)
    assert found(pd.concat([frame, again], ignore_index=True))[2] == []


@pytest.mark.parametrize(
    ("one", "other"), [("leeds", "leds"), ("leeds", "leetds"), ("leeds", "leexs"), ("leeds", "leesd")]
)
def test_one_wrong_letter_is_a_slip(one: str, other: str) -> None:
    assert is_slip(one, other)
    assert is_slip(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("male", "female"), ("may", "mar"), ("leeds", "york"), ("leeds", "ledes x")]
)
def test_another_word_is_no_slip(one: str, other: str) -> None:
    assert not is_slip(one, other)
