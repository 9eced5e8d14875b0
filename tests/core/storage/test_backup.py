"""A backup holds everything but the months' keys, opens with the recovery key alone, and never harms what is there."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest

from core.common.actor import OWNER
from core.common.errors import DamagedFile, NotFound, NotPossibleNow
from core.common.progress import SILENT
from core.operations.auth import sessions
from core.serving.prediction_log import schema
from core.storage import audit_log, backup, blobs, job_queue, preferences, staging
from core.storage.backup import swapping
from core.storage.process_lock import WriterLock
from core.storage.settings import Settings
from core.storage.vault.recovery import WrongRecoveryKey
from core.storage.workspace import open_workspace, private_folder

SECRET = b"what an owner uploaded"


@pytest.fixture
def filled(workspace):
    """A workspace with a sealed piece, a choice, a prediction, a month's key and an open job."""
    with workspace.store.writing() as db:
        blobs.keep(workspace, db, SECRET, "test")
        db.table("session").insert({"token": "t", "kind": "session", "created": "2026", "expires": "2999"})
    preferences.change(workspace, business="Corner shop")
    private_folder(workspace.settings.home)
    with closing(schema.for_writing(workspace.settings.predictions_db)) as db:
        db.execute("INSERT INTO served VALUES (1, 'm', 1, '[]')")
    workspace.month_keys.seal(b"inputs", "2026-03")
    job_queue.enqueue(workspace, "retention")
    return workspace


def opened(workspace):
    with workspace.store.reading() as db:
        blob = next(iter(db.query("SELECT id FROM blob WHERE purpose = 'test'")))["id"]
    return blobs.fetch(workspace, blob, "test")


def state_of(settings):
    """Every file of the workspace with its bytes, locks and backups aside."""
    return {
        path.relative_to(settings.home): path.read_bytes()
        for path in settings.home.rglob("*")
        if path.is_file() and settings.run not in path.parents
    }


def test_another_computer_gets_everything_with_the_recovery_key(filled, tmp_path):
    made = backup.create(filled, tmp_path / "b", OWNER)
    elsewhere = Settings(home=tmp_path / "elsewhere")
    restored = backup.restore(elsewhere, made.path, backup.recovery_key(filled).lower().replace("-", " "))
    there = open_workspace(elsewhere)
    assert (restored.sha256, restored.rows) == (made.sha256, made.rows)
    assert opened(there) == SECRET
    assert preferences.load(there).business == "Corner shop"
    assert backup.recovery_key(there) == backup.recovery_key(filled)
    assert audit_log.first_broken(there) is None
    with closing(sqlite3.connect(elsewhere.predictions_db)) as db:
        assert db.execute("SELECT count(*) FROM served").fetchone() == (1,)


def test_month_keys_sessions_and_open_jobs_stay_out_of_a_backup(filled, tmp_path):
    made = backup.create(filled, tmp_path / "b", OWNER)
    elsewhere = Settings(home=tmp_path / "elsewhere")
    backup.restore(elsewhere, made.path, backup.recovery_key(filled))
    there = open_workspace(elsewhere)
    assert there.month_keys.months() == []
    assert job_queue.open_jobs(there) == []
    with there.store.reading() as db:
        assert db.table("session").count == 0


def test_files_that_only_wait_stay_out_of_a_backup(filled, tmp_path):
    staging.stage(filled, b"a table", "its password")
    with filled.store.writing() as db:
        staging.keep_result(filled, db, b"a scored list")
    made = backup.create(filled, tmp_path / "b", OWNER)
    elsewhere = Settings(home=tmp_path / "elsewhere")
    backup.restore(elsewhere, made.path, backup.recovery_key(filled))
    purposes = (staging.UPLOAD, staging.PASSWORD, staging.RESULT)
    for there, waiting in ((filled, 3), (open_workspace(elsewhere), 0)):
        with there.store.reading() as db:
            found = list(db.query("SELECT id FROM blob WHERE purpose IN (?, ?, ?)", purposes))
        assert len(found) == waiting


def test_nothing_of_it_can_be_read_without_the_key(filled, tmp_path):
    made = backup.create(filled, tmp_path / "b", OWNER)
    data = made.path.read_bytes()
    for hidden in (SECRET, b"Corner shop", b"SQLite", (filled.settings.keys / "workspace.key").read_bytes()):
        assert hidden not in data


def test_on_the_same_computer_no_key_is_typed_and_the_months_stay_open(filled, tmp_path):
    made = backup.create(filled, tmp_path / "b", OWNER)
    sealed = filled.month_keys.seal(b"inputs", "2026-03")
    preferences.change(filled, business="Changed later")
    backup.restore(filled.settings, made.path)
    again = open_workspace(filled.settings)
    assert preferences.load(again).business == "Corner shop"
    assert again.month_keys.open(sealed, "2026-03") == b"inputs"
    with again.store.reading() as db:
        assert db.table("session").count == 1, "whoever restores stays let in"


def test_another_business_in_the_same_folder_is_replaced_with_its_month_keys(filled, tmp_path):
    made = backup.create(filled, tmp_path / "b", OWNER)
    other = open_workspace(Settings(home=tmp_path / "other"))
    other.month_keys.seal(b"x", "2026-01")
    backup.restore(other.settings, made.path, backup.recovery_key(filled))
    assert opened(open_workspace(other.settings)) == SECRET
    assert open_workspace(other.settings).month_keys.months() == []


@pytest.mark.parametrize("harm", ["cut", "short", "flipped", "longer", "other", "empty"])
def test_a_damaged_backup_is_refused_and_what_is_there_stays(filled, tmp_path, harm):
    made = backup.create(filled, tmp_path / "b", OWNER)
    data = made.path.read_bytes()
    middle = len(data) // 2
    harmed = {
        "cut": data[:middle],
        "short": data[:-1],
        "flipped": data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :],
        "longer": data + b"x",
        "other": b"%PDF-1.7 and so on",
        "empty": b"",
    }[harm]
    made.path.write_bytes(harmed)
    before = state_of(filled.settings)
    with pytest.raises(DamagedFile):
        backup.restore(filled.settings, made.path)
    assert state_of(filled.settings) == before


def test_a_slip_in_the_key_is_told_from_a_wrong_key(filled, tmp_path):
    made = backup.create(filled, tmp_path / "b", OWNER)
    key = backup.recovery_key(filled)
    elsewhere = Settings(home=tmp_path / "elsewhere")
    slip = ("1" if key[0] != "1" else "2") + key[1:]
    with pytest.raises(WrongRecoveryKey):
        backup.restore(elsewhere, made.path, slip)
    with pytest.raises(WrongRecoveryKey):
        backup.restore(elsewhere, made.path, key[:-1])
    with pytest.raises(WrongRecoveryKey):
        backup.restore(elsewhere, made.path)
    with pytest.raises(DamagedFile):
        backup.restore(elsewhere, made.path, backup.recovery_key(open_workspace(Settings(home=tmp_path / "third"))))
    assert not elsewhere.workspace_db.exists()


@pytest.mark.parametrize("name", ["worker.lock", "writer.lock"])
def test_nothing_is_restored_or_erased_while_plainwell_runs(filled, tmp_path, name):
    made = backup.create(filled, tmp_path / "b", OWNER)
    before = state_of(filled.settings)
    running = WriterLock.take(filled.settings.run / name, wait=0)
    with pytest.raises(NotPossibleNow, match="running"):
        backup.restore(filled.settings, made.path)
    with pytest.raises(NotPossibleNow, match="running"):
        backup.erase_everything(filled.settings)
    running.release()
    assert state_of(filled.settings) == before


def test_a_restore_that_was_cut_off_half_way_is_undone(filled, tmp_path):
    before = state_of(filled.settings)
    aside = filled.settings.home / swapping.ASIDE
    for place in ("workspace.db", "predictions.db-journal", "predictions.db"):
        aside.mkdir(exist_ok=True)
        swapping.put_aside(filled.settings.home / place, aside / place)
    filled.settings.workspace_db.write_bytes(b"half of the new one")
    (filled.settings.home / "predictions.db-journal").write_bytes(b"of the new one")
    assert backup.mend_idle(filled.settings)
    assert state_of(filled.settings) == before
    assert not backup.mend_idle(filled.settings)


def test_a_backup_that_cannot_be_written_leaves_the_earlier_one(filled, tmp_path):
    made = backup.create(filled, tmp_path / "b", OWNER)
    data = made.path.read_bytes()
    with pytest.raises(NotPossibleNow):
        backup.create(filled, tmp_path / "nowhere" / "b", OWNER)
    (tmp_path / "taken").mkdir()
    with pytest.raises(NotPossibleNow):
        backup.create(filled, tmp_path / "taken", OWNER)
    assert made.path.read_bytes() == data
    assert [path.name for path in filled.settings.home.iterdir() if path.name.startswith("snapshot")] == []


def test_each_night_makes_one_and_two_weeks_are_kept(filled):
    first = date(2026, 3, 1)
    for night in range(backup.making.KEPT_NIGHTS + 1):
        backup.nightly(filled, first + timedelta(days=night), SILENT)
    names = sorted(path.name for path in filled.settings.backups.iterdir())
    assert len(names) == backup.making.KEPT_NIGHTS
    assert names[0] == "plainwell-2026-03-02.backup"


def test_the_monthly_trial_is_noted_and_leaves_nothing(filled):
    backup.nightly(filled, date(2026, 3, 1), SILENT)
    tried = backup.latest(filled)
    assert tried
    assert tried.tried_rows == tried.rows
    backup.nightly(filled, date(2026, 3, 2), SILENT)
    newer = backup.latest(filled)
    assert newer
    assert newer.tried is None, "tried once a month"
    assert not [path for path in filled.settings.home.iterdir() if path.name.startswith(("trial", "snapshot"))]


def test_a_trial_of_a_broken_backup_fails_and_is_noted(filled):
    made = backup.nightly(filled, date(2026, 3, 1), SILENT)
    made.path.write_bytes(made.path.read_bytes()[:-5])
    with pytest.raises(DamagedFile):
        backup.trial_restore(filled)
    tried = backup.latest(filled)
    assert tried
    assert tried.tried_rows == 0
    made.path.unlink()
    with pytest.raises(NotFound):
        backup.trial_restore(filled)


def test_after_the_removal_of_everything_no_byte_of_it_is_left(filled):
    backup.nightly(filled, date(2026, 3, 1), SILENT)
    backup.erase_everything(filled.settings)
    assert state_of(filled.settings) == {}
    assert backup.latest(open_workspace(filled.settings)) is None


def test_after_a_new_beginning_it_is_empty_and_the_same_browser_is_still_let_in(filled):
    link = sessions.new_link(filled, 8501).partition("once=")[2]
    inside = sessions.enter(filled, link)
    backup.begin_anew(filled.settings)
    empty = open_workspace(filled.settings)
    assert sessions.is_open(empty, inside)
    assert job_queue.open_jobs(empty) == []
    assert preferences.load(empty).business == ""
    with pytest.raises(StopIteration):
        opened(empty)


def test_a_broken_database_is_what_a_backup_is_for(filled, tmp_path):
    made = backup.create(filled, tmp_path / "b", OWNER)
    filled.settings.workspace_db.write_bytes(b"x" * 5000)
    shutil.rmtree(filled.settings.live, ignore_errors=True)
    backup.restore(filled.settings, made.path)
    assert opened(open_workspace(filled.settings)) == SECRET
