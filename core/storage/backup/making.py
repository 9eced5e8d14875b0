"""Making backups: on demand, each night, and once a month a trial that one can really be restored."""

import shutil
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from core.common.actor import WORKER, Actor
from core.common.errors import DamagedFile, NotFound, NotPossibleNow
from core.common.progress import Progress
from core.storage import audit_log, preferences
from core.storage.backup import archive
from core.storage.store import Row
from core.storage.vault.files import private_folder
from core.storage.vault.recovery import own_recovery_key, parse_recovery_key
from core.storage.workspace import Workspace, new_id, now

KEPT_NIGHTS = 14
TRIAL_DAYS = 30


@dataclass(frozen=True)
class Backup:
    """One file. `rows` counts those of all tables; `tried_rows` those that the trial restore found, None before it."""

    id: str
    at: str
    path: Path
    sha256: str
    bytes: int
    rows: int
    tried: str | None = None
    tried_rows: int | None = None


def recovery_key(workspace: Workspace) -> str:
    """Return what opens this workspace's backups on another computer. To be written on paper, not to be kept beside them."""
    return own_recovery_key(workspace.vault, workspace.settings.keys)


def create(workspace: Workspace, path: Path, who: Actor) -> Backup:
    """Write the whole workspace, as of now, into one encrypted file. Others may go on working.

    Raises:
        NotPossibleNow: the disk is full or the place cannot be written; a file that was there before stays.
    """
    if not path.parent.is_dir():
        raise NotPossibleNow("The folder for the backup is not there.", "Make it, or choose another one.")
    scratch = workspace.settings.home / new_id("snapshot")
    digest, rows = archive.write(workspace.settings, parse_recovery_key(recovery_key(workspace)), path, scratch)
    made = Backup(new_id("k"), now(), path, digest, path.stat().st_size, rows)
    with workspace.store.writing() as db:
        row = {"id": made.id, "at": made.at, "path": str(path), "sha256": digest, "bytes": made.bytes, "rows": rows}
        db.execute("DELETE FROM backup WHERE path = ?", [str(path)])  # what it replaced is gone
        db.table("backup").insert(row)
        audit_log.record(workspace, db, who, "backup made", made.id, rows=rows)
    return made


def all_backups(workspace: Workspace) -> list[Backup]:
    """Return the backups whose file is still there, newest first."""
    with workspace.store.reading() as db:
        found = [_backup(row) for row in db.query("SELECT * FROM backup ORDER BY at DESC, rowid DESC")]
    return [backup for backup in found if backup.path.exists()]


def latest(workspace: Workspace) -> Backup | None:
    """Return the newest backup whose file is still there."""
    return next(iter(all_backups(workspace)), None)


def nightly(workspace: Workspace, day: date, progress: Progress) -> Backup:
    """Make the night's backup, named after the day. Nights older than two weeks are removed; once a month one is tried."""
    chosen = preferences.load(workspace).backup_folder
    folder = Path(chosen) if chosen else private_folder(workspace.settings.backups)
    progress.say(0.1, "Writing the backup.")
    made = create(workspace, folder / f"plainwell-{day.isoformat()}.backup", WORKER)
    _remove_old(workspace, folder)
    if _trial_is_due(workspace):
        progress.say(0.6, "Trying whether the backup can be restored.")
        trial_restore(workspace)
    return made


def trial_restore(workspace: Workspace) -> int:
    """Restore the newest backup into a folder of its own, remove that, and return how many rows were found.

    Raises:
        NotFound: there is no backup.
        DamagedFile: it cannot be restored; that is noted too.
    """
    newest = latest(workspace)
    if newest is None:
        raise NotFound("There is no backup to try.", "Make one first.")
    trial = workspace.settings.home / new_id("trial")
    rows = 0
    try:
        rows = archive.unpack(newest.path, parse_recovery_key(recovery_key(workspace)), trial)
    finally:
        shutil.rmtree(trial, ignore_errors=True)
        with workspace.store.writing() as db:
            db.table("backup").update(newest.id, {"tried": now(), "tried_rows": rows})
    if rows != newest.rows:
        raise DamagedFile("The newest backup holds fewer rows than it should.", "Make a new backup now.")
    return rows


def _trial_is_due(workspace: Workspace) -> bool:
    tried = [datetime.fromisoformat(backup.tried) for backup in all_backups(workspace) if backup.tried]
    return not tried or datetime.fromisoformat(now()) - max(tried) >= timedelta(days=TRIAL_DAYS)


def _remove_old(workspace: Workspace, folder: Path) -> None:
    nights = [b for b in all_backups(workspace) if b.path.parent == folder and b.path.name.startswith("plainwell-")]
    for backup in [b for b in nights if b.path not in {kept.path for kept in nights[:KEPT_NIGHTS]}]:
        backup.path.unlink(missing_ok=True)


def _backup(row: Row) -> Backup:
    return Backup(**{**row, "path": Path(row["path"])})
