"""Numbers in another unit than the rest of their column: cents for whole money, pounds for kilograms, in a part of the rows.

`candidates`: factors, and tests of a part. `context`: what a row's other columns lead one to expect. Then one file for each trace that
another unit leaves: `groups` of rows, `digits`, values that stand `apart`, `runs` of rows. `concerned`: which rows of the whole
table it is.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from core.data.reading import Column
from core.monitoring.detectors.unit_errors import apart, digits, groups, runs
from core.monitoring.detectors.unit_errors.candidates import Floats, How, Mask, Rescaled
from core.monitoring.detectors.unit_errors.concerned import MOST_LISTED, concerned
from core.monitoring.detectors.unit_errors.context import Context

__all__ = ["Rescaled", "find_rescaled"]

FEWEST = 60
DIFFERENT = 12
MOST_LOOKED_AT = 10_000
"""Rows of a large table that are looked at, drawn at random, in the table's order."""


def find_rescaled(frame: pd.DataFrame, columns: Sequence[Column]) -> list[Rescaled]:
    """Find numbers that stand in another unit than the rest: at most one part for each column of numbers."""
    large = len(frame) > MOST_LOOKED_AT
    looked_at = frame.sample(MOST_LOOKED_AT, random_state=0).sort_index() if large else frame
    numbers = [column.name for column in columns if column.kind == "number" and _may_have_units(looked_at[column.name])]
    if not numbers:
        return []
    context, known = Context(looked_at, columns), groups.groups_of(looked_at, columns)
    told = ((_of_group(frame, looked_at, name, context, known), name) for name in numbers)
    return [found for group, name in told if (found := group or _in_column(frame, looked_at, name, context))]


def _may_have_units(values: "pd.Series[float]") -> bool:
    above = values[values > 0]
    return len(above) >= max(FEWEST, 0.3 * len(values)) and above.nunique() >= DIFFERENT


def _of_group(
    frame: pd.DataFrame,
    looked_at: pd.DataFrame,
    name: str,
    context: Context,
    known: Sequence[tuple[groups.Group, Mask]],
) -> Rescaled | None:
    values = looked_at[name].to_numpy(dtype=np.float64, na_value=np.nan)
    above = values > 0
    found = groups.group(values[above], above, known, context, name)
    if not found:
        return None
    factor, part, group = found
    rows = frame.index[
        (frame[group.by] == group.value).to_numpy(dtype=bool, na_value=False)
        & (frame[name] > 0).to_numpy(dtype=bool, na_value=False)
    ]
    which = [int(row) for row in rows] if len(rows) <= MOST_LISTED else None
    return Rescaled(
        name, factor, float(part.mean()), "group", int(rows.min()), int(rows.max()), which, (group.by, str(group.value))
    )


def _in_column(frame: pd.DataFrame, looked_at: pd.DataFrame, name: str, context: Context) -> Rescaled | None:
    values = looked_at[name].to_numpy(dtype=np.float64, na_value=np.nan)
    above = values > 0
    logs = np.log(values[above])
    residuals = context.residuals(logs, above, without=[name])
    for how, (factor, part) in _traces(values[above], logs, residuals):
        where = looked_at.index.to_numpy()[above][part]
        which = concerned(frame, name, how, factor, seen=where, looked_at=len(looked_at))
        told: How = "run" if _stand_together(part) else how
        return Rescaled(name, factor, float(part.mean()), told, *which)
    return None


def _stand_together(part: Mask) -> bool:
    """Whether nearly all rows from the first to the last of the part are in it."""
    places = np.flatnonzero(part)
    return bool(len(places) >= 0.9 * (places[-1] - places[0] + 1))


def _traces(values: Floats, logs: Floats, residuals: Floats) -> Iterator[tuple[How, tuple[float, Mask]]]:
    """The surest first, each looked for only when it is asked for."""
    centred = logs - np.median(logs)
    if found := digits.converted(values):
        yield "digits", found
    if found := digits.partly_converted(values):
        yield "whole", found
    if found := apart.heap(values, logs, residuals) or apart.heap(values, logs, centred):
        yield "apart", found
    if found := runs.run(logs, residuals):
        yield "run", found
    if found := digits.recurring(values):
        yield "recurring", found
    if found := digits.ending_in_zero(values, residuals) or digits.ending_in_zero(values, centred):
        yield "zeros", found
