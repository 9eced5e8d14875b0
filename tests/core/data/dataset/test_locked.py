"""A workbook with a password is opened once; what is kept is sealed as everything is, and asks for no password again."""

from pathlib import Path

import pytest

from core.common.actor import OWNER
from core.common.errors import UnreadableFile
from core.data import dataset
from core.data.reading import Choices, read_table
from core.storage.workspace import Workspace
from tests.core.data.reading.test_container import locked, workbook

PASSWORD = "correct horse"
SAFE = locked(workbook([["name", "spent"], ["Zebedee", 3.5], ["Ben", 4]]), PASSWORD)


def test_a_locked_workbook_is_read_again_without_its_password(workspace: Workspace) -> None:
    kept = dataset.add(workspace, SAFE, "shop.xlsx", password=PASSWORD, who=OWNER)
    again = dataset.reread(workspace, kept.id, Choices(header_row=0))
    assert (kept.rows, again.rows) == (2, 3)


def test_neither_the_password_nor_what_it_opened_lies_in_the_clear(workspace: Workspace) -> None:
    plain = read_table(SAFE, "shop.xlsx", password=PASSWORD).unlocked
    assert plain and plain.startswith(b"PK")
    dataset.add(workspace, SAFE, "shop.xlsx", password=PASSWORD, who=OWNER)
    for file in (path for path in workspace.settings.home.rglob("*") if path.is_file()):
        held = file.read_bytes()
        assert not any(secret in held for secret in (PASSWORD.encode(), b"Zebedee", plain[200:260])), file.name


def test_without_its_password_nothing_is_kept(workspace: Workspace) -> None:
    with pytest.raises(UnreadableFile):
        dataset.add(workspace, SAFE, "shop.xlsx", who=OWNER)
    assert dataset.all_datasets(workspace) == []


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_each_sort_of_locked_workbook_opens_in_the_reading_process(kind: str, shared_data: Path) -> None:
    data = (shared_data / "dirty" / f"pythoncalamine__password.{kind}").read_bytes()
    assert read_table(data, f"locked.{kind}", password="1234").frame.iloc[0, 0] == "String"
    with pytest.raises(UnreadableFile, match="does not open"):
        read_table(data, f"locked.{kind}", password="4321")


def test_a_file_without_a_lock_is_kept_as_it_came(workspace: Workspace) -> None:
    assert read_table(workbook([["a", "b"], [1, 2], [3, 4]]), "x.xlsx").unlocked is None
