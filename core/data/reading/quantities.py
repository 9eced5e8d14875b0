"""Columns of numbers with a unit in each cell ("12 kg"), and of times of day ("14:30") as hours."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.common.parsing.quantities import AMOUNT, CLOCK, DURATION, distinct_units, unit_written


def without_unit(values: pa.StringArray) -> tuple[pa.StringArray, str]:
    """Return the values without their unit, and that unit. As they are, and "", if they have none or several."""
    parts = pc.extract_regex(values, AMOUNT)
    units = _units(parts)
    if len(distinct_units(units)) != 1:
        return values, ""
    return pc.if_else(parts.is_valid(), parts.field("amount"), values), units[0]


def several_units(values: pa.StringArray) -> list[str]:
    """Return the different units of values of which nearly all have one; none if there is just one."""
    parts = pc.extract_regex(values, AMOUNT)
    if parts.null_count > 0.05 * len(parts):
        return []
    kinds = distinct_units(_units(parts))
    return sorted(kinds) if len(kinds) > 1 else []


def clock_hours(values: pa.StringArray) -> pa.DoubleArray:
    """Return hours since midnight (14:30 is 14.5) or hours that passed (255:10:00), null where a value is neither."""
    parts = pc.extract_regex(pc.replace_substring_regex(values, DURATION, r"\1:\2:\3"), CLOCK)
    is_clock = np.asarray(parts.is_valid())
    hour, minute, second = (_number(parts, name) for name in ("hour", "minute", "second"))
    half = np.asarray(pc.utf8_lower(pc.fill_null(parts.field("half"), "")))
    passed = np.asarray(pc.not_equal(pc.fill_null(parts.field("second"), ""), ""))
    is_clock &= ((hour < 24) | passed) & ((half == "") | ((hour >= 1) & (hour <= 12)))
    hour = np.where(half == "", hour, hour % 12 + 12 * (half == "p"))
    return pa.array(hour + minute / 60 + second / 3600, mask=~is_clock)


def _number(parts: pa.StructArray, name: str) -> np.ndarray:
    texts = pc.fill_null(parts.field(name), "")
    return np.asarray(pc.if_else(pc.equal(texts, ""), "0", texts).cast(pa.float64()))


def _units(parts: pa.StructArray) -> list[str]:
    """Each unit that occurs, as it is written; [""] among them stands for letters that are no unit."""
    found = parts.filter(parts.is_valid())
    pairs = zip(found.field("gap").to_pylist(), found.field("unit").to_pylist(), strict=True) if len(found) else ()
    return [unit_written(gap, unit) for gap, unit in dict.fromkeys(pairs)]
