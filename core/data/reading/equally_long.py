"""Very many dates of one form (2026-03-01 10:15:00, row after row) as a matrix of digits: a hundred times faster than patterns."""

import re

import numpy as np
import pyarrow as pa

_ZERO, _NINE = ord("0"), ord("9")


def digits_of(values: pa.StringArray) -> tuple[str, np.ndarray] | None:
    """Return the first value and a matrix (rows x letters) of digits, if all have digits in the same places and else the same
    letters.

    None otherwise. `values` holds no null.
    """
    if len(values) < 2:
        return None
    width, rest = divmod(_size(values), len(values))
    if rest or not 6 <= width <= 32:
        return None
    starts = np.frombuffer(values.buffers()[1], np.int32)[values.offset : values.offset + len(values) + 1]
    if not np.all(np.diff(starts) == width):
        return None
    letters = np.frombuffer(values.buffers()[2], np.uint8)[starts[0] : starts[-1]].reshape(len(values), width)
    is_digit = (letters[0] >= _ZERO) & (letters[0] <= _NINE)
    numbers = letters[:, is_digit]
    if not np.all((numbers >= _ZERO) & (numbers <= _NINE)) or not np.all(
        letters[:, ~is_digit] == letters[0, ~is_digit]
    ):
        return None
    first = str(values[0].as_py())
    return (first, letters - np.uint8(_ZERO)) if first.isascii() else None


def group(found: re.Match[str], digits: np.ndarray, name: str) -> np.ndarray | None:
    """Return the numbers that stand where group `name` was found in the first value, or None where it was not."""
    start, end = found.span(name)
    if start < 0 or start == end:
        return None
    powers = 10 ** np.arange(end - start - 1, -1, -1, dtype=np.int64)
    return np.asarray(digits[:, start:end].astype(np.int64) @ powers)


def _size(values: pa.StringArray) -> int:
    ends = np.frombuffer(values.buffers()[1], np.int32)
    return int(ends[values.offset + len(values)] - ends[values.offset])
