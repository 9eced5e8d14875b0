"""A column before and after it is understood."""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from core.data.reading.blanks import stands_for_nothing
from core.data.reading.distinct import Distinct
from core.data.reading.results import DateOrder, Decimal, Kind

NEARLY_ALL = 0.95
"""So many of the cells must be of a kind for the column to be; the others count as missing and are told."""


@dataclass(frozen=True)
class Raw:
    """A column as text, with what the whole file tells about its numbers and dates."""

    name: str
    column: Distinct
    decimal: Decimal
    order: DateOrder
    numbers: pa.BooleanArray | None = None
    """Cells that a workbook holds as numbers: always with a point, whatever style its texts have."""

    def without_blanks(self, among_values: bool) -> "Raw":
        """Return the column without words such as "n/a"; `among_values`: also those that could be a category, but no number or
        date.
        """
        return replace(self, column=self.column.without(stands_for_nothing(self.column.values, among_values)))


@dataclass(frozen=True)
class Understood:
    """A column with its kind. `values` has one value a row: float64 or int64, timestamp, bool, or (dictionary of) string."""

    kind: Kind
    values: pa.Array
    distinct: int
    lost: int = 0
    """Cells that held something of another kind and now count as missing."""
    how: str = ""
    """What is worth a note: "serial", "zeros", …"""
    spelled: tuple[str, str] = ("", "")
    """How no and yes are written most often."""
    unit: str = ""
    """What stood beside each number; `spelling.CLOCK_HOURS` of times of day."""


def typed(raw: Raw, kind: Kind, parsed: pa.Array, how: str = "", spelled: tuple[str, str] = ("", "")) -> Understood:
    """Return the column with `parsed` for each of its different values."""
    values = raw.column.spread(parsed)
    lost = max(0, values.null_count - raw.column.places.null_count)
    return Understood(kind, values, len(parsed.unique().drop_null()), lost, how, spelled)


def as_text(raw: Raw, kind: Kind, how: str = "") -> Understood:
    """Return the column as it stands; as a dictionary where values come back, which is much smaller."""
    column = raw.column
    if len(column.values) < 0.5 * column.rows:
        values = pa.DictionaryArray.from_arrays(column.places, column.values)
    else:
        values = column.spread(column.values)
    return Understood(kind, values, len(column.values), how=how)


def share(mask: pa.BooleanArray) -> float:
    """Return how many of 1 are marked; 0 of nothing."""
    return float(np.mean(np.asarray(mask))) if len(mask) else 0.0
