"""Whether a column says yes and no."""

import pyarrow as pa
import pyarrow.compute as pc

from core.common.parsing.booleans import PAIRS, plain_digit, truth
from core.data.reading.distinct import Distinct

_ENOUGH_ROWS = 10
"""Zeros and ones count as yes and no from this many rows on: fewer could as well be a count."""


def as_answers(values: pa.StringArray, rows: int) -> pa.BooleanArray | None:
    """Return true and false for each value, or None if the column is no such column.

    A column is one if all its words belong to one language, and both answers occur (or one of them, written out). Zero and
    one alone count if both occur, in at least ten rows.
    """
    if len(values) > 12:
        return None
    words = pc.utf8_lower(values).to_pylist()
    given = {plain_digit(word) for word in words}
    for yes, no in PAIRS:
        if given <= yes | no and _is_convincing(given, yes, no, rows):
            return pa.array([plain_digit(word) in yes for word in words], pa.bool_())
    return None


def read_answers(values: pa.StringArray) -> pa.BooleanArray:
    """Return true and false where a value says so in any language, else null: for a column the owner called a yes/no column."""
    return pa.array([truth(word) for word in values.to_pylist()], pa.bool_())


def spellings(column: Distinct, answers: pa.BooleanArray) -> tuple[str, str]:
    """Return how no and yes are written most often; empty for one that does not occur. `answers`: what each of its values says."""
    often: dict[bool, tuple[int, str]] = {False: (0, ""), True: (0, "")}
    for word, count, says in zip(column.values.to_pylist(), column.counts.tolist(), answers.to_pylist(), strict=True):
        if says is not None and count > often[says][0]:
            often[says] = (count, plain_digit(word))
    return often[False][1], often[True][1]


def _is_convincing(given: set[str], yes: frozenset[str], no: frozenset[str], rows: int) -> bool:
    if given <= {"0", "1"}:
        return len(given) == 2 and rows >= _ENOUGH_ROWS
    if given & yes and given & no:
        return True
    return any(len(word) > 1 and word not in ("si", "ne", "nem", "sant") for word in given)
