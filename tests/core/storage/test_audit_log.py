"""The record of who did what: every change to it shows."""

import json
import subprocess
import sys

import pytest

from core.common.actor import COMMAND_LINE, ENDPOINT, OWNER, WORKER, Actor
from core.storage import audit_log
from core.storage.workspace import Workspace

RECORD = """
import sys, pathlib
from core.common.actor import WORKER
from core.storage import audit_log
from core.storage.settings import Settings
from core.storage.workspace import open_workspace
workspace = open_workspace(Settings(home=pathlib.Path(sys.argv[1])))
for turn in range(25):
    with workspace.store.writing() as db:
        audit_log.record(workspace, db, WORKER, "checked", "m_1", turn=turn)
"""


@pytest.fixture
def recorded(workspace: Workspace) -> Workspace:
    for subject in ("m_1", "m_2", "m_3", "m_4"):
        with workspace.store.writing() as db:
            audit_log.record(workspace, db, OWNER, "model deleted", subject, rows=3)
    return workspace


def test_entries_come_newest_first_and_by_kind(recorded: Workspace) -> None:
    with recorded.store.writing() as db:
        audit_log.record(recorded, db, WORKER, "checked", "m_1")
    assert [entry["subject"] for entry in audit_log.latest(recorded, 2)] == ["m_1", "m_4"]
    deleted = audit_log.latest(recorded, what="model deleted")
    assert [entry["subject"] for entry in deleted] == ["m_4", "m_3", "m_2", "m_1"]
    assert deleted[0]["detail"] == {"rows": 3}


def test_an_actor_reads_back_as_it_was_noted_and_is_stored_as_ever(workspace: Workspace) -> None:
    adviser = Actor("owner", "Ada: North")
    with workspace.store.writing() as db:
        for who in (OWNER, COMMAND_LINE, WORKER, ENDPOINT, adviser):
            audit_log.record(workspace, db, who, "checked", "m_1")
    assert [entry["who"] for entry in audit_log.latest(workspace)] == [adviser, ENDPOINT, WORKER, COMMAND_LINE, OWNER]
    with workspace.store.reading() as db:
        stored = [row["who"] for row in db.query("SELECT who FROM event ORDER BY seq")]
    assert stored == ["owner", "command line", "worker", "endpoint", "owner: Ada: North"]


def test_an_untouched_chain_is_whole(workspace: Workspace, recorded: Workspace) -> None:
    assert audit_log.first_broken(recorded) is None


def test_an_empty_chain_is_whole(workspace: Workspace) -> None:
    assert audit_log.first_broken(workspace) is None


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE event SET who = 'worker' WHERE seq = 2", 2),
        ("UPDATE event SET at = '2020-01-01' WHERE seq = 1", 1),
        ("UPDATE event SET subject = 'm_9' WHERE seq = 4", 4),
        (f"UPDATE event SET detail = '{json.dumps({'rows': 2})}' WHERE seq = 3", 3),
        ("DELETE FROM event WHERE seq = 1", 2),
        ("DELETE FROM event WHERE seq = 2", 3),
        ("DELETE FROM event WHERE seq = 4", 4),
        ("DELETE FROM event WHERE seq > 2", 3),
        ("DELETE FROM event", 1),
        ("INSERT INTO event SELECT 9, at, who, what, subject, detail, chain FROM event WHERE seq = 4", 9),
        ("UPDATE event SET seq = 10 - seq", 6),
        ("DELETE FROM event_end", 5),
        ("UPDATE event_end SET seal = (SELECT chain FROM event WHERE seq = 4)", 5),
    ],
)
def test_a_change_from_outside_shows(recorded: Workspace, change: str, broken: int) -> None:
    with recorded.store.writing() as db:
        db.execute(change)
    assert audit_log.first_broken(recorded) == broken


def test_an_entry_is_kept_with_what_it_tells_of_or_not_at_all(workspace: Workspace) -> None:
    with pytest.raises(RuntimeError), workspace.store.writing() as db:
        audit_log.record(workspace, db, OWNER, "model deleted", "m_1")
        raise RuntimeError
    assert audit_log.latest(workspace) == []


def test_processes_that_record_at_once_make_one_whole_chain(workspace: Workspace) -> None:
    command = [sys.executable, "-c", RECORD, str(workspace.settings.home)]
    started = [subprocess.Popen(command) for _ in range(3)]
    while any(process.poll() is None for process in started):
        assert audit_log.first_broken(workspace) is None
    assert [process.returncode for process in started] == [0, 0, 0]
    assert len(audit_log.latest(workspace, 1000)) == 75
    assert audit_log.first_broken(workspace) is None
