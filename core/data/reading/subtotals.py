"""Rows within a table that sum up those above them: they would count everything twice."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.data.reading.distinct import Distinct
from core.data.reading.grid import Grid
from core.data.reading.numerals import as_numbers, style_of

_SAYS_SO = r"(?i)(?:^|[\s:])(?:sub-?)?(?:totals?|summe|zwischensumme|gesamt|sous-total|somme|suma|subtotale?|totale|totaal)(?:[\s:]|$)"
_LABELS = 3
"""Words such as "Total" stand in one of the first columns."""
_MOST = 0.5
"""More of them are a kind of row, not sums."""


def subtotals_of(grid: Grid, body: pa.Int64Array, typed: Sequence[int]) -> np.ndarray:
    """Mark those of the rows `body` that are subtotals.

    A subtotal says so in a cell of words, and one of its numbers is the sum of the rows since the last one, or of all.
    """
    rows = grid.taken(body)
    marked = np.zeros(len(body), bool)
    said = _says_so(rows, typed)
    if not len(said) or len(said) > _MOST * rows.height:
        return marked
    for place in typed:
        marked[said] |= _are_sums(rows.columns[place], said)
    return marked


def _says_so(rows: Grid, typed: Sequence[int]) -> np.ndarray:
    """Places of the rows with such a word."""
    found = np.zeros(rows.height, bool)
    words = [place for place in range(rows.width) if place not in typed][:_LABELS]
    for place in words:
        found |= np.asarray(pc.fill_null(pc.match_substring_regex(rows.columns[place], _SAYS_SO), False))
    return np.flatnonzero(found)


def _are_sums(column: pa.StringArray, said: np.ndarray) -> np.ndarray:
    """For each of the rows `said`: whether its number is the sum of those since the one before, or of all."""
    distinct = Distinct.of(column)
    parsed = distinct.spread(as_numbers(distinct.values, style_of(distinct).decimal or "point"))
    numbers = np.nan_to_num(np.asarray(pc.fill_null(parsed, 0.0)))
    given = numbers[said]
    plain = numbers.copy()
    plain[said] = 0.0
    running = np.cumsum(plain)[said]
    sums = (np.diff(running, prepend=0.0), running)
    close = [np.abs(total - given) <= 0.005 * np.abs(given) + 1e-9 for total in sums]
    return np.asarray((close[0] | close[1]) & (given != 0))
