"""What people sent, as it lies in the log: sealed row by row, or rolled up in bundles. Opened in memory alone."""

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from core.serving.prediction_log import bundles
from core.serving.prediction_log.bundles import Bundle
from core.serving.prediction_log.schema import for_reading
from core.storage.vault import MonthKeys
from core.storage.workspace import Workspace


class _Near:
    """A bundle that was found, opened when it is first read from."""

    def __init__(self, bundle: Bundle, month_keys: MonthKeys) -> None:
        self.bundle, self.numbers, self._month_keys = bundle, frozenset(bundle.numbers()), month_keys

    @cached_property
    def rows(self) -> dict[int, bytes]:
        return self.bundle.opened(self._month_keys) or {}


class SentInputs:
    """What was sent for one answer after the other; the last bundle of each version is remembered, for neighbours lie in it."""

    def __init__(self, workspace: Workspace, db: sqlite3.Connection) -> None:
        self._month_keys, self._db = workspace.month_keys, db
        self._near: dict[int, _Near] = {}

    def of(self, served: int, seq: int) -> list[Any] | None:
        """Return the values in the order of the version's columns, the owner's id behind them.

        None when they were not kept, or their month's key is gone. Raises DamagedFile.
        """
        single = self._db.execute("SELECT month, inputs FROM sent WHERE seq = ?", (seq,)).fetchone()
        if single is not None:
            plain = self._month_keys.open(single[1], single[0])
        else:
            near = self._bundle(served, seq)
            plain = near.rows.get(seq) if near else None
        return None if plain is None else list(json.loads(plain))

    def is_there(self, served: int, seq: int) -> bool:
        """Say whether it was kept, be its month's key gone or not."""
        single = self._db.execute("SELECT 1 FROM sent WHERE seq = ?", (seq,)).fetchone()
        return single is not None or self._bundle(served, seq) is not None

    def _bundle(self, served: int, seq: int) -> _Near | None:
        near = self._near.get(served)
        if near is None or not near.bundle.first <= seq <= near.bundle.last:
            found = bundles.find_bundle(self._db, served, seq)
            if found is None:
                return None
            near = self._near[served] = _Near(found, self._month_keys)
        return near if seq in near.numbers else None


def of_month(workspace: Workspace, db: sqlite3.Connection, month: str) -> Iterator[tuple[int, bytes]]:
    """Yield number and JSON of everything that was sent in a month ("2026-03"). Raises DamagedFile."""
    opener = workspace.month_keys.opener(month)
    if opener is None:
        return
    for seq, inputs in db.execute("SELECT seq, inputs FROM sent WHERE month = ?", (month,)):
        yield seq, opener(inputs)
    for held in bundles.of_month(db, month):
        yield from (held.opened(workspace.month_keys) or {}).items()


def months(workspace: Workspace) -> set[str]:
    """Return the months ("2026-03") of which something that was sent still lies here, be their keys gone or not."""
    with contextlib.closing(for_reading(workspace.settings.predictions_db)) as db:
        return {month for (month,) in db.execute("SELECT month FROM sent UNION SELECT month FROM bundle")}


def samples(workspace: Workspace, most: int) -> list[tuple[str, bytes]]:
    """Return the month and the sealed bytes of up to `most` pieces, the newest of either sort.

    For trying the seals, not for reading.
    """
    with contextlib.closing(for_reading(workspace.settings.predictions_db)) as db:
        sql = "SELECT month, inputs FROM bundle ORDER BY first DESC LIMIT ?"
        together = db.execute(sql, (most // 2,)).fetchall()
        sql = "SELECT month, inputs FROM sent ORDER BY seq DESC LIMIT ?"
        return together + db.execute(sql, (most - len(together),)).fetchall()
