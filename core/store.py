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

from core.errors import NotPossibleNow
from core.migrations import MIGRATIONS

BUSY_SECONDS = 30.0

__all__ = ["Database", "Row", "Store", "open_store"]

Row = dict[str, Any]


@dataclass(frozen=True)
class Store:
    """Opens the file anew for each piece of work (0.1 ms), because a connection belongs to one thread."""

    path: Path

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """A connection to read with."""
        db = self._open()
        try:
            yield db
        finally:
            db.close()

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """A connection inside one transaction: all of it is kept, or none.

        Raises:
            NotPossibleNow: the disk is full, or the file cannot be written.
        """
        db = self._open()
        try:
            db.conn.execute("BEGIN IMMEDIATE")
            yield db
            db.conn.execute("COMMIT")
        except sqlite3.OperationalError as failure:
            _roll_back(db.conn)
            raise _in_words(failure) from failure
        except BaseException:
            _roll_back(db.conn)
            raise
        finally:
            db.close()

    def _open(self) -> Database:
        conn = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("PRAGMA secure_delete = ON")
        conn.execute("PRAGMA synchronous = FULL")
        return Database(conn)


def open_store(path: Path) -> Store:
    """The store at `path`, made or brought up to date first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    store = Store(path)
    with store.writing() as db:
        MIGRATIONS.apply(db)
    return store


def _roll_back(conn: sqlite3.Connection) -> None:
    if conn.in_transaction:
        conn.execute("ROLLBACK")


def _in_words(failure: sqlite3.OperationalError) -> Exception:
    text = str(failure)
    if "full" in text:
        return NotPossibleNow("The disk is full, so nothing was changed.", "Free some space, then try again.")
    if "readonly" in text or "unable to open" in text:
        return NotPossibleNow(
            "Plainwell may not write in its own folder, so nothing was changed.",
            "Ask whoever set up this computer to give you the right to write there.",
        )
    return failure
