"""The one writer of the log. What `commit` was given is on the disk when it returns, or none of it is."""

import json
import sqlite3
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from msgspec.structs import astuple

from core.serving.prediction_log import schema
from core.serving.prediction_log.row import COLUMNS, LogRow
from core.serving.prediction_log.schema import insert
from core.storage import disk_reserve
from core.storage.process_lock import WriterLock
from core.storage.settings import Settings

WAL_PAGES = 2000
"""Pages of 4 KiB after which SQLite moves the WAL into the file: 8 MB."""

CACHE_KIB = 8_000
"""Of pages in memory: the index of whom an answer is about is written at places all over it."""

_STATEMENTS = {
    "sent": insert("sent", ("seq", "month", "inputs")),
    "outcomes": insert("outcome", ("prediction", "at", "recorded", "actual")),
    "decisions": insert("decision", ("prediction", "at", "recorded", "decision", "followed", "seconds")),
    "replies": insert("repeatable", ("key", "at", "body", "reply"), "INSERT OR REPLACE"),
    "shadows": insert("shadow", ("seq", "beside")),
    "steps_back": insert("step_back", ("model", "newer", "since", "older", "at", "why"), "INSERT OR IGNORE"),
}
_PREDICTION = insert("prediction", COLUMNS)
_SERVED = insert("served", ("model", "version", "columns"))
_TALLY = (
    insert("tally", ("day", "model", "what", "count")) + " ON CONFLICT DO UPDATE SET count = count + excluded.count"
)
_WATCH = insert("watch", ("model", "newer", "since", "seen"), "INSERT OR REPLACE")
_KEY_USE = insert("key_use", ("key", "day")) + " ON CONFLICT DO UPDATE SET day = max(day, excluded.day)"


class LogNotWritable(Exception):
    """The disk is full or broken. Nothing of the batch was kept, so nothing of it may be answered."""


@dataclass(slots=True)
class Batch:
    """Rows that are kept together; but for predictions, each has its table's columns in the order of `_STATEMENTS`."""

    predictions: list[LogRow] = field(default_factory=list)
    sent: list[tuple[Any, ...]] = field(default_factory=list)
    outcomes: list[tuple[Any, ...]] = field(default_factory=list)
    decisions: list[tuple[Any, ...]] = field(default_factory=list)
    replies: list[tuple[Any, ...]] = field(default_factory=list)
    shadows: list[tuple[Any, ...]] = field(default_factory=list)
    steps_back: list[tuple[Any, ...]] = field(default_factory=list)


class LogWriter:
    """Holds the lock and the only connection that writes. Belongs to one thread."""

    def __init__(self, lock: WriterLock, db: sqlite3.Connection, home: Path) -> None:
        self.db = db
        self._home, self._looked = home, 0.0
        self.tally: Counter[tuple[int, str, str]] = Counter()
        """(day since 1970, model, what) -> how many, since the last `keep_tally`."""
        self.key_use: dict[str, int] = {}
        self.watches: dict[tuple[str, int, float], str] = {}
        """What was seen of trials since the last `keep_tally`, as the table `watch` has it."""
        self._lock = lock
        self._served: dict[tuple[str, int, tuple[str, ...]], int] = {
            (model, version, tuple(json.loads(columns))): ref
            for ref, model, version, columns in db.execute("SELECT ref, model, version, columns FROM served")
        }
        self._next = max(_newest(db) + 1, time.time_ns() // 1000)

    @classmethod
    def open(cls, settings: Settings, wait: float = 10.0) -> "LogWriter":
        """Take the writer's lock and open the log.

        Raises NotPossibleNow while another process writes, or when the file cannot be written.
        """
        lock = WriterLock.take(settings.run / "writer.lock", wait)
        try:
            db = schema.for_writing(settings.predictions_db)
        except BaseException:
            lock.release()
            raise
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA secure_delete = ON")
        db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        db.execute(f"PRAGMA wal_autocheckpoint = {WAL_PAGES}")
        return cls(lock, db, settings.home)

    def take(self, rows: int) -> int:
        """Return the first of `rows` new numbers for predictions.

        They start at the microsecond of this writer's start. So a number is never given twice, not even after an older
        backup was restored, when the numbers it had given later are forgotten.
        """
        first, self._next = self._next, self._next + rows
        return first

    def served(self, model: str, version: int, columns: tuple[str, ...]) -> int:
        """Return the small number under which a version's predictions are kept. Raises LogNotWritable."""
        key = (model, version, columns)
        if key not in self._served:
            with self.transaction() as db:
                row = (model, version, json.dumps(columns))
                self._served[key] = int(db.execute(_SERVED, row).lastrowid or 0)
        return self._served[key]

    def commit(self, batch: Batch) -> None:
        """Keep all of `batch`, or nothing. Raises LogNotWritable."""
        if self._is_out_of_room():
            raise LogNotWritable
        with self.transaction() as db:
            db.executemany(_PREDICTION, map(astuple, batch.predictions))
            for name, statement in _STATEMENTS.items():
                rows = getattr(batch, name)
                if rows:
                    db.executemany(statement, rows)

    def _is_out_of_room(self) -> bool:
        """Whether the little that is free is for the owner (core.storage.disk_reserve). Looks once a second while there is room."""
        now = time.monotonic()
        if now - self._looked < 1.0:
            return False
        if disk_reserve.is_for_the_owner(self._home):
            return True
        self._looked = now
        return False

    def keep_tally(self) -> None:
        """Write down the counts since the last time.

        They are not worth a wait: at most a second of them can be lost. Raises LogNotWritable.
        """
        if not self.tally and not self.key_use and not self.watches:
            return
        with self.transaction() as db:
            db.executemany(_TALLY, [(*of, count) for of, count in self.tally.items()])
            db.executemany(_KEY_USE, list(self.key_use.items()))
            db.executemany(_WATCH, [(*name, seen) for name, seen in self.watches.items()])
        self.watches.clear()
        self.tally.clear()
        self.key_use.clear()

    def transaction(self) -> "_Transaction":
        """Return a context in which all is kept or nothing. Raises LogNotWritable."""
        return _Transaction(self.db)

    def close(self) -> None:
        """Let go of the file and of the lock."""
        self.db.close()
        self._lock.release()


class _Transaction:
    """All or nothing; any failure of the disk becomes LogNotWritable."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> sqlite3.Connection:
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as failure:
            raise LogNotWritable from failure
        return self._db

    def __exit__(self, kind: type[BaseException] | None, failure: BaseException | None, _: object) -> None:
        if failure is None:
            try:
                self._db.execute("COMMIT")
            except sqlite3.Error as not_kept:
                self._undo()
                raise LogNotWritable from not_kept
            return
        self._undo()
        if isinstance(failure, sqlite3.Error):
            raise LogNotWritable from failure

    def _undo(self) -> None:
        if self._db.in_transaction:
            try:
                self._db.execute("ROLLBACK")
            except sqlite3.Error as failure:
                raise LogNotWritable from failure


def _newest(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT ifnull(max(seq), 0) FROM prediction").fetchone()[0])
