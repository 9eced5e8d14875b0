"""When the disk is full, the owner can still delete; and answers do not take the space that is freed for that."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from core.common.errors import NotPossibleNow
from core.serving.prediction_log import forgetting
from core.serving.prediction_log.writing import Batch, LogNotWritable, LogWriter
from core.storage import disk_reserve
from core.storage.store import Store
from core.storage.workspace import Workspace


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def little_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1 << 40, 1 << 40, disk_reserve.BYTES))


def full(store: Store) -> None:
    """Fills the database until SQLite says so: it may take no further page."""
    with store.writing() as db:
        db.execute("PRAGMA max_page_count = 1")
        db.execute("CREATE TABLE large (x BLOB)")
        db.execute("INSERT INTO large VALUES (zeroblob(10000000))")


def test_the_space_is_kept_back_and_freed_when_nothing_more_can_be_saved(workspace: Workspace) -> None:
    home = workspace.settings.home
    disk_reserve.keep(home)
    assert (home / disk_reserve.NAME).stat().st_size == disk_reserve.BYTES
    with pytest.raises(NotPossibleNow, match="freed the space"):
        full(workspace.store)
    assert disk_reserve.is_released(home)
    with pytest.raises(NotPossibleNow, match="disk is full") as again:
        full(workspace.store)
    assert "freed" not in str(again.value)
    disk_reserve.keep(home)
    assert not disk_reserve.is_released(home)


def test_answers_wait_for_room_while_things_can_be_deleted(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = LogWriter.open(workspace.settings)
    disk_reserve.keep(workspace.settings.home)
    disk_reserve.release(workspace.settings.home)
    little_is_free(monkeypatch)
    with pytest.raises(LogNotWritable):
        writer.commit(Batch())
    assert forgetting.forget_model(writer, "m_a") == 0
    monkeypatch.undo()
    writer.commit(Batch())
    writer.close()


def test_nothing_is_kept_back_where_little_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    little_is_free(monkeypatch)
    disk_reserve.keep(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert not disk_reserve.is_released(tmp_path)
