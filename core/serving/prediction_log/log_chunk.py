"""A chunk of the log as it is rolled up, and how the writer keeps it: whole, in one transaction, or not at all."""

import sqlite3
from typing import NamedTuple

import msgspec

from core.serving.prediction_log.bundles import Bundle
from core.serving.prediction_log.schema import insert
from core.serving.prediction_log.writing import LogWriter


class RolledPiece(NamedTuple):
    """Answers of one day, version and source, as the table has them (`rolled`)."""

    first: int
    served: int
    day: int
    source: str
    rows: int
    body: bytes


class LogChunk(msgspec.Struct):
    """The rows after number `after` up to `last`. Made by whoever has time (`rolling`), from what it read a moment ago."""

    after: int
    last: int
    rows: int
    pieces: list[RolledPiece]
    bundles: list[Bundle]


_INSERT_PIECE = insert("rolled", RolledPiece._fields)
_INSERT_BUNDLE = insert("bundle", Bundle._fields)


class _Changed(Exception):
    """What the chunk was made from is not there any more."""


def keep_chunk(writer: LogWriter, chunk: LogChunk) -> bool:
    """Keep a rolled-up chunk, and return whether it was kept. Raises LogNotWritable.

    It is not when it was kept before, or something of it was forgotten meanwhile. Rows never change, and none comes to be
    before another; so as many as were read are those that were read.
    """
    try:
        with writer.transaction() as db:
            _check(db, chunk)
            db.executemany(_INSERT_PIECE, chunk.pieces)
            db.executemany(_INSERT_BUNDLE, chunk.bundles)
            _let_go_of_single(db, chunk)
            db.execute("UPDATE rolled_to SET seq = ?", (chunk.last,))
    except _Changed:
        return False
    return True


def _check(db: sqlite3.Connection, chunk: LogChunk) -> None:
    reached = db.execute("SELECT seq FROM rolled_to").fetchone()[0]
    sql = "SELECT count(*) FROM prediction WHERE seq > ? AND seq <= ?"
    if reached != chunk.after or db.execute(sql, (reached, chunk.last)).fetchone()[0] != chunk.rows:
        raise _Changed


def _let_go_of_single(db: sqlite3.Connection, chunk: LogChunk) -> None:
    """What was sealed row by row, and is in a bundle now."""
    numbers = [(number,) for each in chunk.bundles for number in each.numbers()]
    if numbers and db.executemany("DELETE FROM sent WHERE seq = ?", numbers).rowcount != len(numbers):
        raise _Changed
