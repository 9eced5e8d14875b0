"""Dates as people write them: 2026-03-01, 1.3.2026, 3/1/26, 1 March 2026, 20260301T101500, with times and time zones."""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.common.parsing.dates import ISO, NUMERIC
from core.data.reading import equally_long
from core.data.reading.clocks import SECOND, Numbers, is_one_place, seconds_of, time_in, zone_in
from core.data.reading.date_forms import FORMS, Day, Placing, by_order, day_in, year_month_day
from core.data.reading.results import DateOrder

_NOTHING = np.iinfo(np.int64).min


def as_moments(values: pa.StringArray, order: DateOrder) -> pa.TimestampArray:
    """Return each value as a moment (microseconds, no time zone), null where it is no date.

    `order` decides what can be read both ways; what can be read one way only is read that way. Moments with time zones
    become UTC where zones differ; of one place, also in summer and winter, they stay as the clock there showed.
    """
    result = _of_one_form(values, order)
    if result is None:
        result = _of_many_forms(values, order)
    return pa.array(result, mask=result == _NOTHING).cast(pa.timestamp("us"))


def _of_one_form(values: pa.StringArray, order: DateOrder) -> Numbers | None:
    """Quickly where all are numbers in the same places, without a zone; None elsewhere."""
    found = equally_long.digits_of(values) if not values.null_count else None
    if found is None:
        return None
    first, digits = found
    for pattern, place in ((ISO, year_month_day), (NUMERIC, by_order)):
        match = re.match(pattern, first)
        if match and not (match["fraction"] or match["half"] or match["zone"]):
            numbers = {
                name: equally_long.group(match, digits, name) for name in ("a", "b", "c", "hour", "minute", "second")
            }
            known = {name: np.zeros(len(values), np.int64) if part is None else part for name, part in numbers.items()}
            moments = _moments(place(known["a"], known["b"], known["c"], order))
            seconds, timely = seconds_of(known["hour"], known["minute"], known["second"])
            return np.where(timely & (moments != _NOTHING), moments + seconds * SECOND, _NOTHING)
    return None


def _of_many_forms(values: pa.StringArray, order: DateOrder) -> Numbers:
    result = np.full(len(values), _NOTHING)
    zones = np.zeros(len(values), np.int64)
    left = np.arange(len(values))
    for pattern, place in FORMS:
        parts = pc.extract_regex(values.take(pa.array(left)), pattern)
        if parts.null_count < len(parts):
            found, offset = _read(parts, place, order)
            fresh = found != _NOTHING
            result[left[fresh]], zones[left[fresh]] = found[fresh], offset[fresh]
            left = left[~fresh]
        if not len(left):
            break
    known = result != _NOTHING
    if not is_one_place(result[known], zones[known]):
        result[known] -= zones[known]
    return result


def _read(parts: pa.StructArray, place: Placing, order: DateOrder) -> tuple[Numbers, Numbers]:
    """Microseconds since 1970 (`_NOTHING` where there is no such day or hour), and the zone's microseconds east of UTC."""
    moments = _moments(day_in(parts, place, order))
    if "hour" not in {field.name for field in parts.type}:
        return moments, np.zeros(len(parts), np.int64)
    since_midnight, timely = time_in(parts)
    return np.where(timely & (moments != _NOTHING), moments + since_midnight, _NOTHING), zone_in(parts)


def _moments(day: Day) -> Numbers:
    """Microseconds from 1970 to the beginning of a day."""
    year, month, of_month = day
    valid = (year >= 1600) & (year <= 2400) & (month >= 1) & (month <= 12) & (of_month >= 1)
    months = (np.where(valid, year, 1970) - 1970).astype("datetime64[Y]").astype("datetime64[M]") + (
        np.where(valid, month, 1) - 1
    )
    days = months.astype("datetime64[D]") + (np.where(valid, of_month, 1) - 1)
    valid &= days.astype("datetime64[M]") == months
    return np.where(valid, days.astype("datetime64[us]").astype(np.int64), _NOTHING)
