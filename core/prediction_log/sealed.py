"""What people sent, as it lies in the log: sealed row by row, or rolled up in bundles. Opened in memory alone."""

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from core.prediction_log import bundles
from core.prediction_log.schema import for_reading
from core.workspace import Workspace

_OPEN = 8
"""Bundles that are remembered: rows are asked for about in the order in which they lie."""


class Sent:
    """What was sent for one answer after the other."""

    def __init__(self, workspace: Workspace, db: sqlite3.Connection) -> None:
        self._month_keys, self._db = workspace.month_keys, db
        self._opened = lru_cache(_OPEN)(lambda held: held.opened(self._month_keys) or {})

    def of(self, served: int, seq: int) -> list[Any] | None:
        """The values in the order of the version's columns, the owner's id behind them; None when they were not kept, or their month's
        key is gone. Raises DamagedFile."""
        single = self._db.execute("SELECT month, inputs FROM sent WHERE seq = ?", (seq,)).fetchone()
        if single is not None:
            plain = self._month_keys.open(single[1], single[0])
        else:
            held = bundles.holding(self._db, served, seq)
            plain = self._opened(held).get(seq) if held else None
        return None if plain is None else list(json.loads(plain))

    def is_there(self, served: int, seq: int) -> bool:
        """Whether it was kept, be its month's key gone or not."""
        single = self._db.execute("SELECT 1 FROM sent WHERE seq = ?", (seq,)).fetchone()
        return single is not None or bundles.holding(self._db, served, seq) is not None


def of_month(workspace: Workspace, db: sqlite3.Connection, month: str) -> Iterator[tuple[int, bytes]]:
    """Number and JSON of everything that was sent in a month ("2026-03"). Raises DamagedFile."""
    for seq, inputs in db.execute("SELECT seq, inputs FROM sent WHERE month = ?", (month,)):
        plain = workspace.month_keys.open(inputs, month)
        if plain is not None:
            yield seq, plain
    for held in bundles.of_month(db, month):
        yield from (held.opened(workspace.month_keys) or {}).items()


def samples(workspace: Workspace, most: int) -> list[tuple[str, bytes]]:
    """The month and the sealed bytes of up to `most` pieces, the newest of either sort: for trying the seals, not for reading."""
    with contextlib.closing(for_reading(workspace.settings.predictions_db)) as db:
        sql = "SELECT month, inputs FROM bundle ORDER BY first DESC LIMIT ?"
        together = db.execute(sql, (most // 2,)).fetchall()
        sql = "SELECT month, inputs FROM sent ORDER BY seq DESC LIMIT ?"
        return together + db.execute(sql, (most - len(together),)).fetchall()
