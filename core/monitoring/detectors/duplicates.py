"""Rows that say the same: whole copies, and rows told twice with small differences (another id, a typing slip, a rounded number).

Rows that are alike by chance are everywhere in a table of few categories. So two rows count as one thing told twice only if two
halves of their columns, each rare by itself, both meet again; then what is left may differ only slightly. No row is compared
with all others: equal parts are found by hashing (locality-sensitive blocking, Christen 2012, Data Matching, chapter 4).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.data.reading import Column
from core.monitoring.detectors.hashing import Hashes, Mask, counts_of, exact, forgiving, mixed, together

ROUNDS, ROUNDS_IF_LARGE = 8, 4
"""Ways in which the columns are split in three. A pair with one changed column is met in each, with three in most cases in one."""
RARE = 4
"""A part of a row that comes at most so often can tell who it is."""
MOST_CHANGED = 3
MOST_OF_A_NUMBER = 0.05
ID_LIKE = 0.95
"""Share of different values from which on words or whole numbers are taken to tell rows apart, not to describe them."""

MOST_COMPARED = 100_000
"""Rows compared in one round."""

Places = npt.NDArray[np.intp]
Pairs = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Copies:
    """n rows of a table; row numbers are places in it, from 0."""

    rows: int
    whole: Mask
    """(n,): equal to an earlier row in every cell."""
    telling: int
    """Whole copies that are no chance: their row is rare enough to be met once."""
    near: Pairs
    """(m, 2): an earlier row, and the later one that says almost the same."""
    changed: tuple[str, ...]
    """Columns in which they differ, the most frequent first."""


def find_copies(frame: pd.DataFrame, columns: Sequence[Column]) -> Copies:
    """Find rows that say the same, in a table with two columns or more."""
    whole = _whole_copies(frame, columns)
    ids = [column for column in columns if _tells_rows_apart(frame[column.name], column)]
    told = [column.name for column in columns if column not in ids and column.kind != "empty"]
    hashes = {name: forgiving(frame[name]) for name in told}
    pairs = _told_twice(list(hashes.values()), len(frame))
    near, changed = _slightly_different(frame, hashes, pairs[~whole[pairs[:, 1]]])
    certain = np.zeros(len(frame), dtype=bool)
    certain[pairs[:, 1]] = True
    named = any(frame[column.name].notna().to_numpy()[whole].all() for column in ids)
    return Copies(len(frame), whole, int(whole.sum() if named else (whole & certain).sum()), near, changed)


def _whole_copies(frame: pd.DataFrame, columns: Sequence[Column]) -> Mask:
    rows = len(frame)
    if any(column.distinct == rows for column in columns):
        return np.zeros(rows, dtype=bool)
    hashes = together([exact(frame[column.name]) for column in columns], range(len(columns)), rows)
    return np.asarray(pd.Series(mixed(hashes)).duplicated())


def _tells_rows_apart(values: "pd.Series[Any]", column: Column) -> bool:
    if column.kind == "id":
        return True
    known = len(values) - column.missing
    many = column.distinct >= ID_LIKE * known > 0
    whole_numbers = column.kind == "number" and pd.api.types.is_integer_dtype(values)
    return many and (column.kind in ("email", "phone") or (whole_numbers and column.distinct == known))


def _told_twice(columns: Sequence[Hashes], rows: int) -> Pairs:
    """Pairs of rows (earlier, later) that agree in two of three parts of the columns, each of them rare."""
    rng = np.random.default_rng(0)
    found = [np.empty((0, 2), dtype=np.intp)]
    rounds = ROUNDS if rows <= MOST_COMPARED else ROUNDS_IF_LARGE
    for _ in range(rounds if len(columns) > MOST_CHANGED else 1):
        order = rng.permutation(len(columns))
        parts = [order[first::3] for first in range(min(3, len(columns)))]
        for anchor, others in zip(parts, (parts[1:], parts[2:]), strict=False):
            found += _meeting(columns, anchor, others, rows)
    return np.unique(np.concatenate(found), axis=0)


def _meeting(columns: Sequence[Hashes], anchor: Places, others: Sequence[Places], rows: int) -> Iterator[Pairs]:
    """Pairs that agree in the columns of the anchor and in those of one of the others.

    Of a large table only a part is looked at, chosen by what the anchor's columns hold, so that equal rows stay together.
    """
    keys = together([columns[at] for at in anchor], [int(at) for at in anchor], rows)
    every = max(1, rows // MOST_COMPARED)
    looked_at = np.flatnonzero(keys // np.uint64(2**40) % np.uint64(every) == 0) if every > 1 else np.arange(rows)
    keys = keys[looked_at]
    rare = counts_of(keys) <= RARE
    looked_at, keys = looked_at[rare], keys[rare]
    for other in others:
        second = together([columns[at][looked_at] for at in other], [int(at) for at in other], len(looked_at))
        rare = counts_of(second) <= RARE
        yield _equal(mixed(keys[rare]) + second[rare], looked_at[rare])


def _equal(keys: Hashes, places: Places) -> Pairs:
    """Places of equal keys, each with the first of its kind."""
    again = counts_of(keys) > 1
    keys, places = keys[again], places[again]
    _, first, kind = np.unique(keys, return_index=True, return_inverse=True)
    pairs = np.column_stack([places[first[kind]], places])
    return pairs[pairs[:, 0] < pairs[:, 1]]


def _slightly_different(
    frame: pd.DataFrame, hashes: Mapping[str, Hashes], pairs: Pairs
) -> tuple[Pairs, tuple[str, ...]]:
    """The pairs of which at most three cells differ, all of them slightly; and the columns in which they do."""
    differ, slight = {}, np.ones(len(pairs), dtype=bool)
    for name, each in hashes.items():
        differ[name] = each[pairs[:, 0]] != each[pairs[:, 1]]
        slight[differ[name]] &= _slightly(frame[name], each, pairs[differ[name]])
    number = np.sum(list(differ.values()), axis=0) if differ else np.zeros(len(pairs))
    kept = slight & (number <= min(MOST_CHANGED, max(1, len(hashes) // 3)))
    often = {name: int(each[kept].sum()) for name, each in differ.items()}
    changed = tuple(sorted((name for name in often if often[name]), key=lambda name: -often[name]))
    near = pairs[kept]
    return near[np.unique(near[:, 1], return_index=True)[1]], changed


def _slightly(values: "pd.Series[Any]", hashes: Hashes, pairs: Pairs) -> Mask:
    """(m,): of pairs whose cells differ in this column, whether one is missing, a slip, or nearly the same number."""
    first, second = values.iloc[pairs[:, 0]], values.iloc[pairs[:, 1]]
    gap = first.isna().to_numpy() | second.isna().to_numpy()
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        one, other = (each.to_numpy(dtype=np.float64, na_value=np.nan) for each in (first, second))
        return np.asarray(gap | (np.abs(one - other) <= MOST_OF_A_NUMBER * np.maximum(np.abs(one), np.abs(other))))
    if values.dtype != "str" or not len(pairs):
        return gap
    often = counts_of(hashes)
    few = np.minimum(often[pairs[:, 0]], often[pairs[:, 1]]) <= max(2, len(values) // 500)
    words = zip(few & ~gap, first, second, strict=True)
    slips = [bool(asked) and is_slip(str(one).casefold(), str(other).casefold()) for asked, one, other in words]
    return np.asarray(gap | np.array(slips, dtype=bool))


def is_slip(one: str, other: str) -> bool:
    """Tell whether one letter was changed, left out, added, or two changed places, in words of four letters or more."""
    if min(len(one), len(other)) < 4 or abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])
