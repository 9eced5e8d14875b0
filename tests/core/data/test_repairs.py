"""Each repair on a small table: what it changes, what it says, when it refuses. And all of them: the same again, nothing else."""

from typing import Any

import pandas as pd
import pytest

from core.common.errors import NotFound
from core.common.words import Words
from core.data.repair import DoesNotFit, names_rows
from core.data.repairs import all_repairs, repair


def table() -> pd.DataFrame:
    """Seven rows, of which the fourth of eight was left out before."""
    return pd.DataFrame(
        {
            "name": ["Ann", "Bo", "Cy", "Bo", None, "Di", "Ann"],
            "age": pd.array([30, 250, 41, 250, None, 7, 30], "Int64"),
            "weight": [70.5, 80.25, 0.0655, 80.25, 60.1, None, 70.5],
            "day": pd.to_datetime(["2026-01-31", "1900-01-01", None, "1900-01-01", "2026-03-09", "2026-03-10", "2026-01-31"]),
            "came": pd.array([True, False, None, False, True, True, True], "boolean"),
            "postcode": ["SW1A 1AA", "N1 9GU", None, "N1 9GU", "E8 1EA", "E8 2AB", "SW1A 1AA"],
        },
        index=[0, 1, 2, 4, 5, 6, 7],
    ).astype({"name": "str", "postcode": "str"})  # fmt: skip


SAMPLES: list[tuple[str, dict[str, Any]]] = [
    ("set_cell", {"row": 4, "column": "name", "value": "Eve"}),
    ("set_cell", {"row": 5, "column": "age", "value": "12.5"}),
    ("set_cell", {"row": 0, "column": "came", "value": "no"}),
    ("set_cell", {"row": 0, "column": "day", "value": None}),
    ("remove_rows", {"rows": [1, 4]}),
    ("remove_rows", {"rows": {"from": 2, "to": 5}}),
    ("remove_rows", {"rows": {"above": 200}, "column": "age"}),
    ("remove_duplicates", {}),
    ("remove_columns", {"columns": ["age", "day"]}),
    ("scale", {"column": "weight", "factor": 1000, "rows": {"below": 1}}),
    ("scale", {"column": "age", "factor": 0.1, "rows": [1, 4]}),
    ("blank_values", {"column": "age", "above": 120}),
    ("blank_values", {"column": "day", "below": "1901-01-01"}),
    ("blank_values", {"column": "name", "values": ["Bo"]}),
    ("blank_values", {"column": "came", "rows": [0]}),
    ("round_values", {"column": "age", "step": 10}),
    ("round_values", {"column": "day", "to": "month"}),
    ("round_values", {"column": "postcode", "first": 3}),
]


def test_there_is_a_sample_of_every_repair() -> None:
    assert {key for key, _ in SAMPLES} == set(all_repairs())


@pytest.mark.parametrize(("key", "asked"), SAMPLES)
def test_a_repair_does_the_same_each_time_and_leaves_the_given_table_alone(key: str, asked: dict[str, Any]) -> None:
    given, kind = table(), repair(key)
    settled = kind.settle(given, asked)
    once = kind.apply(given, settled)
    pd.testing.assert_frame_equal(once, kind.apply(table(), settled))
    pd.testing.assert_frame_equal(given, table())
    assert not once.equals(given)
    assert set(once.index) <= set(given.index)


@pytest.mark.parametrize(("key", "asked"), SAMPLES)
def test_what_was_done_is_told_in_a_short_sentence(key: str, asked: dict[str, Any]) -> None:
    said = repair(key).says(repair(key).settle(table(), asked), Words())
    assert said[0].isupper() or said[0] in "“0123456789"
    assert said.endswith(".")
    assert len(said.split()) <= 25


def after(key: str, **asked: Any) -> pd.DataFrame:
    return repair(key).apply(table(), repair(key).settle(table(), asked))


def told(key: str, **asked: Any) -> str:
    return repair(key).says(repair(key).settle(table(), asked), Words())


def test_a_cell_gets_the_value_in_the_column_s_own_kind() -> None:
    assert after("set_cell", row=4, column="name", value=" Eve ").at[4, "name"] == "Eve"
    assert after("set_cell", row=4, column="age", value="33")["age"].dtype == "Int64"
    halved = after("set_cell", row=4, column="age", value=33.5)["age"]
    assert (str(halved.dtype), halved.at[4], halved.isna().sum()) == ("float64", 33.5, 1)
    assert after("set_cell", row=2, column="day", value="2026-05-01").at[2, "day"] == pd.Timestamp(2026, 5, 1)
    assert after("set_cell", row=2, column="came", value=True).at[2, "came"]
    assert after("set_cell", row=0, column="name", value="")["name"].isna().sum() == 2
    assert told("set_cell", row=1, column="age", value=25) == "In row 2, “age” was changed from 250 to 25."


def test_rows_are_meant_by_their_number_also_when_others_are_gone() -> None:
    assert list(after("remove_rows", rows=[4]).index) == [0, 1, 2, 5, 6, 7]
    assert list(after("remove_rows", rows={"from": 3, "to": 6}).index) == [0, 1, 2, 7]
    assert told("remove_rows", rows=[4]) == "One row was left out."


def test_of_copies_the_first_stays() -> None:
    assert list(after("remove_duplicates").index) == [0, 1, 2, 5, 6]
    assert told("remove_duplicates") == "2 rows that were whole copies of another left out."


def test_numbers_in_another_unit_are_brought_to_one() -> None:
    scaled = after("scale", column="weight", factor=1000, rows={"below": 1})["weight"]
    assert list(scaled.dropna()) == [70.5, 80.25, 65.5, 80.25, 60.1, 70.5]
    assert list(after("scale", column="age", factor=10)["age"].dropna()) == [300, 2500, 410, 2500, 70, 300]
    assert told("scale", column="age", factor=0.1, rows=[1]) == "One value of “age” was divided by 10."


def test_impossible_values_become_missing() -> None:
    ages = after("blank_values", column="age", above=120)["age"]
    assert (str(ages.dtype), ages.isna().sum(), ages.max()) == ("Int64", 3, 41)
    assert after("blank_values", column="day", below="1901-01-01")["day"].isna().sum() == 3
    assert told("blank_values", column="age", above=120) == "2 values of “age” that cannot be right are now missing."


def test_values_are_rounded_each_in_its_own_way() -> None:
    assert list(after("round_values", column="age", step=10)["age"].dropna()) == [30, 250, 40, 250, 10, 30]
    assert list(after("round_values", column="weight", step=0.5)["weight"].dropna()) == [
        70.5,
        80.0,
        0.0,
        80.0,
        60.0,
        70.5,
    ]
    assert after("round_values", column="day", to="month").at[5, "day"] == pd.Timestamp(2026, 3, 1)
    assert after("round_values", column="day", to="year").at[5, "day"] == pd.Timestamp(2026, 1, 1)
    assert list(after("round_values", column="postcode", first=3)["postcode"].dropna().unique()) == ["SW1", "N1", "E8"]


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("set_cell", {"row": 3, "column": "age", "value": 1}),
        ("set_cell", {"row": 0, "column": "shoe", "value": 1}),
        ("set_cell", {"row": 0, "column": "age", "value": "old"}),
        ("set_cell", {"row": 0, "column": "age", "value": True}),
        ("set_cell", {"row": 0, "column": "age", "value": 30}),
        ("set_cell", {"row": 0, "column": "day", "value": "soon"}),
        ("set_cell", {"row": 0, "column": "came", "value": "perhaps"}),
        ("remove_rows", {"rows": [3]}),
        ("remove_rows", {"rows": {"from": 0, "to": 9}}),
        ("remove_columns", {"columns": ["shoe"]}),
        ("remove_columns", {"columns": list(table().columns)}),
        ("scale", {"column": "name", "factor": 2}),
        ("scale", {"column": "age", "factor": 0}),
        ("scale", {"column": "age", "factor": 2, "rows": {"above": 1000}}),
        ("blank_values", {"column": "age", "above": 1000}),
        ("blank_values", {"column": "name", "above": 1}),
        ("round_values", {"column": "name", "step": 10}),
        ("round_values", {"column": "came", "first": 1}),
    ],
)
def test_what_does_not_fit_is_refused_in_words(key: str, asked: dict[str, Any]) -> None:
    with pytest.raises(DoesNotFit) as refused:
        repair(key).apply(table(), repair(key).settle(table(), asked))
    assert refused.value.sentence.endswith(".")
    assert refused.value.advice.endswith(".")


def test_rows_that_come_once_are_no_copies() -> None:
    with pytest.raises(DoesNotFit):
        repair("remove_duplicates").settle(table().drop_duplicates(), {})


def test_a_repair_that_does_not_exist_is_said_so() -> None:
    with pytest.raises(NotFound):
        repair("polish")


def test_repairs_that_name_rows_are_known_as_such() -> None:
    assert names_rows({"row": 1, "column": "age", "value": 2})
    assert names_rows({"rows": [1]})
    assert names_rows({"rows": {"from": 1, "to": 2}, "column": "age", "factor": 2})
    assert not names_rows({"rows": {"above": 3}, "column": "age", "factor": 2})
    assert not names_rows({"columns": ["age"]})
