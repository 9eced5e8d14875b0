"""Repairs of a kept table: recorded, sealed, taken back in any order, made again after the file was read another way."""

from pathlib import Path

import pandas as pd
import pytest

from core.common.actor import OWNER
from core.common.errors import NotFound, NotPossibleNow
from core.data import dataset
from core.data.reading import Choices
from core.data.repair import DoesNotFit
from core.models import registry, training
from core.storage import audit_log
from core.storage.workspace import Workspace
from tests.core.models.training.tables import shop

SECRET = "Zeppelinhausen"
LINES = [f"C{n:02d},{20 + n},{'Oslo' if n % 2 else 'Bergen'},{n}.5" for n in range(30)]
FILE = "\n".join(["customer,age,town,spent", *LINES]).encode()


@pytest.fixture
def kept(workspace: Workspace) -> dataset.Dataset:
    return dataset.add(workspace, FILE, "customers.csv", who=OWNER)


def ages(workspace: Workspace, table: dataset.Dataset) -> "pd.Series[int]":
    return dataset.frame(workspace, table.id)["age"]


def test_a_repair_is_recorded_with_who_and_when(workspace: Workspace, kept: dataset.Dataset) -> None:
    changed = dataset.repair(workspace, kept.id, "set_cell", {"row": 3, "column": "age", "value": 99}, OWNER)
    assert changed.content != kept.content
    assert ages(workspace, kept).at[3] == 99
    (made,) = dataset.repairs(workspace, kept.id)
    assert (made.key, made.who, made.sentence) == (
        "set_cell", OWNER, "In row 4, “age” was changed from 23 to 99.",
    )  # fmt: skip
    assert made.at > kept.created
    assert audit_log.latest(workspace, 1)[0]["detail"] == {"rows": 30, "version": 1, "key": "set_cell"}


def test_the_facts_about_columns_follow_a_repair(workspace: Workspace, kept: dataset.Dataset) -> None:
    dataset.repair(workspace, kept.id, "blank_values", {"column": "age", "above": 40})
    changed = dataset.repair(workspace, kept.id, "remove_columns", {"columns": ["town"]})
    assert [column.name for column in changed.columns] == ["customer", "age", "spent"]
    assert (changed.column("age").missing, changed.column("age").distinct) == (9, 21)
    assert (changed.rows, list(dataset.frame(workspace, kept.id).columns)) == (30, ["customer", "age", "spent"])


def test_any_repair_is_taken_back_and_the_others_stay(workspace: Workspace, kept: dataset.Dataset) -> None:
    for key, asked in (
        ("remove_rows", {"rows": [0, 1, 2]}),
        ("set_cell", {"row": 5, "column": "age", "value": 77}),
        ("scale", {"column": "spent", "factor": 10}),
    ):
        dataset.repair(workspace, kept.id, key, asked)
    first, second, third = dataset.repairs(workspace, kept.id)
    assert len(dataset.frame(workspace, kept.id)) == 27
    dataset.undo_repair(workspace, kept.id, first.id)
    table = dataset.frame(workspace, kept.id)
    assert (len(table), table.at[5, "age"], table.at[5, "spent"]) == (30, 77, 55)
    assert dataset.repairs(workspace, kept.id) == [second, third]
    dataset.undo_repair(workspace, kept.id, third.id)
    assert dataset.undo_repair(workspace, kept.id, second.id).content == kept.content
    with pytest.raises(NotFound):
        dataset.undo_repair(workspace, kept.id, second.id)


def test_rows_keep_their_numbers_when_others_go(workspace: Workspace, kept: dataset.Dataset) -> None:
    dataset.repair(workspace, kept.id, "remove_rows", {"rows": [0, 10]})
    dataset.repair(workspace, kept.id, "set_cell", {"row": 11, "column": "age", "value": 5})
    table = dataset.frame(workspace, kept.id)
    assert table.at[11, "customer"] == "C11"
    assert (table.at[11, "age"], 10 in table.index) == (5, False)


def test_what_a_repair_says_lies_sealed(workspace: Workspace, kept: dataset.Dataset) -> None:
    dataset.repair(workspace, kept.id, "set_cell", {"row": 0, "column": "town", "value": SECRET})
    assert SECRET in dataset.repairs(workspace, kept.id)[0].sentence
    for path in workspace.settings.home.rglob("*"):
        assert path.is_dir() or SECRET.encode() not in path.read_bytes()


def test_a_refused_repair_changes_nothing(workspace: Workspace, kept: dataset.Dataset) -> None:
    with pytest.raises(DoesNotFit):
        dataset.repair(workspace, kept.id, "set_cell", {"row": 99, "column": "age", "value": 1})
    with pytest.raises(NotFound):
        dataset.repair(workspace, kept.id, "polish", {})
    assert dataset.find(workspace, kept.id) == kept
    assert dataset.repairs(workspace, kept.id) == []


def test_a_table_that_changed_meanwhile_is_not_overwritten(
    workspace: Workspace, kept: dataset.Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another tab repairs between this one's look and its change."""
    real, asked = dataset.repairing.frame, {"row": 1, "column": "age", "value": 50}

    def looked_at_late(workspace: Workspace, dataset_id: str) -> pd.DataFrame:
        table = real(workspace, dataset_id)
        monkeypatch.undo()
        dataset.repair(workspace, dataset_id, "set_cell", asked)
        return table

    monkeypatch.setattr(dataset.repairing, "frame", looked_at_late)
    with pytest.raises(NotPossibleNow):
        dataset.repair(workspace, kept.id, "set_cell", {"row": 2, "column": "age", "value": 60})
    assert (ages(workspace, kept).at[1], ages(workspace, kept).at[2]) == (50, 22)


def test_repairs_are_made_again_after_another_reading(workspace: Workspace, kept: dataset.Dataset) -> None:
    dataset.repair(workspace, kept.id, "set_cell", {"row": 3, "column": "age", "value": 99})
    dataset.repair(workspace, kept.id, "scale", {"column": "spent", "factor": 2})
    again = dataset.reread(workspace, kept.id, Choices(kinds={"spent": "text"}))
    assert ages(workspace, kept).at[3] == 99
    assert again.column("spent").kind == "text"
    assert [one.key for one in dataset.repairs(workspace, kept.id)] == ["set_cell"]
    assert again.remarks == ("One repair of the kind “Bring to one unit” did not fit any more; left out.",)


def test_repairs_that_name_rows_go_when_rows_move(workspace: Workspace) -> None:
    table = dataset.add(workspace, b"x,y\n" + FILE.replace(b",town,spent", b",a,b"), "x.csv", who=OWNER)
    dataset.repair(
        workspace,
        table.id,
        "set_cell",
        {"row": 3, "column": dataset.frame(workspace, table.id).columns[0], "value": "Q"},
    )
    again = dataset.reread(workspace, table.id, Choices(header_row=3))
    assert "Q" not in set(dataset.frame(workspace, table.id).iloc[:, 0])
    assert len(again.remarks) == 1
    assert dataset.repairs(workspace, table.id) == []


def test_what_a_model_learned_from_stays_as_it_was(workspace: Workspace) -> None:
    table = dataset.add_frame(workspace, shop(), "Shop", "shop.csv", who=OWNER)
    made = training.train(workspace, training.plan(workspace, "churn", table.id, {}), who=OWNER)
    assert made.content == table.content
    assert registry.version(workspace, made.model).content == table.content
    changed = dataset.repair(workspace, table.id, "remove_rows", {"rows": [0, 1]})
    assert (changed.version, changed.rows) == (2, table.rows - 2)
    assert len(dataset.frame(workspace, table.id, 1)) == table.rows
    again = dataset.repair(workspace, table.id, "remove_rows", {"rows": [2]})
    assert again.version == 2
    assert [one.key for one in dataset.repairs(workspace, table.id)] == ["remove_rows", "remove_rows"]


def test_a_model_learns_the_same_from_a_table_with_gaps_in_its_row_numbers(workspace: Workspace) -> None:
    whole = dataset.add_frame(workspace, shop(420), "Whole", "whole.csv", who=OWNER)
    dataset.repair(workspace, whole.id, "remove_rows", {"rows": {"from": 100, "to": 119}})
    gaps = dataset.frame(workspace, whole.id)
    closed = dataset.add_frame(workspace, gaps.reset_index(drop=True), "Closed", "closed.csv", who=OWNER)
    one, other = (
        training.train(workspace, training.plan(workspace, "churn", table.id, {}), who=OWNER).card
        for table in (whole, closed)
    )
    assert (one.scores, one.rows_learned, one.drivers) == (other.scores, other.rows_learned, other.drivers)


def test_a_deleted_table_takes_its_repairs_and_versions_along(workspace: Workspace, kept: dataset.Dataset) -> None:
    dataset.repair(workspace, kept.id, "remove_rows", {"rows": [0]})
    dataset.delete(workspace, kept.id, OWNER)
    with workspace.store.reading() as db:
        left = {name: next(iter(db.query(f"SELECT count(*) n FROM {name}")))["n"]
                for name in ("repair", "dataset_part", "dataset_version", "blob")}  # fmt: skip
    assert set(left.values()) == {0}


def test_no_piece_is_left_behind(workspace: Workspace, kept: dataset.Dataset) -> None:
    for number in range(3):
        dataset.repair(workspace, kept.id, "set_cell", {"row": number, "column": "age", "value": 99})
    dataset.reread(workspace, kept.id, Choices(kinds={"age": "text"}))
    for made in dataset.repairs(workspace, kept.id):
        dataset.undo_repair(workspace, kept.id, made.id)
    with workspace.store.reading() as db:
        assert next(iter(db.query("SELECT count(*) n FROM blob")))["n"] == 2
        assert next(iter(db.query("SELECT count(*) n FROM dataset_part")))["n"] == 1


def test_real_tables_are_repaired_and_given_back_unchanged(workspace: Workspace, shared_data: Path) -> None:
    for name in ("churn/iranian_churn_uci.csv", "forecast/bike_sharing_day_uci.csv"):
        kept = dataset.add(workspace, shared_data / name, name, who=OWNER)
        number = next(column.name for column in kept.columns if column.kind == "number")
        dataset.repair(workspace, kept.id, "scale", {"column": number, "factor": 0.4536})
        dataset.repair(workspace, kept.id, "remove_rows", {"rows": {"from": 5, "to": 50}})
        for made in dataset.repairs(workspace, kept.id):
            back = dataset.undo_repair(workspace, kept.id, made.id)
        assert back.content == kept.content
        assert back.columns == kept.columns
