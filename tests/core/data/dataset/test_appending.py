"""Next month's file: recognised, compared in words, joined without doubles, kept as a version that can be left again."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.common.actor import OWNER
from core.common.errors import NotPossibleNow
from core.common.progress import Progress
from core.data import dataset
from core.data.dataset.unit_factors import factor_between
from core.data.reading import Choices
from core.storage.workspace import Workspace
from tests.demo_tables import bookings

TOWNS = ("Oslo", "Bergen", "Tromsø")


def kept(workspace: Workspace, frame: pd.DataFrame, name: str = "bookings") -> dataset.Dataset:
    return dataset.add_frame(workspace, frame, name, f"{name}.csv", who=OWNER)


def next_month(workspace: Workspace, frame: pd.DataFrame) -> dataset.Dataset:
    return kept(workspace, frame, "february")


def from_file(workspace: Workspace, frame: pd.DataFrame, name: str) -> dataset.Dataset:
    return dataset.add(workspace, frame.to_csv(index=False).encode(), name, who=OWNER)


@pytest.fixture
def january(workspace: Workspace) -> dataset.Dataset:
    return kept(workspace, bookings(0, 120, 1))


def said(compared: dataset.Comparison) -> str:
    return " ".join(compared.sentences)


def test_the_next_file_is_recognised_and_put_to_its_table(workspace: Workspace, january: dataset.Dataset) -> None:
    kept(workspace, pd.DataFrame({"item": ["a", "b"] * 20, "price": range(40)}), "prices")
    other = next_month(workspace, bookings(120, 200, 2))
    assert dataset.resembling(workspace, other.id) == january
    joined = dataset.append(workspace, january.id, other.id)
    assert (joined.id, joined.version, joined.rows, len(joined.parts)) == (january.id, 2, 200, 2)
    table = dataset.frame(workspace, january.id)
    assert list(table["booking"]) == [f"B-{n:04d}" for n in range(200)]
    assert list(table.index) == list(range(200))
    assert {one.name for one in dataset.all_datasets(workspace)} == {"bookings", "prices"}


def test_a_table_of_something_else_is_not_recognised(workspace: Workspace, january: dataset.Dataset) -> None:
    other = next_month(workspace, pd.DataFrame({"item": ["a", "b"] * 20, "price": range(40), "day": "2026-01-01"}))
    assert dataset.resembling(workspace, other.id) is None
    assert not dataset.compare(workspace, january.id, other.id).is_same
    with pytest.raises(NotPossibleNow):
        dataset.append(workspace, january.id, other.id)
    assert dataset.find(workspace, january.id) == january


def test_rows_that_are_there_already_come_only_once(workspace: Workspace, january: dataset.Dataset) -> None:
    both = pd.concat([bookings(0, 120, 1).tail(30), bookings(120, 150, 2)])
    compared = dataset.compare(workspace, january.id, next_month(workspace, both).id)
    assert (compared.added, compared.copies, compared.replaced) == (30, 30, 0)
    assert "Of its 60 rows, 30 are there already and are not added again." in compared.sentences


def test_of_rows_with_the_same_id_the_newer_stays(workspace: Workspace, january: dataset.Dataset) -> None:
    changed = bookings(0, 120, 1).tail(10)
    changed.loc[changed.index[:4], "came"] = ["no" if was == "yes" else "yes" for was in changed["came"].head(4)]
    other = next_month(workspace, pd.concat([changed, bookings(120, 150, 2)]))
    compared = dataset.compare(workspace, january.id, other.id)
    assert (compared.added, compared.copies, compared.replaced, compared.joining.key) == (30, 6, 4, "booking")
    assert "the newer ones take their place" in said(compared)
    dataset.append(workspace, january.id, other.id)
    table = dataset.frame(workspace, january.id)
    assert (len(table), table["booking"].is_unique) == (150, True)
    flipped = table.set_index("booking").loc[changed["booking"].head(4), "came"]
    assert [bool(came) for came in flipped] == [came == "yes" for came in changed["came"].head(4)]


def test_numbers_that_begin_anew_in_each_file_do_not_tell_rows_apart(workspace: Workspace) -> None:
    first, second = (bookings(at, at + 60, month).assign(booking=range(1, 61)) for at, month in ((0, 1), (77, 2)))
    table = kept(workspace, first.rename(columns={"booking": "row id"}))
    other = next_month(workspace, second.rename(columns={"booking": "row id"}))
    assert dataset.append(workspace, table.id, other.id).rows == 120


def test_the_same_thing_twice_may_be_kept_when_the_owner_says_so(workspace: Workspace) -> None:
    sales = pd.DataFrame({"item": ["tea", "cake", "tea"] * 20, "price": [2.5, 3.75, 2.5] * 20})
    table, other = kept(workspace, sales), next_month(workspace, sales.head(9))
    with pytest.raises(NotPossibleNow):
        dataset.append(workspace, table.id, other.id)
    joined = dataset.append(workspace, table.id, other.id, dataset.Joining(keep_copies=True))
    assert joined.rows == 69


def test_what_comes_twice_in_the_new_file_and_once_in_the_table_is_new_once(workspace: Workspace) -> None:
    sales = pd.DataFrame({"item": [f"tea {n}" for n in range(40)], "price": [n + 0.5 for n in range(40)]})
    table = kept(workspace, sales)
    other = next_month(workspace, pd.concat([sales.head(1)] * 3 + [sales.tail(1).assign(price=99.5)] * 2))
    compared = dataset.compare(workspace, table.id, other.id)
    assert (compared.added, compared.copies) == (4, 1)


def test_renamed_missing_and_new_columns_and_another_order_are_pointed_out(
    workspace: Workspace, january: dataset.Dataset
) -> None:
    frame = bookings(120, 200, 2).rename(columns={"town": "city name", "booking": "Booking"}).drop(columns="came")
    other = next_month(workspace, frame[["city name", "weight", "day", "Booking"]].assign(paid=["card", "cash"] * 40))
    compared = dataset.compare(workspace, january.id, other.id)
    assert compared.joining.renamed == {"city name": "town", "Booking": "booking"}
    assert (compared.missing, compared.new) == (("came",), ("paid",))
    for part in ("“city name” is taken for “town”.", "It does not have “came”", "“paid” is new", "another order"):
        assert part in said(compared)
    dataset.append(workspace, january.id, other.id)
    table = dataset.frame(workspace, january.id)
    assert list(table.columns) == ["booking", "day", "town", "weight", "came", "paid"]
    assert (table["came"].isna().sum(), table["paid"].isna().sum(), set(table["town"])) == (80, 120, set(TOWNS))


def test_a_changed_unit_is_found_and_undone(workspace: Workspace, january: dataset.Dataset) -> None:
    other = bookings(120, 400, 2)
    truth = other["weight"]
    new = next_month(workspace, other.assign(weight=truth * 1000))
    compared = dataset.compare(workspace, january.id, new.id)
    assert compared.joining.factors == {"weight": 0.001}
    assert "“weight” is about 1,000 times larger than before, as in another unit; it is divided by 1,000." in said(
        compared
    )
    dataset.append(workspace, january.id, new.id)
    joined = dataset.frame(workspace, january.id)["weight"].tail(280)
    assert np.allclose(joined.to_numpy(), truth.to_numpy())


@pytest.mark.parametrize("factor", [10, 100, 1000, 2.54, 1 / 0.4536])
def test_each_usual_factor_is_told_from_the_others(factor: float) -> None:
    rows = 120 if factor >= 10 else 2000
    for seed in range(100):
        rng = np.random.default_rng(seed)
        old, new = (pd.Series(rng.gamma(4, 20, rows)) for _ in range(2))
        assert factor_between(old, new * factor) == pytest.approx(factor)
        assert factor_between(old, new / factor) == pytest.approx(1 / factor)


def test_months_that_are_only_different_are_no_change_of_unit() -> None:
    rng = np.random.default_rng(0)
    for rows in (30, 60, 600):
        for seed in range(100):
            old, new = (pd.Series(rng.gamma(2, 10, rows) * size) for size in (1, 1 + 0.9 * seed / 100))
            assert factor_between(old, new) is None


def test_kinds_follow_the_table(workspace: Workspace, january: dataset.Dataset) -> None:
    """A few rows on their own would be read otherwise: always "yes", and a weight that is not a number."""
    frame = bookings(120, 128, 2).assign(came="yes", weight=["12.5", "heavy"] * 4)
    other = from_file(workspace, frame, "february.csv")
    compared = dataset.compare(workspace, january.id, other.id)
    dataset.append(workspace, january.id, other.id)
    table = dataset.frame(workspace, january.id)
    assert [str(table[name].dtype) for name in ("came", "weight", "day")] == ["boolean", "float64", "datetime64[us]"]
    assert (table["weight"].isna().sum(), bool(table["came"].tail(8).all())) == (4, True)
    assert "weight" in said(compared)


def test_a_file_that_is_read_again_after_it_was_compared_is_not_put_to_the_table(
    workspace: Workspace, january: dataset.Dataset
) -> None:
    other = from_file(workspace, bookings(120, 200, 2), "february.csv")

    def read_again(_share: float, sentence: str) -> None:
        if sentence == "Putting the rows together…":
            dataset.reread(workspace, other.id, Choices(kinds={"weight": "text"}))

    with pytest.raises(NotPossibleNow, match="changed at the same time"):
        dataset.append(workspace, january.id, other.id, progress=Progress(read_again))
    assert dataset.find(workspace, january.id) == january
    assert dataset.find(workspace, other.id).rows == 80


def test_an_open_order_of_days_and_months_is_that_of_the_table(workspace: Workspace) -> None:
    def dated(days: Sequence[str], start: int) -> pd.DataFrame:
        return pd.DataFrame({"day": days, "n": range(start, start + len(days)), "word": ["a", "b"] * (len(days) // 2)})

    table = from_file(workspace, dated([f"01/{day:02d}/2026" for day in range(1, 29)], 0), "january.csv")
    other = from_file(workspace, dated([f"02/{day:02d}/2026" for day in range(1, 11)], 100), "february.csv")
    dataset.append(workspace, table.id, other.id)
    assert set(dataset.frame(workspace, table.id)["day"].dt.month) == {1, 2}


def test_dates_that_show_the_table_was_read_the_wrong_way_are_pointed_out(workspace: Workspace) -> None:
    def dated(days: Sequence[str]) -> pd.DataFrame:
        return pd.DataFrame({"day": days, "n": range(len(days)), "word": ["a", "b"] * (len(days) // 2)})

    table = from_file(workspace, dated([f"01/{day:02d}/2026" for day in range(1, 11)]), "january.csv")
    other = from_file(workspace, dated([f"02/{day:02d}/2026" for day in range(1, 27)]), "february.csv")
    assert "Its dates show another order of day and month" in said(dataset.compare(workspace, table.id, other.id))


def test_repairs_hold_for_the_next_file_too_and_mean_the_same_rows(
    workspace: Workspace, january: dataset.Dataset
) -> None:
    dataset.repair(workspace, january.id, "remove_columns", {"columns": ["town"]})
    dataset.repair(workspace, january.id, "set_cell", {"row": 5, "column": "weight", "value": 1})
    dataset.repair(workspace, january.id, "remove_rows", {"rows": [7]})
    both = pd.concat([bookings(0, 120, 1).tail(30), bookings(120, 150, 2)])
    joined = dataset.append(workspace, january.id, next_month(workspace, both).id)
    table = dataset.frame(workspace, january.id)
    assert (joined.rows, "town" in table, table.at[5, "weight"], 7 in table.index) == (149, False, 1, False)
    assert [one.key for one in dataset.repairs(workspace, january.id)] == ["remove_columns", "set_cell", "remove_rows"]


def test_repairs_made_to_the_file_itself_are_said_to_stay_behind(
    workspace: Workspace, january: dataset.Dataset
) -> None:
    other = next_month(workspace, bookings(120, 150, 2))
    dataset.repair(workspace, other.id, "remove_rows", {"rows": [0]})
    compared = dataset.compare(workspace, january.id, other.id)
    assert "Repairs made to this file are not taken along; make them again in the table." in compared.sentences
    assert dataset.append(workspace, january.id, other.id).rows == 150


def test_an_earlier_version_is_used_again_and_none_is_lost(workspace: Workspace, january: dataset.Dataset) -> None:
    dataset.append(workspace, january.id, next_month(workspace, bookings(120, 200, 2)).id)
    newest, first = dataset.versions(workspace, january.id)
    assert (newest.files, newest.made["added"], newest.is_current) == (("bookings.csv", "february.csv"), 80, True)
    assert len(dataset.frame(workspace, january.id, 1)) == 120
    back = dataset.go_back(workspace, january.id, first.number)
    assert (back.rows, back.version, back.content) == (120, 1, january.content)
    dataset.append(workspace, january.id, next_month(workspace, bookings(120, 160, 2)).id)
    assert [(one.number, one.rows) for one in dataset.versions(workspace, january.id)] == [(3, 160), (2, 200), (1, 120)]


def test_one_file_of_several_is_read_again(workspace: Workspace, january: dataset.Dataset) -> None:
    other = from_file(workspace, bookings(120, 200, 2), "february.csv")
    second = dataset.append(workspace, january.id, other.id).parts[1]
    again = dataset.reread(workspace, january.id, replace(second.choices, kinds={"weight": "text"}), part=second.id)
    assert (again.rows, again.column("weight").kind, len(again.parts)) == (200, "number", 2)


def test_nothing_is_left_of_what_was_joined_and_deleted(workspace: Workspace, january: dataset.Dataset) -> None:
    dataset.append(workspace, january.id, next_month(workspace, bookings(120, 200, 2)).id)
    dataset.delete(workspace, january.id, OWNER)
    with workspace.store.reading() as db:
        for name in ("blob", "dataset", "dataset_part", "dataset_version"):
            assert next(iter(db.query(f"SELECT count(*) n FROM {name}")))["n"] == 0


def test_halves_of_real_tables_find_together_again(workspace: Workspace, shared_data: Path) -> None:
    for name in (
        "churn/iranian_churn_uci.csv",
        "forecast/bike_sharing_day_uci.csv",
        "segments/wholesale_customers_uci.csv",
    ):
        whole = pd.read_csv(shared_data / name)
        half = len(whole) // 2
        first = kept(workspace, whole.head(half), "first")
        other = next_month(workspace, whole.tail(len(whole) - half))
        assert dataset.resembling(workspace, other.id).id == first.id
        compared = dataset.compare(workspace, first.id, other.id)
        assert (compared.missing, compared.new, dict(compared.joining.renamed)) == ((), (), {}), name
        assert dict(compared.joining.factors) == {}, name
        dataset.delete(workspace, first.id, OWNER)
