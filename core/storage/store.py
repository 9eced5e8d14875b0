"""The workspace's SQLite file: opening, reading, writing. It knows no concept; each concept's module owns its table.

A rollback journal, not WAL: app and worker both write this file, and SQLite before 3.51.3 (which Python bundles) can corrupt
a WAL database that several connections write and checkpoint at once. Every write begins with BEGIN IMMEDIATE: with plain
BEGIN, 1,200 of 1,600 writes failed under four processes; with IMMEDIATE none did.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from core.common.errors import DamagedFile, NotPossibleNow, OwnerError
from core.storage import disk_reserve
from core.storage.migrations import MIGRATIONS

BUSY_SECONDS = 30.0

__all__ = ["Database", "Row", "Store", "open_store"]

Row = dict[str, Any]


@dataclass(frozen=True)
class Store:
    """Opens the file anew for each piece of work (0.1 ms), because a connection belongs to one thread."""

    path: Path

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """Open a connection to read with. Raises DamagedFile."""
        with _said_in_words(self.path.parent):
            db = self._open()
            try:
                yield db
            finally:
                db.close()

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """Open a connection inside one transaction: all of it is kept, or none.

        Raises:
            NotPossibleNow: the disk is full, or the file cannot be written.
            DamagedFile: it is not a database any more.
        """
        with self.reading() as db:
            try:
                db.conn.execute("BEGIN IMMEDIATE")
                yield db
                db.conn.execute("COMMIT")
            except BaseException:
                if db.conn.in_transaction:
                    db.conn.execute("ROLLBACK")
                raise

    def _open(self) -> Database:
        conn = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("PRAGMA secure_delete = ON")
        conn.execute("PRAGMA synchronous = FULL")
        return Database(conn)


def open_store(path: Path) -> Store:
    """Return the store at `path`, made or brought up to date first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    store = Store(path)
    with store.writing() as db:
        MIGRATIONS.apply(db)
    return store


@contextmanager
def _said_in_words(home: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as failure:
        said = _in_words(str(failure), home)
        if said is None:
            raise
        raise said from failure


def _in_words(failure: str, home: Path) -> OwnerError | None:
    """What an owner can do about a failure of SQLite; None when it is a mistake of ours."""
    if "full" in failure and disk_reserve.release(home):
        return NotPossibleNow(
            "The disk is full, so nothing was changed. Plainwell has now freed the space it kept back for this.",
            "Delete what you do not need, here or elsewhere on the disk. Answers wait until there is room.",
        )
    if "full" in failure:
        return NotPossibleNow("The disk is full, so nothing was changed.", "Free some space, then try again.")
    if "disk I/O" in failure:
        return NotPossibleNow(
            "The disk did not take the change, so nothing was changed.",
            "Check that the disk has space and is still connected, then try again.",
        )
    if "readonly" in failure or "unable to open" in failure:
        return NotPossibleNow(
            "Plainwell may not write in its own folder, so nothing was changed.",
            "Ask whoever set up this computer to give you the right to write there.",
        )
    if "not a database" in failure or "malformed" in failure:
        return DamagedFile(
            "The file that holds your business's data is damaged.",
            "Restore the newest backup. Keep the damaged file until that worked.",
        )
    return None
