"""Makes the next chunk to roll up. It only reads, and anybody with time may do it: callers of the endpoint never wait for it.

A chunk is a number of rows, not of days: by the clock, rows of a wrong future would hold up all after them. The newest
rows stay as they came, so a small log is never rolled up, and has no need of it.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby

from core.common.errors import DamagedFile
from core.serving.prediction_log.bundles import ROWS, Bundle, bundle
from core.serving.prediction_log.columns import READ, figures_of, table_of
from core.serving.prediction_log.log_chunk import LogChunk, RolledPiece
from core.serving.prediction_log.rolled import pack
from core.serving.prediction_log.schema import for_reading
from core.storage.workspace import Workspace

CHUNK_ROWS = 4096
"""Rows that are rolled up together, and as many that stay as they came."""
_DAY = 86_400
_OLDEST = f"SELECT source, {', '.join(READ)} FROM prediction WHERE seq > ? ORDER BY seq LIMIT ?"  # noqa: S608  # our own words


def is_due(workspace: Workspace, rows: int = CHUNK_ROWS) -> bool:
    """Say whether there is a chunk to roll up."""
    with contextlib.closing(for_reading(workspace.settings.predictions_db)) as db:
        return _is_due(db, rows)


def next_chunk(workspace: Workspace, rows: int = CHUNK_ROWS) -> LogChunk | None:
    """Make a chunk of the oldest `rows` rows that are not rolled up; None while there are too few."""
    with contextlib.closing(for_reading(workspace.settings.predictions_db)) as db:
        if not _is_due(db, rows):
            return None
        after = db.execute("SELECT seq FROM rolled_to").fetchone()[0]
        reading = db.cursor()
        reading.row_factory = sqlite3.Row
        found = reading.execute(_OLDEST, (after, rows)).fetchall()
        last = found[-1]["seq"]
        return LogChunk(after, last, len(found), list(_pieces(found)), list(_bundles(workspace, db, after, last)))


def _is_due(db: sqlite3.Connection, rows: int) -> bool:
    sql = "SELECT 1 FROM prediction WHERE seq > (SELECT seq FROM rolled_to) ORDER BY seq LIMIT 1 OFFSET ?"
    return db.execute(sql, (2 * rows - 1,)).fetchone() is not None


def _pieces(rows: list[sqlite3.Row]) -> Iterator[RolledPiece]:
    """By version, day and source."""
    for (served, day, source), found in groupby(sorted(rows, key=_whose), key=_whose):
        group = list(found)
        columns = dict(zip(group[0].keys(), zip(*group, strict=True), strict=True))
        body = pack(figures_of(columns), table_of(columns["bins"]))
        yield RolledPiece(columns["seq"][0], served, day, source, len(group), body)


def _whose(row: sqlite3.Row) -> tuple[int, int, str]:
    return row["served"], int(row["at"] // _DAY), row["source"]


def _bundles(workspace: Workspace, db: sqlite3.Connection, after: int, last: int) -> Iterator[Bundle]:
    """Of what was sent, what can be opened; the rest stays as it is."""
    workspace.month_keys.look_again()
    opener = cache(workspace.month_keys.opener)
    sql = (
        "SELECT s.seq, p.served, s.month, s.inputs FROM sent s JOIN prediction p ON p.seq = s.seq"
        " WHERE s.seq > ? AND s.seq <= ? ORDER BY p.served, s.seq"
    )
    for (served, month), found in groupby(db.execute(sql, (after, last)), key=lambda row: (row[1], row[2])):
        kept = {seq: plain for seq, _, _, inputs in found if (plain := _opened(opener(month), inputs)) is not None}
        numbers = list(kept)
        for start in range(0, len(numbers), ROWS):
            some = numbers[start : start + ROWS]
            yield bundle(workspace.month_keys, served, month, {seq: kept[seq] for seq in some})


def _opened(opener: Callable[[bytes], bytes] | None, inputs: bytes) -> bytes | None:
    """None where the month's key is gone, or another one: retention will remove that."""
    try:
        return opener(inputs) if opener else None
    except DamagedFile:
        return None
