"""One row of the log, defined once: what the endpoint writes, the table's columns, and the arrays that are read of many rows.

The endpoint loads this file, so it does without numpy; `columns` makes the arrays.
"""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Whole = npt.NDArray[np.int64]


class LogRow(msgspec.Struct, kw_only=True, gc=False):
    """One answer, as the table `prediction` has it: each field is the column of that name."""

    seq: int = 0
    """Rises with time and is never used twice; the id that a caller gets is this, enciphered. Given when the row is kept."""
    served: int
    """The version as it was asked (table `served`)."""
    at: float
    """Seconds since 1970 (UTC): when it was asked, or from noon of the past day that it is meant for."""
    recorded: float | None
    """When it was really written, if `at` is of a past day; else None."""
    latency: int
    """Microseconds of the answer's making."""
    score: float | None
    answer: float | None
    """Coded as in core.models.reference, as `score` is."""
    low: float | None
    high: float | None
    bins: bytes
    """For each input one byte, which says where its value lies in the reference."""
    subject: int | None
    """64 bits of a keyed hash of the owner's own id."""
    source: str
    """api, form, file or practice; shadow for a version that only watches: nobody was given that, and no live figure counts it."""


@dataclass(frozen=True)
class Figures:
    """What indicators need of n rows: each field is an array of the column of that name. Rolled-up pieces hold these columns."""

    seq: "Whole"
    at: "Floats"
    score: "Floats"
    answer: "Floats"
    latency: "Whole"


COLUMNS: tuple[str, ...] = LogRow.__struct_fields__
FIGURES: tuple[str, ...] = tuple(field.name for field in fields(Figures))
WHOLE_NUMBERS = frozenset(name for name in FIGURES if LogRow.__annotations__[name] is int)
"""Figures that every row has, as whole numbers. The others are floats, NaN where a row has none."""
