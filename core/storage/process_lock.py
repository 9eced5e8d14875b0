"""The writer's lock: at most one process writes `predictions.db` at any time."""

import sqlite3
import time
from pathlib import Path

from core.common.errors import NotPossibleNow
from core.storage.vault.files import private_folder


class WriterLock:
    """Held from `take` until `release`, or until the process dies: the system itself frees it, even after kill -9.

    It is SQLite's own exclusive lock on an empty file, because that works the same way on Linux, macOS and Windows.
    """

    def __init__(self, path: Path) -> None:
        private_folder(path.parent)
        self._db = sqlite3.connect(path, timeout=0, isolation_level=None)

    @classmethod
    def take(cls, path: Path, wait: float) -> "WriterLock":
        """Take the lock; wait at most `wait` seconds for it. Raises NotPossibleNow while another process holds it."""
        lock, until = cls(path), time.monotonic() + wait
        while not lock._try():
            if time.monotonic() >= until:
                lock.release()
                raise NotPossibleNow(
                    "Another part of Plainwell is writing predictions just now.", "Wait a moment, then try again."
                )
            time.sleep(0.02)
        return lock

    def release(self) -> None:
        self._db.close()

    def _try(self) -> bool:
        try:
            self._db.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            return False
        return True
