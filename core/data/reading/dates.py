"""Columns of dates: written out, as day numbers of a spreadsheet, or as seconds since 1970."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.data.reading import column_names
from core.data.reading.moments import as_moments
from core.data.reading.numerals import as_numbers
from core.data.reading.raw import NEARLY_ALL, Raw, Understood, share, typed

_SERIAL_DAYS = (20_000, 60_000)
"""Excel's day numbers from 1954 to 2064."""
_EXCEL_EPOCH = np.datetime64("1899-12-30")
_UNIX = r"^[0-9]{10}(?:[0-9]{3})?(?:\.[0-9]+)?$"
"""Seconds since 1970 from 2001 on, or thousandths of them."""
_UNIX_SECONDS = (1_000_000_000, 4_102_444_800)


def as_date(raw: Raw) -> Understood | None:
    """Return the column as dates if it is one, else None. Bare numbers are dates only in a column whose name says so."""
    column, by_name = raw.column, column_names.is_date(raw.name)
    if not column.rows:
        return None
    if share(as_moments(column.sample(), raw.order).is_valid()) >= NEARLY_ALL - 0.1:
        moments = as_moments(column.values, raw.order)
        bare_digits = pc.match_substring_regex(column.values, r"^[0-9]{8}$|^[0-9]{12,14}$")
        if pc.all(bare_digits).as_py() and not by_name and (column.rows < 3 or moments.null_count):
            return None
        if column.share(moments.is_valid()) >= NEARLY_ALL:
            return typed(raw, "date", _born(raw.name, moments))
    return _of_numbers(raw) if by_name else None


def as_chosen_date(raw: Raw) -> Understood:
    """Return the column as dates because its owner says so."""
    return _of_numbers(raw) or typed(raw, "date", _born(raw.name, as_moments(raw.column.values, raw.order)))


def _born(name: str, moments: pa.TimestampArray) -> pa.TimestampArray:
    """Nobody is born in times to come: 16.8.45 in a column of birthdays is of the last century."""
    if not column_names.is_birth(name):
        return moments
    days = np.asarray(pc.fill_null(moments, 0)).astype("datetime64[us]")
    months = days.astype("datetime64[M]")
    within = days - months
    born = np.where(days > np.datetime64("now"), (months - np.timedelta64(1200, "M")) + within, days)
    return pa.array(born, mask=np.asarray(moments.is_null()))


def _of_numbers(raw: Raw) -> Understood | None:
    """Day numbers or seconds, alone or among dates."""
    moments = as_moments(raw.column.values, raw.order)
    numbers = as_numbers(raw.column.values, "point")
    for found, how in ((_days(numbers), "serial"), (_seconds(raw.column.values, numbers), "unix")):
        both = pc.coalesce(moments, found)
        if found.null_count < len(found) and raw.column.share(both.is_valid()) >= NEARLY_ALL:
            return typed(raw, "date", both, how)
    return None


def _days(numbers: pa.DoubleArray) -> pa.TimestampArray:
    low, high = _SERIAL_DAYS
    within = pc.fill_null(pc.and_(pc.greater_equal(numbers, low), pc.less(numbers, high)), False)
    seconds = np.rint(np.nan_to_num(np.asarray(numbers)) * 86_400).astype("timedelta64[s]")
    return pa.array((_EXCEL_EPOCH + seconds).astype("datetime64[us]"), mask=~np.asarray(within))


def _seconds(values: pa.StringArray, numbers: pa.DoubleArray) -> pa.TimestampArray:
    """In UTC."""
    known = np.nan_to_num(np.asarray(numbers))
    seconds = np.where(known >= 1e12, known / 1000, known)
    within = (seconds >= _UNIX_SECONDS[0]) & (seconds < _UNIX_SECONDS[1])
    within &= np.asarray(pc.match_substring_regex(values, _UNIX))
    micros = np.rint(np.where(within, seconds, 0) * 1_000_000).astype(np.int64)
    return pa.array(micros, mask=~within).cast(pa.timestamp("us"))
