"""What people sent, many rows sealed together: a fifth of the bytes of rows sealed one by one.

Any one of them can be read, or taken out for good. A bundle holds rows of one version and one month, none of which lies between
two rows of another bundle of that version; so the one that may hold a row is found by its number alone.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

import msgspec

from core.common.errors import DamagedFile
from core.storage.vault import MonthKeys

ROWS = 512
"""In one bundle. More would hardly be smaller; fewer are opened faster to read one row."""


class Bundle(NamedTuple):
    """As the table has it."""

    first: int
    last: int
    served: int
    month: str
    seqs: bytes
    """The numbers of its rows, as steps."""
    inputs: bytes
    """What was sent for each, a line of JSON as it was sealed before; compressed, then sealed under the key of `month`."""

    def numbers(self) -> list[int]:
        """Return the numbers of its rows."""
        return list(accumulate(msgspec.json.decode(zlib.decompress(self.seqs), type=list[int])))

    def opened(self, month_keys: MonthKeys) -> dict[int, bytes] | None:
        """Return by number what was sent, or None when the month's key is gone. Raises DamagedFile."""
        plain = month_keys.open(self.inputs, self.month)
        return None if plain is None else dict(zip(self.numbers(), zlib.decompress(plain).split(b"\n"), strict=True))


def bundle(month_keys: MonthKeys, served: int, month: str, rows: Mapping[int, bytes]) -> Bundle:
    """Seal what was sent for some rows into one bundle.

    `rows`: by number, in order, what was sent (JSON, which has no line breaks of its own).
    """
    numbers = list(rows)
    steps = [number - before for number, before in zip(numbers, [0, *numbers], strict=False)]
    seqs = zlib.compress(msgspec.json.encode(steps))
    sealed = month_keys.seal(zlib.compress(b"\n".join(rows.values())), month)
    return Bundle(numbers[0], numbers[-1], served, month, seqs, sealed)


_SELECT = f"SELECT {', '.join(Bundle._fields)} FROM bundle"  # noqa: S608  # our own words
_AROUND = f"{_SELECT} WHERE served = ? AND first <= ? ORDER BY first DESC LIMIT 1"


def find_bundle(db: sqlite3.Connection, served: int, seq: int) -> Bundle | None:
    """Return the one bundle among whose rows this one lies: if any has what was sent for it, that one has."""
    row = db.execute(_AROUND, (served, seq)).fetchone()
    found = Bundle(*row) if row else None
    return found if found and seq <= found.last else None


def of_month(db: sqlite3.Connection, month: str) -> Iterable[Bundle]:
    """Read the bundles of a month ("2026-03")."""
    return (Bundle(*row) for row in db.execute(f"{_SELECT} WHERE month = ?", (month,)))


def remove_rows(db: sqlite3.Connection, month_keys: MonthKeys, seqs: Sequence[int]) -> None:
    """Remove what was sent for these rows; what others of the same bundle sent is sealed anew.

    A bundle that nobody can open any more goes as a whole: its month's key is gone, or it was damaged.
    """
    for found, gone in _held(db, seqs):
        left = {seq: plain for seq, plain in _readable(found, month_keys).items() if seq not in gone}
        if left:
            anew = bundle(month_keys, found.served, found.month, left)
            sql = "UPDATE bundle SET seqs = ?, inputs = ? WHERE first = ?"
            db.execute(sql, (anew.seqs, anew.inputs, found.first))
        else:
            db.execute("DELETE FROM bundle WHERE first = ?", (found.first,))


def _held(db: sqlite3.Connection, seqs: Sequence[int]) -> list[tuple[Bundle, set[int]]]:
    """The bundles that have something of these rows, each with what of them it has."""
    held: dict[int, tuple[Bundle, set[int]]] = {}
    for seq in seqs:
        served = db.execute("SELECT served FROM prediction WHERE seq = ?", (seq,)).fetchone()
        found = find_bundle(db, served[0], seq) if served else None
        if found and seq in found.numbers():
            held.setdefault(found.first, (found, set()))[1].add(seq)
    return list(held.values())


def _readable(found: Bundle, month_keys: MonthKeys) -> dict[int, bytes]:
    try:
        return found.opened(month_keys) or {}
    except DamagedFile:
        return {}
