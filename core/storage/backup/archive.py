"""What a backup file holds: a tar archive of two SQLite snapshots and the workspace's key, inside `vault.stream`.

    workspace.db      without sessions (nobody is let in by a backup), open jobs, and files that only wait (core/storage/staging)
    predictions.db    where there is one; what people sent stays sealed in it
    workspace.key     opens what is sealed in workspace.db

The keys of the months are left out: what a destroyed key had sealed is gone, in every backup too.
"""

import os
import shutil
import sqlite3
import tarfile
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, cast

from core.common.errors import DamagedFile, NotPossibleNow
from core.storage.settings import Settings
from core.storage.staging import PASSWORD, RESULT, UPLOAD
from core.storage.vault.files import private_folder
from core.storage.vault.stream import StreamReader, StreamWriter

WORKSPACE, PREDICTIONS, KEY = "workspace.db", "predictions.db", "workspace.key"
HELD = {WORKSPACE, PREDICTIONS, KEY}
_LEFT_OUT = (
    "DELETE FROM session",
    "UPDATE job SET state = 'stopped', ended = created WHERE state IN ('waiting', 'running')",
    f"DELETE FROM blob WHERE purpose IN ('{UPLOAD}', '{PASSWORD}', '{RESULT}')",  # noqa: S608 - our own constants
)


def write(settings: Settings, secret: bytes, out: Path, scratch: Path) -> tuple[str, int]:
    """Write the workspace as it is at this moment to `out`; return the file's SHA-256 and how many rows it holds.

    Raises:
        NotPossibleNow: the disk is full, or the place cannot be written. `out` is then left as it was.
    """
    draft = out.with_name(f"{out.name}.{os.getpid()}.new")
    try:
        rows = snapshot(settings, private_folder(scratch))
        digest = _encrypt(scratch, secret, draft)
        draft.replace(out)
    except OSError as failure:
        raise NotPossibleNow(
            "The backup could not be written there, so there is none. Everything else is unchanged.",
            "Choose another folder, or free some space, then try again.",
        ) from failure
    finally:
        draft.unlink(missing_ok=True)
        shutil.rmtree(scratch, ignore_errors=True)
    return digest, rows


def unpack(source: Path, secret: bytes, folder: Path) -> int:
    """Open and check the whole of a backup into `folder`; return how many rows it holds.

    Raises:
        DamagedFile: altered, cut off, of another workspace, or not a backup.
    """
    private_folder(folder)
    with source.open("rb") as file:
        plain = StreamReader(file, secret)
        with tarfile.open(fileobj=cast(BinaryIO, plain), mode="r|") as held:
            for member in held:
                content = held.extractfile(member) if member.name in HELD else None
                if content is None:
                    raise _not_ours()
                with _private(folder / member.name) as copy:
                    shutil.copyfileobj(content, copy)
        plain.read()  # up to the mark of the end, without which the file was cut off
    if not (folder / WORKSPACE).exists() or not (folder / KEY).exists():
        raise _not_ours()
    return sum(_checked_rows(folder / name) for name in (WORKSPACE, PREDICTIONS) if (folder / name).exists())


def snapshot(settings: Settings, folder: Path) -> int:
    """Copy both files as of one moment each, while others go on writing, and the key; return how many rows they hold."""
    rows = _copy(settings.workspace_db, folder / WORKSPACE, _LEFT_OUT)
    if settings.predictions_db.exists():
        rows += _copy(settings.predictions_db, folder / PREDICTIONS)
    with _private(folder / KEY) as copy:
        copy.write((settings.keys / KEY).read_bytes())
    return rows


def _copy(source: Path, target: Path, changes: tuple[str, ...] = ()) -> int:
    _private(target).close()
    reading = f"{source.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(reading, uri=True, timeout=30)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
        new.execute("PRAGMA secure_delete = ON")
        for change in changes:
            new.execute(change)
        new.commit()
        return _rows(new)


def _encrypt(folder: Path, secret: bytes, out: Path) -> str:
    with _private(out) as file:
        hashed = _Hashed(file)
        sealed = StreamWriter(cast(BinaryIO, hashed), secret)
        with tarfile.open(fileobj=cast(BinaryIO, sealed), mode="w|") as held:
            for name in sorted(HELD):
                if (folder / name).exists():
                    held.add(folder / name, arcname=name)
        sealed.finish()
        file.flush()
        os.fsync(file.fileno())
        return hashed.digest.hexdigest()


class _Hashed:
    """A file that knows the SHA-256 of what was written to it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = sha256()

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self._file.write(data)


def is_whole(path: Path) -> bool:
    """Return whether SQLite finds nothing wrong with a file, which others may be writing meanwhile."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)) as db:
            return bool(db.execute("PRAGMA quick_check").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


def _checked_rows(path: Path) -> int:
    if not is_whole(path):
        raise _not_ours()
    with closing(sqlite3.connect(path)) as db:
        return _rows(db)


def _rows(db: sqlite3.Connection) -> int:
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return sum(int(db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]) for table in tables)  # noqa: S608 - our own names


def _private(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _not_ours() -> DamagedFile:
    return DamagedFile(
        "What is in this backup is not whole, so it was not used.", "Take another copy of the backup, or an older one."
    )
