"""Opens a workspace again and again, from a fresh copy each time, and kills itself (kill -9) a little later each time.

    python -m tests.workspaces.opening WORKSPACE FOLDER

After each kill it is opened once more. Prints {"kills": n, "different": [...]}: after how many steps of SQLite and of the file
system it was killed, and which kills left another content than an opening that nothing disturbed.
"""

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

from core.serving.prediction_log.writing import LogWriter
from core.storage.settings import Settings
from core.storage.workspace import open_workspace

OURS = {"_sqlite_migrations"}
"""Its rows bear the moment of the migration."""


def main(kept: Path, folder: Path) -> None:
    undisturbed = shutil.copytree(kept, folder / "undisturbed")
    _open(undisturbed)
    wanted, kills, different = contents(undisturbed), 0, []
    while True:
        home = shutil.copytree(kept, folder / "killed")
        if not _killed_at(home, kills + 1):
            break
        kills += 1
        _open(home)
        if contents(home) != wanted:
            different.append(kills)
        shutil.rmtree(home)
    print(json.dumps({"kills": kills, "different": different}))


def contents(home: Path) -> dict[str, Any]:
    """Return every row of both databases, by table."""
    found: dict[str, Any] = {}
    for name in ("workspace.db", "predictions.db"):
        with contextlib.closing(sqlite3.connect(home / name)) as db:
            tables = {table for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")} - OURS
            found |= {f"{name} {table}": sorted(map(repr, db.execute(f'SELECT * FROM "{table}"'))) for table in tables}
    return found


def _open(home: Path) -> None:
    settings = Settings(home=home)
    open_workspace(settings)
    LogWriter.open(settings).close()


def _killed_at(home: Path, step: int) -> bool:
    """Open it in a child that ends at its `step`-th step. Return False if it was done before that."""
    child = os.fork()
    if child == 0:
        left = step

        def count(*_: object) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        connect = sqlite3.connect

        def counted(*asked: Any, **named: Any) -> sqlite3.Connection:
            db = connect(*asked, **named)
            db.set_trace_callback(count)
            return db

        sqlite3.connect = counted  # every statement is a step, those within a script too
        sys.addaudithook(lambda event, _: count() if event == "open" or event.startswith("os.") else None)
        try:
            _open(home)
        finally:
            os._exit(0 if left > 0 and sys.exc_info()[0] is None else 1)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended not in {0, -signal.SIGKILL}:
        raise RuntimeError(f"opening failed by itself at step {step}")
    return ended != 0


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
