"""Cells of a workbook, which know their type, as the texts that a file of text would have: a column at a time, for speed."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_EXACT = 1e15
"""Whole numbers above this are written with a power of ten where it is quicker so, which would spoil long codes."""


def as_texts(cells: Sequence[Any]) -> pa.StringArray:
    """Return the cells of one column as text, "" or null where one is blank."""
    kinds = set(map(type, cells))
    if kinds == {str}:
        return pa.array(cells, pa.string())
    if str in kinds and all(cell == "" for cell in cells if type(cell) is str):
        cells, kinds = [None if type(cell) is str else cell for cell in cells], kinds - {str}
    together = _TOGETHER.get(kinds.pop()) if len(kinds) == 1 else None
    found = together(cells) if together else None
    return _one_by_one(cells) if found is None else found


def are_numbers(cells: Sequence[Any]) -> pa.BooleanArray:
    """Mark cells that hold a number."""
    return pa.array([type(cell) in (float, int) for cell in cells], pa.bool_())


def _one_by_one(cells: Sequence[Any]) -> pa.StringArray:
    return pa.array([None if cell is None else _TEXT[type(cell)](cell) for cell in cells], pa.string())


def _of_numbers(cells: Sequence[Any]) -> pa.StringArray | None:
    numbers = pa.array(cells, pa.float64())
    sizes = np.abs(np.asarray(numbers.drop_null()))
    return None if np.any(sizes >= _EXACT) else numbers.cast(pa.string())


def _of_days(cells: Sequence[Any]) -> pa.StringArray:
    return pa.array(cells, pa.date32()).cast(pa.string())


def _of_moments(cells: Sequence[Any]) -> pa.StringArray:
    moments = pc.round_temporal(pa.array(cells, pa.timestamp("us")), unit="second").cast(pa.timestamp("s"))
    days = moments.cast(pa.date32())
    return (days if pc.all(pc.equal(days.cast(pa.timestamp("s")), moments)).as_py() else moments).cast(pa.string())


def _number(cell: float) -> str:
    return str(int(cell)) if cell.is_integer() and abs(cell) < 10 * _EXACT else repr(cell)


def _moment(cell: datetime) -> str:
    cell = (cell + timedelta(microseconds=500_000)).replace(microsecond=0)
    return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")


def _passed(cell: timedelta) -> str:
    minutes, seconds = divmod(round(cell.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


_TOGETHER: dict[type, Callable[[Sequence[Any]], pa.StringArray | None]] = {
    float: _of_numbers,
    datetime: _of_moments,
    date: _of_days,
}
_TEXT: dict[type, Callable[[Any], str]] = {
    str: str,
    float: _number,
    int: str,
    bool: lambda cell: "true" if cell else "false",
    datetime: _moment,
    date: date.isoformat,
    time: lambda cell: cell.isoformat(timespec="seconds"),
    timedelta: _passed,
}
