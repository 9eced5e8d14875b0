"""Dates as people write them: 2026-03-01, 1.3.2026, 3/1/26, 1 March 2026, 20260301T101500, with times and time zones."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.reading.distinct import Distinct
from core.reading.months import month_numbers
from core.reading.shapes import DateOrder

_TIME = (
    r"(?:(?:[T ]|, ?)\s*(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_ISO = r"^(?P<a>[0-9]{4})[-/.](?P<b>[0-9]{1,2})[-/.](?P<c>[0-9]{1,2})" + _TIME + "$"
_COMPACT = (
    r"^(?P<a>(?:19|20)[0-9]{2})(?P<b>[01][0-9])(?P<c>[0-3][0-9])"
    r"(?:[T ]?(?P<hour>[0-2][0-9])(?P<minute>[0-5][0-9])(?P<second>[0-5][0-9])?(?P<fraction>)(?P<half>)(?P<zone>Z)?)?$"
)
_NUMERIC = r"^(?P<a>[0-9]{1,2})(?:[./-]|\. )(?P<b>[0-9]{1,2})(?:[./-]|\. )(?P<c>[0-9]{4}|[0-9]{2})" + _TIME + "$"
_WEEKDAY = r"(?:\p{L}{2,10}\.?,? )?"
_DAY_NAME = (
    _WEEKDAY
    + r"(?P<a>[0-9]{1,2})(?:st|nd|rd|th|\.|º|er)?[ -]?(?:de )?(?P<b>\p{L}{3,10})\.?,?[ -]?(?:de )?(?P<c>[0-9]{4}|[0-9]{2})"
)
_NAME_DAY = _WEEKDAY + r"(?P<b>\p{L}{3,10})\.?[ -](?P<a>[0-9]{1,2})(?:st|nd|rd|th)?,?[ -](?P<c>[0-9]{4})"
_MONTH_YEAR = r"^(?P<b>\p{L}{3,10})\.?[ -/](?P<c>[0-9]{4})$"
_YEAR_MONTH = r"^(?P<a>(?:19|20)[0-9]{2})[-/](?P<b>0[1-9]|1[0-2])$"

DAY = np.timedelta64(1, "D")
SECOND = 1_000_000
_NOTHING = np.iinfo(np.int64).min


@dataclass(frozen=True)
class Order:
    """How many dates of a column can only be day-first, only month-first, or both."""

    day_first: int
    month_first: int
    either: int
    example: str = ""
    """One that can be both."""

    @property
    def sure(self) -> DateOrder | None:
        """The order that some dates leave no doubt about, if none speaks for the other."""
        return self.known if bool(self.day_first) != bool(self.month_first) else None

    @property
    def known(self) -> DateOrder | None:
        if self.day_first == self.month_first:
            return None
        return "day_first" if self.day_first > self.month_first else "month_first"


def order_of(column: Distinct) -> Order:
    """What numbers above 12 tell about the order of day and month: in a sample if they do tell, else in all of a column."""
    sampled = _order_of(column.sample())
    return sampled if sampled.known or not sampled.example else _order_of(column.values)


def _order_of(values: pa.StringArray) -> Order:
    """A date with full stops is day-first."""
    parts = pc.extract_regex(values, _NUMERIC)
    first, second = _integers(parts, "a"), _integers(parts, "b")
    dotted = np.asarray(pc.fill_null(pc.match_substring_regex(values, r"^[0-9]{1,2}\. ?[0-9]"), False))
    known = (first >= 0) & (second >= 0)
    day_first = known & ((first > 12) | dotted) & (second <= 12)
    month_first = known & (second > 12) & (first <= 12)
    either = known & ~day_first & ~month_first & (first != second)
    example = values[int(either.argmax())].as_py() if either.any() else ""
    return Order(int(day_first.sum()), int(month_first.sum()), int(either.sum()), example)


def as_moments(values: pa.StringArray, order: DateOrder) -> pa.TimestampArray:
    """Each value as a moment (microseconds, no time zone), null where it is no date.

    `order` decides what can be read both ways; what can be read one way only is read that way. Moments with time zones
    become UTC where zones differ; with one zone throughout they stay as the clock there showed.
    """
    result = np.full(len(values), _NOTHING)
    zones = np.zeros(len(values), np.int64)
    for pattern, place in _FORMS:
        parts = pc.extract_regex(values, pattern)
        if parts.null_count == len(parts):
            continue
        found, offset = _moment(parts, place(parts, order))
        fresh = (result == _NOTHING) & (found != _NOTHING)
        result[fresh], zones[fresh] = found[fresh], offset[fresh]
    known = result != _NOTHING
    if len(np.unique(zones[known])) > 1:
        result[known] -= zones[known]
    return pa.array(result, mask=~known).cast(pa.timestamp("us"))


def _year_month_day(parts: pa.StructArray, _: DateOrder) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return _integers(parts, "a"), _integers(parts, "b"), _integers(parts, "c")


def _by_order(parts: pa.StructArray, order: DateOrder) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    first, second, year = _integers(parts, "a"), _integers(parts, "b"), _full_years(_integers(parts, "c"))
    swap = (second > 12) & (first <= 12) if order != "month_first" else ~((first > 12) & (second <= 12))
    return year, np.where(swap, first, second), np.where(swap, second, first)


def _by_name(parts: pa.StructArray, _: DateOrder) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    names = pc.utf8_lower(parts.field("b"))
    months = np.array([month_numbers().get(name or "", -1) for name in names.to_pylist()], np.int64)
    has_day = any(field.name == "a" for field in parts.type)
    days = _integers(parts, "a") if has_day else np.ones(len(parts), np.int64)
    return _full_years(_integers(parts, "c")), months, days


def _year_month(parts: pa.StructArray, _: DateOrder) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return _integers(parts, "a"), _integers(parts, "b"), np.ones(len(parts), np.int64)


_FORMS: tuple[tuple[str, Callable[[pa.StructArray, DateOrder], tuple[np.ndarray, np.ndarray, np.ndarray]]], ...] = (
    (_ISO, _year_month_day),
    (_COMPACT, _year_month_day),
    (_NUMERIC, _by_order),
    ("^" + _DAY_NAME + _TIME + "$", _by_name),
    ("^" + _NAME_DAY + _TIME + "$", _by_name),
    (_MONTH_YEAR, _by_name),
    (_YEAR_MONTH, _year_month),
)


def _moment(parts: pa.StructArray, day: tuple[np.ndarray, np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Microseconds since 1970 (`_NOTHING` where there is no such day or hour), and the zone's microseconds east of UTC."""
    year, month, of_month = day
    valid = (year >= 1600) & (year <= 2400) & (month >= 1) & (month <= 12) & (of_month >= 1)
    months = (np.where(valid, year, 1970) - 1970).astype("datetime64[Y]").astype("datetime64[M]") + (
        np.where(valid, month, 1) - 1
    )
    days = months.astype("datetime64[D]") + (np.where(valid, of_month, 1) - 1)
    valid &= days.astype("datetime64[M]") == months
    seconds, timely, zone = _time(parts)
    moments = days.astype("datetime64[us]").astype(np.int64) + seconds
    return np.where(valid & timely, moments, _NOTHING), zone


def _time(parts: pa.StructArray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    zero = np.zeros(len(parts), np.int64)
    if not any(field.name == "hour" for field in parts.type):
        return zero, zero == 0, zero
    hour, minute, second = (np.maximum(_integers(parts, name), 0) for name in ("hour", "minute", "second"))
    half = pc.fill_null(pc.utf8_lower(parts.field("half")), "")
    is_after_noon, is_before = (np.asarray(pc.starts_with(half, letter)) for letter in ("p", "a"))
    timely = (hour < 24) & (minute < 60) & (second < 60)
    hour = np.where(is_after_noon & (hour < 12), hour + 12, np.where(is_before & (hour == 12), 0, hour))
    fraction = pc.utf8_slice_codeunits(pc.utf8_rpad(pc.fill_null(parts.field("fraction"), ""), 6, "0"), 0, 6)
    micros = fraction.cast(pa.int64()).to_numpy(zero_copy_only=False)
    return ((hour * 60 + minute) * 60 + second) * SECOND + micros, timely, _zone(parts.field("zone"))


def _zone(zones: pa.StringArray) -> np.ndarray:
    parts = pc.extract_regex(zones, r"^(?P<sign>[+-])(?P<hour>[0-9]{2}):?(?P<minute>[0-9]{2})$")
    minutes = np.maximum(_integers(parts, "hour"), 0) * 60 + np.maximum(_integers(parts, "minute"), 0)
    minus = np.asarray(pc.fill_null(pc.equal(parts.field("sign"), "-"), False))
    return np.asarray(np.where(minus, -minutes, minutes) * 60 * SECOND)


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
