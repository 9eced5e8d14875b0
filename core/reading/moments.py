"""Dates as people write them: 2026-03-01, 1.3.2026, 3/1/26, 1 March 2026, 20260301T101500, with times and time zones."""

import re
from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.reading import equally_long
from core.reading.months import month_numbers
from core.reading.shapes import DateOrder
from core.spelling.days import COMPACT, ISO, NUMERIC, TIME

_LETTER = r"[A-Za-z\x{c0}-\x{24f}]"
"""Of the languages whose months we know; all letters of the world would make each pattern a thousand times larger."""
_NAMED_ZONES = {
    "CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120, "EET": 120, "EEST": 180, "WET": 0, "WEST": 60,
    "EST": -300, "EDT": -240, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
}  # fmt: skip
_WEEKDAY = rf"(?:{_LETTER}{{2,10}}\.?,? )?"
_DAY_NAME = (
    _WEEKDAY + r"(?P<a>[0-9]{1,2})(?:st|nd|rd|th|\.|º|er)?[ -]?(?:de )?"
    rf"(?P<b>{_LETTER}{{3,10}})\.?,?[ -]?(?:de )?(?P<c>[0-9]{{4}}|[0-9]{{2}})"
)
_NAME_DAY = _WEEKDAY + rf"(?P<b>{_LETTER}{{3,10}})\.?[ -](?P<a>[0-9]{{1,2}})(?:st|nd|rd|th)?,?[ -](?P<c>[0-9]{{4}})"
_MONTH_YEAR = rf"^(?P<b>{_LETTER}{{3,10}})\.?[ -/](?P<c>[0-9]{{4}})$"
_YEAR_MONTH = r"^(?P<a>(?:19|20)[0-9]{2})[-/](?P<b>0[1-9]|1[0-2])$"

DAY = np.timedelta64(1, "D")
SECOND = 1_000_000
_NOTHING = np.iinfo(np.int64).min
_MONTHS_OF_CHANGE = {2, 3, 8, 9, 10}
"""March, April, September, October, November, counted from 0: where clocks are put forward or back."""
Numbers = np.ndarray
Day = tuple[Numbers, Numbers, Numbers]


def as_moments(values: pa.StringArray, order: DateOrder) -> pa.TimestampArray:
    """Each value as a moment (microseconds, no time zone), null where it is no date.

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
    for pattern, place in ((ISO, _year_month_day), (NUMERIC, _by_order)):
        match = re.match(pattern, first)
        if match and not (match["fraction"] or match["half"] or match["zone"]):
            numbers = {
                name: equally_long.group(match, digits, name) for name in ("a", "b", "c", "hour", "minute", "second")
            }
            known = {name: np.zeros(len(values), np.int64) if part is None else part for name, part in numbers.items()}
            moments = _moments(place(known["a"], known["b"], known["c"], order))
            seconds, timely = _seconds(known["hour"], known["minute"], known["second"])
            return np.where(timely & (moments != _NOTHING), moments + seconds * SECOND, _NOTHING)
    return None


def _of_many_forms(values: pa.StringArray, order: DateOrder) -> Numbers:
    result = np.full(len(values), _NOTHING)
    zones = np.zeros(len(values), np.int64)
    left = np.arange(len(values))
    for pattern, place in _FORMS:
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


def is_one_place(moments: Numbers, zones: Numbers) -> bool:
    """Whether clocks of one place gave these moments: one zone, or a second one an hour apart in another season."""
    offsets = np.unique(zones)
    if len(offsets) < 2:
        return True
    if len(offsets) > 2 or offsets[1] - offsets[0] != 3600 * SECOND:
        return False
    months = moments.astype("datetime64[us]").astype("datetime64[M]").astype(np.int64) % 12
    seasons = [set(months[zones == offset]) - _MONTHS_OF_CHANGE for offset in offsets]
    return not seasons[0] & seasons[1]


Placing = Callable[[Numbers, Numbers, Numbers, DateOrder], Day]


def zones_of(values: pa.StringArray) -> list[str]:
    """The different time zones that moments in `values` name."""
    parts = pc.extract_regex(
        values, r"[0-9]:[0-9.,:]+\s*(?:[AaPp][Mm])?\s*(?P<zone>Z|[A-Z]{3,4}|[+-][0-9]{2}(?::?[0-9]{2})?)$"
    )
    return sorted({zone for zone in parts.field("zone").unique().to_pylist() if zone})


def _year_month_day(first: Numbers, second: Numbers, third: Numbers, _: DateOrder) -> Day:
    return first, second, third


def _by_order(first: Numbers, second: Numbers, third: Numbers, order: DateOrder) -> Day:
    if order == "year_first" and third.max(initial=0) <= 31:
        return _full_years(first), second, third
    swap = (second > 12) & (first <= 12) if order != "month_first" else ~((first > 12) & (second <= 12))
    return _full_years(third), np.where(swap, first, second), np.where(swap, second, first)


def _by_name(first: Numbers, second: Numbers, third: Numbers, _: DateOrder) -> Day:
    return _full_years(third), second, np.where(first < 0, 1, first)


def _year_month(first: Numbers, second: Numbers, _third: Numbers, _: DateOrder) -> Day:
    return first, second, np.ones_like(first)


_FORMS: tuple[tuple[str, Placing], ...] = (
    (ISO, _year_month_day),
    (COMPACT, _year_month_day),
    (NUMERIC, _by_order),
    ("^" + _DAY_NAME + TIME + "$", _by_name),
    ("^" + _NAME_DAY + TIME + "$", _by_name),
    (_MONTH_YEAR, _by_name),
    (_YEAR_MONTH, _year_month),
)


def _read(parts: pa.StructArray, place: Placing, order: DateOrder) -> tuple[Numbers, Numbers]:
    """Microseconds since 1970 (`_NOTHING` where there is no such day or hour), and the zone's microseconds east of UTC."""
    names = {field.name for field in parts.type}
    second = _months(parts.field("b")) if place is _by_name else _integers(parts, "b")
    absent = np.full(len(parts), -1)
    first, third = (_integers(parts, name) if name in names else absent for name in ("a", "c"))
    moments = _moments(place(first, second, third, order))
    if "hour" not in names:
        return moments, np.zeros(len(parts), np.int64)
    seconds, timely = _seconds(*(np.maximum(_integers(parts, name), 0) for name in ("hour", "minute", "second")))
    half, micros = _half_day(parts), _micros(parts)
    is_noon, is_afternoon = seconds // 3600 == 12, half == "p"
    seconds = np.where(
        is_afternoon & ~is_noon, seconds + 43_200, np.where((half == "a") & is_noon, seconds - 43_200, seconds)
    )
    timely &= seconds < 86_400
    return np.where(timely & (moments != _NOTHING), moments + seconds * SECOND + micros, _NOTHING), _zone(
        parts.field("zone")
    )


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


def _seconds(hour: Numbers, minute: Numbers, second: Numbers) -> tuple[Numbers, Numbers]:
    return (hour * 60 + minute) * 60 + second, (hour < 24) & (minute < 60) & (second < 60)


def _months(names: pa.StringArray) -> Numbers:
    encoded = names.dictionary_encode()
    numbers = [month_numbers().get((name or "").casefold(), -1) for name in encoded.dictionary.to_pylist()]
    places = np.asarray(pc.fill_null(encoded.indices, len(numbers)))
    return np.asarray(np.array([*numbers, -1], np.int64)[places])


def _half_day(parts: pa.StructArray) -> Numbers:
    """"a" in the morning, "p" in the afternoon, "" where the clock has 24 hours."""  # fmt: skip
    return np.asarray(pc.utf8_slice_codeunits(pc.fill_null(pc.utf8_lower(parts.field("half")), ""), 0, 1))


def _micros(parts: pa.StructArray) -> Numbers:
    fraction = pc.utf8_slice_codeunits(pc.utf8_rpad(pc.fill_null(parts.field("fraction"), ""), 6, "0"), 0, 6)
    return np.asarray(fraction.cast(pa.int64()))


def _zone(zones: pa.StringArray) -> Numbers:
    """Microseconds east of UTC."""
    encoded = zones.dictionary_encode()
    offsets = [_offset(zone or "") for zone in encoded.dictionary.to_pylist()]
    places = np.asarray(pc.fill_null(encoded.indices, len(offsets)))
    return np.asarray(np.array([*offsets, 0], np.int64)[places] * 60 * SECOND)


def _offset(zone: str) -> int:
    """Minutes: "+05:30" -> 330, "CEST" -> 120."""
    if zone[:1] not in {"+", "-"}:
        return _NAMED_ZONES.get(zone, 0)
    digits = zone[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return -minutes if zone[0] == "-" else minutes


def _integers(parts: pa.StructArray, name: str) -> np.ndarray:
    """A group of digits as integers, -1 where there is none."""
    digits = parts.field(name)
    digits = pc.if_else(pc.and_(parts.is_valid(), pc.not_equal(digits, "")), digits, "-1")
    return np.asarray(pc.fill_null(digits, "-1").cast(pa.int64()))


def _full_years(years: np.ndarray) -> np.ndarray:
    """26 -> 2026, 85 -> 1985 (POSIX: 69 to 99 are of the last century)."""
    return np.where(
        (years >= 0) & (years < 69), years + 2000, np.where((years >= 69) & (years < 100), years + 1900, years)
    )
