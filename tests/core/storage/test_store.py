"""The workspace's file keeps all of a change or none, whoever else writes, and whatever happens to the process."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from core.common.errors import DamagedFile, NotFound, NotPossibleNow
from core.storage import blobs
from core.storage.store import Store, open_store
from core.storage.workspace import Workspace, new_id, now

WRITE = """
import sys, pathlib
from core.storage.store import open_store
store = open_store(pathlib.Path(sys.argv[1]))
for turn in range(25):
    with store.writing() as db:
        seen = next(iter(db.query("SELECT value FROM preference WHERE key = 'count'")), {"value": "0"})
        db.table("preference").upsert({"key": "count", "value": str(int(seen["value"]) + 1)}, pk="key")
"""

WRITE_UNTIL_KILLED = """
import sys, pathlib
from core.storage.store import open_store
store = open_store(pathlib.Path(sys.argv[1]))
for turn in range(10**6):
    with store.writing() as db:
        for half in ("left", "right"):
            db.table("preference").upsert({"key": half, "value": str(turn)}, pk="key")
    print(turn, flush=True)
"""

WRITE_TOO_MUCH = """
import sys, pathlib, resource, signal
from core.common.errors import NotPossibleNow
from core.storage.store import Store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = pathlib.Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 20_000,) * 2)
try:
    with Store(path).writing() as db:
        db.table("preference").insert({"key": "large", "value": "x" * 500_000})
except NotPossibleNow as refused:
    print(refused.sentence)
"""


def _values(store: Store) -> dict[str, str]:
    with store.reading() as db:
        return {row["key"]: row["value"] for row in db.query("SELECT key, value FROM preference")}


def test_four_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "workspace.db"
    started = [subprocess.Popen([sys.executable, "-c", WRITE, str(path)]) for _ in range(4)]
    assert [process.wait() for process in started] == [0, 0, 0, 0]
    assert _values(open_store(path)) == {"count": "100"}


def test_a_killed_writer_leaves_whole_changes_only(tmp_path: Path) -> None:
    path = tmp_path / "workspace.db"
    for _ in range(3):
        with subprocess.Popen([sys.executable, "-c", WRITE_UNTIL_KILLED, str(path)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout
            acknowledged = [int(writer.stdout.readline()) for _ in range(20)][-1]
            writer.kill()
        values = _values(open_store(path))
        assert values["left"] == values["right"]
        assert int(values["left"]) >= acknowledged


def test_a_change_that_fails_half_way_leaves_nothing(workspace: Workspace) -> None:
    with pytest.raises(RuntimeError), workspace.store.writing() as db:
        db.table("preference").insert({"key": "half", "value": "1"})
        raise RuntimeError
    assert _values(workspace.store) == {}


def test_the_file_uses_a_rollback_journal_and_overwrites_what_is_deleted(workspace: Workspace) -> None:
    with workspace.store.reading() as db:
        pragmas = {
            name: db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "secure_delete", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "delete", "secure_delete": 1, "foreign_keys": 1}


def test_opening_again_changes_nothing(workspace: Workspace) -> None:
    before = workspace.settings.workspace_db.read_bytes()
    open_store(workspace.settings.workspace_db)
    assert workspace.settings.workspace_db.read_bytes() == before


def test_a_full_disk_is_said_in_words_and_changes_nothing(workspace: Workspace) -> None:
    """SQLite's own limit on pages stands for the end of the disk: it meets both in the same way."""
    with pytest.raises(NotPossibleNow, match="disk is full"), workspace.store.writing() as db:
        db.table("preference").insert({"key": "small", "value": "x"})
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages + 5}")
        db.table("preference").insert({"key": "large", "value": "x" * 500_000})
    assert _values(workspace.store) == {}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a process's files")
def test_a_disk_that_fails_is_said_in_words_and_changes_nothing(workspace: Workspace) -> None:
    command = [sys.executable, "-c", WRITE_TOO_MUCH, str(workspace.settings.workspace_db)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "disk did not take the change" in done.stdout
    assert _values(workspace.store) == {}


def test_a_folder_that_is_gone_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(NotPossibleNow, match="may not write"), Store(tmp_path / "gone" / "workspace.db").reading():
        pass


def test_a_damaged_file_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "workspace.db").write_bytes(b"this is not a database" * 100)
    with pytest.raises(DamagedFile):
        open_store(tmp_path / "workspace.db")


def test_a_mistake_of_ours_is_not_dressed_up(workspace: Workspace) -> None:
    with pytest.raises(sqlite3.OperationalError), workspace.store.writing() as db:
        db.execute("INSERT INTO no_such_table VALUES (1)")


def test_a_kept_piece_comes_back_and_a_discarded_one_leaves_no_bytes(workspace: Workspace) -> None:
    with workspace.store.writing() as db:
        kept = blobs.keep(workspace, db, b"the table " * 500, "table")
    assert blobs.fetch(workspace, kept, "table") == b"the table " * 500
    with workspace.store.reading() as db:
        sealed = next(iter(db.query("SELECT sealed FROM blob")))["sealed"]
    assert sealed[100:200] in workspace.settings.workspace_db.read_bytes()

    with workspace.store.writing() as db:
        blobs.discard(db, kept, None)

    with pytest.raises(NotFound):
        blobs.fetch(workspace, kept, "table")
    assert sealed[100:200] not in workspace.settings.workspace_db.read_bytes()


def test_no_kept_piece_can_be_read_in_the_file(workspace: Workspace) -> None:
    with workspace.store.writing() as db:
        blobs.keep(workspace, db, b"Ada Lovelace, 10 December 1815", "table")
    assert b"Lovelace" not in workspace.settings.workspace_db.read_bytes()


def test_ids_are_new_each_time_and_times_sort_as_text() -> None:
    ids = {new_id("m") for _ in range(1000)}
    assert len(ids) == 1000
    assert all(made.startswith("m_") and made.isascii() for made in ids)
    first, second = now(), now()
    assert first <= second
    assert first.endswith("+00:00")
