"""The rows of a table that are no data of it: left out and told, or kept because the owner wants them."""

from collections.abc import Collection

import numpy as np
import pyarrow as pa

from core.common.words import Words
from core.data.reading import refusals
from core.data.reading.endings import repeated_headings, tail_of, typed_columns
from core.data.reading.grid import Grid
from core.data.reading.results import Note, Skip
from core.data.reading.subtotals import subtotals_of

_TOP = 200
_counted = Words().counted


def rows_of(
    grid: Grid, body: pa.Int64Array, names: tuple[str | None, ...] | None, keep: Collection[Skip]
) -> tuple[Grid, list[Note]]:
    """Return the rows of the table itself, and what stood between and below them; of that, what is in `keep` stays.

    Raises:
        UnreadableFile: no row is left.
    """
    places = body.to_numpy()
    found: dict[Skip, np.ndarray] = {"repeated_headings": places[repeated_headings(grid, body, names)]}
    inner = _without(places, found["repeated_headings"])
    found["totals"], found["remarks"] = tail_of(grid, pa.array(inner))
    inner = _without(inner, found["totals"], found["remarks"])
    top = grid.taken(pa.array(inner[:_TOP], pa.int64()))
    found["subtotals"] = inner[subtotals_of(grid, pa.array(inner), typed_columns(top.rows(0, _TOP)))]
    table = _without(inner, found["subtotals"])
    if not len(table):
        raise refusals.no_rows()
    within = np.arange(table[0], table[-1] + 1)
    found["blank_rows"] = _without(within, places)
    kept = [rows for skip, rows in found.items() if skip in keep]
    rows = np.unique(np.concatenate([table, *kept])) if kept else table
    notes = [note for skip in _ORDER for note in skip_note(skip, len(found[skip]), keep)]
    return grid.taken(pa.array(rows, pa.int64())), notes


_ORDER: tuple[Skip, ...] = ("repeated_headings", "subtotals", "blank_rows", "totals", "remarks")


def skip_note(skip: Skip, count: int, keep: Collection[Skip]) -> list[Note]:
    """Return what is told of `count` rows or columns that are no data, with the other way as an offer; nothing of none."""
    if not count:
        return []
    it = "it" if count == 1 else "them"
    what = _WHAT[skip] if (skip, count) != ("totals", 1) else "The last row looked like a total;"
    what = what.format(count=count, rows=_counted(count, "row"), blank=_counted(count, _BLANK.get(skip, "")))
    done, other = ("kept", f"Leave {it} out") if skip in keep else ("left out", f"Keep {it}")
    return [Note(f"{what} {done}.", "keep", offers=((skip, other),))]


_BLANK: dict[Skip, str] = {"blank_rows": "blank row", "blank_columns": "blank column"}
_WHAT: dict[Skip, str] = {
    "repeated_headings": "{rows} that repeated the headings",
    "subtotals": "{rows} within the table that sum up others",
    "blank_rows": "{blank}",
    "totals": "The last {count} rows looked like totals;",
    "remarks": "{rows} of remarks below the table",
    "blank_columns": "{blank}",
}


def _without(places: np.ndarray, *others: np.ndarray) -> np.ndarray:
    if not any(len(other) for other in others):
        return places
    return places[~np.isin(places, np.concatenate(others))]
