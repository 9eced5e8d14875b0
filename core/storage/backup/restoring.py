"""From a backup file to a workspace."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from core.common.actor import OWNER, Actor
from core.common.errors import DamagedFile, NotPossibleNow
from core.storage import audit_log
from core.storage.backup import archive
from core.storage.backup.exclusive_access import exclusive_access
from core.storage.backup.swapping import ASIDE, mend, swap
from core.storage.migrations import MIGRATIONS
from core.storage.settings import Settings
from core.storage.store import open_store
from core.storage.vault import Vault
from core.storage.vault.files import private_folder
from core.storage.vault.recovery import PURPOSE, WrongRecoveryKey, own_recovery_key, parse_recovery_key, written
from core.storage.vault.sealing import open_vault
from core.storage.workspace import Workspace, new_id, open_workspace


@dataclass(frozen=True)
class Restored:
    sha256: str
    rows: int


def restore(
    settings: Settings,
    path: Path,
    recovery_key: str | None = None,
    who: Actor = OWNER,
    publish: Callable[[Workspace], object] | None = None,
) -> Restored:
    """Put the workspace of a backup in the place of what is there. Everything is opened and checked first.

    Without `recovery_key` the one that this workspace keeps is used. What the endpoint reads is in no backup: `publish` makes it
    from the workspace at once, where there was any; without it the next worker does.

    Raises:
        WrongRecoveryKey: none is known here, or the typed one has a slip.
        DamagedFile: the file is not whole, or the key belongs to another one. Nothing was changed.
        NotPossibleNow: Plainwell is running, or the disk is full. Nothing was changed.
    """
    if not path.is_file():
        raise NotPossibleNow("That backup is not there.", "Check the name of the file.")
    private_folder(settings.home)
    with exclusive_access(settings):
        mend(settings)
        secret = parse_recovery_key(recovery_key or _own_key(settings))
        new, was_live = settings.home / new_id("restoring"), settings.live.exists()
        try:
            rows = archive.unpack(path, secret, new)
            _lay_out(settings, new, secret)
            swap(settings, new, also=() if _same_key(settings, new) else ("keys/months",))
        except OSError as failure:
            raise NotPossibleNow(
                "The backup could not be put in place, so nothing was changed.", "Free some space, then try again."
            ) from failure
        finally:
            shutil.rmtree(new, ignore_errors=True)
        workspace = open_workspace(settings)
        if was_live and publish:
            publish(workspace)
        with workspace.store.writing() as db:
            audit_log.record(workspace, db, who, "workspace restored", "workspace", rows=rows)
        return Restored(_digest(path), rows)


def mend_idle(settings: Settings) -> bool:
    """Undo a restore that was cut off, if there was one. Raises NotPossibleNow while endpoint or worker runs."""
    if not (settings.home / ASIDE).exists():
        return False
    with exclusive_access(settings):
        return mend(settings)


def _own_key(settings: Settings) -> str:
    if not (settings.keys / "recovery.key").exists():
        raise WrongRecoveryKey(
            "This computer does not know the backup's recovery key.",
            "Type the recovery key that you wrote down when you made the workspace.",
        )
    return own_recovery_key(open_vault(settings.keys), settings.keys)


def _lay_out(settings: Settings, new: Path, secret: bytes) -> None:
    """Brings what was unpacked into the shape of a workspace folder: keys in their folder, tables up to date."""
    keys = private_folder(new / "keys")
    (new / archive.KEY).replace(keys / "workspace.key")
    sealed = Vault((keys / "workspace.key").read_bytes()).seal(written(secret).encode(), PURPOSE)
    (keys / "recovery.key").write_bytes(sealed)
    (keys / "recovery.key").chmod(0o600)
    _refuse_newer(new / archive.WORKSPACE)
    open_store(new / archive.WORKSPACE)
    if _same_key(settings, new) and settings.workspace_db.exists():
        _keep_sessions(settings.workspace_db, new / archive.WORKSPACE)


def _refuse_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        made = {name for (name,) in db.execute("SELECT name FROM _sqlite_migrations")}
    if not made <= {step.name for step in MIGRATIONS._migrations}:
        raise DamagedFile(
            "This backup was made by a newer Plainwell, so it was not used.", "Update Plainwell, then restore it again."
        )


def _keep_sessions(old: Path, new: Path) -> None:
    """Whoever restores in the browser stays let in, unless the old file is what has to be replaced because it is broken."""
    with closing(sqlite3.connect(new)) as db, suppress(sqlite3.DatabaseError):
        db.execute("ATTACH ? AS old", [str(old)])
        db.execute("INSERT OR IGNORE INTO session SELECT * FROM old.session")
        db.commit()


def _same_key(settings: Settings, new: Path) -> bool:
    mine, theirs = settings.keys / "workspace.key", new / "keys" / "workspace.key"
    return mine.exists() and mine.read_bytes() == theirs.read_bytes()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
