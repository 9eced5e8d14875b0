"""Datasets: kept sealed, found again as they were understood, and deleted without a trace."""

from pathlib import Path

import pandas as pd
import pytest

from core.common.actor import OWNER
from core.common.errors import NotFound, UnreadableFile
from core.data import dataset
from core.data.reading import Choices
from core.storage import audit_log, blobs
from core.storage.workspace import Workspace

MARK = "Zeppelinhausen"
LINES = [
    f"{1000 + n},{MARK if n == 7 else 'Oslo'},{n}.5,{'yes' if n % 3 else 'no'},a{n}@example.org" for n in range(60)
]
FILE = "\n".join(["customer_id,town,spent,came_back,mail", *LINES]).encode()


@pytest.fixture
def kept(workspace: Workspace) -> dataset.Dataset:
    return dataset.add(workspace, FILE, "customers.csv", who=OWNER)


def test_a_dataset_is_found_by_id_and_name_with_its_table(workspace: Workspace, kept: dataset.Dataset) -> None:
    assert dataset.find(workspace, kept.id) == dataset.find(workspace, "customers") == kept
    assert (kept.rows, kept.state, [column.kind for column in kept.columns]) == (
        60, "kept", ["id", "category", "number", "yes_no", "email"],
    )  # fmt: skip
    table = dataset.frame(workspace, kept.id)
    assert [str(dtype) for dtype in table.dtypes] == ["str", "str", "float64", "boolean", "str"]
    assert table["spent"].sum() == sum(n + 0.5 for n in range(60))


def test_nothing_of_a_table_stands_in_the_clear(workspace: Workspace, kept: dataset.Dataset) -> None:
    assert MARK in set(dataset.frame(workspace, kept.id)["town"])
    for path in workspace.settings.home.rglob("*"):
        assert path.is_dir() or MARK.encode() not in path.read_bytes()


def test_a_deleted_dataset_leaves_no_bytes(workspace: Workspace, kept: dataset.Dataset) -> None:
    with workspace.store.reading() as db:
        sealed = [bytes(row["sealed"]) for row in db.query("SELECT sealed FROM blob")]
    pieces = [whole[at : at + 32] for whole in sealed for at in range(0, len(whole) - 32, 500)]
    assert len(sealed) == 2
    assert any(piece in workspace.settings.workspace_db.read_bytes() for piece in pieces)
    dataset.delete(workspace, kept.id, OWNER)
    left = workspace.settings.workspace_db.read_bytes()
    assert not any(piece in left for piece in pieces)
    assert dataset.all_datasets(workspace) == []
    with pytest.raises(NotFound):
        dataset.frame(workspace, kept.id)
    assert audit_log.latest(workspace, 1)[0]["what"] == "dataset deleted"


def test_a_file_that_cannot_be_read_leaves_everything_as_it_was(workspace: Workspace, kept: dataset.Dataset) -> None:
    with pytest.raises(UnreadableFile):
        dataset.add(workspace, b"%PDF-1.7", "customers.csv", who=OWNER)
    assert dataset.all_datasets(workspace) == [kept]


def test_names_are_made_unique(workspace: Workspace, kept: dataset.Dataset) -> None:
    second = dataset.add(workspace, FILE, "customers.csv", who=OWNER)
    assert second.name == "customers (2)"
    assert dataset.rename(workspace, second.id, "customers").name == "customers (2)"
    assert second.content == kept.content


def test_a_preview_is_kept_when_the_owner_says_so(workspace: Workspace) -> None:
    preview = dataset.add(workspace, FILE, "customers.csv", state="preview", who=OWNER)
    assert (preview.state, dataset.keep(workspace, preview.id).state) == ("preview", "kept")


def test_a_file_is_read_again_another_way_and_the_owners_marks_stay(
    workspace: Workspace, kept: dataset.Dataset
) -> None:
    dataset.mark_personal(workspace, kept.id, "town", "street")
    again = dataset.reread(workspace, kept.id, Choices(kinds={"customer_id": "number"}))
    assert (again.id, again.columns[0].kind, again.column("town").personal) == (kept.id, "number", "street")
    assert dataset.frame(workspace, kept.id)["customer_id"].iloc[0] == 1000
    with workspace.store.reading() as db:
        assert next(iter(db.query("SELECT count(*) n FROM blob")))["n"] == 2


def test_a_reading_that_fails_leaves_the_dataset_as_it_is(workspace: Workspace, kept: dataset.Dataset) -> None:
    with pytest.raises(UnreadableFile):
        dataset.reread(workspace, kept.id, Choices(header_row=61))
    assert dataset.find(workspace, kept.id) == kept


def test_personal_data_is_marked_and_the_owner_has_the_last_word(workspace: Workspace, kept: dataset.Dataset) -> None:
    assert kept.column("mail").personal == "email"
    changed = dataset.mark_personal(workspace, kept.id, "mail", None)
    assert changed.column("mail").personal is None
    unsure = dataset.mark_personal(workspace, kept.id, "town", "unsure")
    assert "town" in {column.name for column in unsure.columns if column.personal}
    with pytest.raises(NotFound):
        dataset.mark_personal(workspace, kept.id, "nowhere", "email")


def test_a_table_of_our_own_is_kept_with_its_kinds(workspace: Workspace) -> None:
    table = pd.DataFrame(
        {
            "customer_id": range(100, 120),
            "joined": pd.date_range("2026-01-01", periods=20),
            "spent": [n + 0.5 for n in range(20)],
            "left": [n % 2 == 0 for n in range(20)],
            "plan": ["a", None] * 10,
        }
    )
    made = dataset.add_frame(workspace, table, "Practice", "practice.csv", practice=True, who=OWNER)
    assert [column.kind for column in made.columns] == ["id", "date", "number", "yes_no", "category"]
    assert (made.practice, made.columns[4].missing) == (True, 10)
    assert list(dataset.frame(workspace, made.id)["joined"]) == list(table["joined"])


def test_originals_are_sealed_for_their_own_purpose(workspace: Workspace, kept: dataset.Dataset) -> None:
    with workspace.store.reading() as db:
        original = next(iter(db.query("SELECT original FROM dataset_part")))["original"]
    assert blobs.fetch(workspace, original, "original") == FILE


def test_real_tables_are_read_with_the_very_values_that_stand_in_them(workspace: Workspace, shared_data: Path) -> None:
    """Against pandas.read_csv, cell by cell, where pandas needs no help to read a file."""
    for name in (
        "churn/iranian_churn_uci.csv",
        "forecast/bike_sharing_day_uci.csv",
        "late_risk/hotel_bookings_resort.csv",
    ):
        kept = dataset.add(workspace, shared_data / name, name, who=OWNER)
        ours, theirs = dataset.frame(workspace, kept.id), pd.read_csv(shared_data / name)
        assert ours.shape == theirs.shape
        for column, (_, plain) in zip(kept.columns, theirs.items(), strict=True):
            mine = ours[column.name]
            assert (mine.isna().to_numpy() == plain.isna().to_numpy()).all(), (name, column.name)
            if column.kind in ("number", "yes_no"):
                assert (mine.dropna().astype(float).to_numpy() == plain.dropna().astype(float).to_numpy()).all()
            elif column.kind == "date":
                assert (mine == pd.to_datetime(plain)).all()
            else:
                assert (mine.dropna().to_numpy() == plain.dropna().astype(str).str.strip().to_numpy()).all()
