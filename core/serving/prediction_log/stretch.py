"""A stretch of the log as it is rolled up, and how the writer keeps it: whole, in one transaction, or not at all."""

import sqlite3
from typing import NamedTuple

import msgspec

from core.serving.prediction_log.bundles import Bundle
from core.serving.prediction_log.writing import LogWriter


class Group(NamedTuple):
    """Answers of one day, version and source, as the table has them (`rolled`)."""

    first: int
    served: int
    day: int
    source: str
    rows: int
    body: bytes


class Stretch(msgspec.Struct):
    """The rows after number `after` up to `last`. Made by whoever has time (`rolling`), from what it read a moment ago."""

    after: int
    last: int
    rows: int
    groups: list[Group]
    bundles: list[Bundle]


class _Changed(Exception):
    """What the stretch was made from is not there any more."""


def keep(writer: LogWriter, stretch: Stretch) -> bool:
    """Whether it was kept: not when it was kept before, or something of it was forgotten meanwhile. Rows never change, and none
    comes to be before another; so as many as were read are those that were read. Raises LogNotWritable."""
    try:
        with writer.transaction() as db:
            _check(db, stretch)
            db.executemany("INSERT INTO rolled VALUES (?,?,?,?,?,?)", stretch.groups)
            db.executemany("INSERT INTO bundle VALUES (?,?,?,?,?,?)", stretch.bundles)
            _let_go_of_single(db, stretch)
            db.execute("UPDATE rolled_to SET seq = ?", (stretch.last,))
    except _Changed:
        return False
    return True


def _check(db: sqlite3.Connection, stretch: Stretch) -> None:
    reached = db.execute("SELECT seq FROM rolled_to").fetchone()[0]
    sql = "SELECT count(*) FROM prediction WHERE seq > ? AND seq <= ?"
    if reached != stretch.after or db.execute(sql, (reached, stretch.last)).fetchone()[0] != stretch.rows:
        raise _Changed


def _let_go_of_single(db: sqlite3.Connection, stretch: Stretch) -> None:
    """What was sealed row by row, and is in a bundle now."""
    numbers = [(number,) for each in stretch.bundles for number in each.numbers()]
    if numbers and db.executemany("DELETE FROM sent WHERE seq = ?", numbers).rowcount != len(numbers):
        raise _Changed
