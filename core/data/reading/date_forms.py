"""The forms that dates have, and which of their parts is the day, the month and the year."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.common.parsing.dates import COMPACT, ISO, NUMERIC, TIME
from core.data.reading.clocks import Numbers, integers
from core.data.reading.months import month_numbers
from core.data.reading.results import DateOrder

_LETTER = r"[A-Za-z\x{c0}-\x{24f}]"
"""Of the languages whose months we know; all letters of the world would make each pattern a thousand times larger."""
_WEEKDAY = rf"(?:{_LETTER}{{2,10}}\.?,? )?"
_DAY_NAME = (
    _WEEKDAY + r"(?P<a>[0-9]{1,2})(?:st|nd|rd|th|\.|º|er)?[ -]?(?:de )?"
    rf"(?P<b>{_LETTER}{{3,10}})\.?,?[ -]?(?:de )?(?P<c>[0-9]{{4}}|[0-9]{{2}})"
)
_NAME_DAY = _WEEKDAY + rf"(?P<b>{_LETTER}{{3,10}})\.?[ -](?P<a>[0-9]{{1,2}})(?:st|nd|rd|th)?,?[ -](?P<c>[0-9]{{4}})"
_MONTH_YEAR = rf"^(?P<b>{_LETTER}{{3,10}})\.?[ -/](?P<c>[0-9]{{4}})$"
_YEAR_MONTH = r"^(?P<a>(?:19|20)[0-9]{2})[-/](?P<b>0[1-9]|1[0-2])$"

Day = tuple[Numbers, Numbers, Numbers]
"""Year, month and day of the month."""
Placing = Callable[[Numbers, Numbers, Numbers, DateOrder], Day]
"""From the parts a, b and c of a form."""


def year_month_day(first: Numbers, second: Numbers, third: Numbers, _: DateOrder) -> Day:
    return first, second, third


def by_order(first: Numbers, second: Numbers, third: Numbers, order: DateOrder) -> Day:
    if order == "year_first" and third.max(initial=0) <= 31:
        return _full_years(first), second, third
    swap = (second > 12) & (first <= 12) if order != "month_first" else ~((first > 12) & (second <= 12))
    return _full_years(third), np.where(swap, first, second), np.where(swap, second, first)


def _by_name(first: Numbers, second: Numbers, third: Numbers, _: DateOrder) -> Day:
    return _full_years(third), second, np.where(first < 0, 1, first)


def _year_month(first: Numbers, second: Numbers, _third: Numbers, _: DateOrder) -> Day:
    return first, second, np.ones_like(first)


FORMS: tuple[tuple[str, Placing], ...] = (
    (ISO, year_month_day),
    (COMPACT, year_month_day),
    (NUMERIC, by_order),
    ("^" + _DAY_NAME + TIME + "$", _by_name),
    ("^" + _NAME_DAY + TIME + "$", _by_name),
    (_MONTH_YEAR, _by_name),
    (_YEAR_MONTH, _year_month),
)


def day_in(parts: pa.StructArray, place: Placing, order: DateOrder) -> Day:
    """Return the days that the parts of a form give."""
    names = {field.name for field in parts.type}
    second = _months(parts.field("b")) if place is _by_name else integers(parts, "b")
    absent = np.full(len(parts), -1)
    first, third = (integers(parts, name) if name in names else absent for name in ("a", "c"))
    return place(first, second, third, order)


def _months(names: pa.StringArray) -> Numbers:
    encoded = names.dictionary_encode()
    numbers = [month_numbers().get((name or "").casefold(), -1) for name in encoded.dictionary.to_pylist()]
    places = np.asarray(pc.fill_null(encoded.indices, len(numbers)))
    return np.asarray(np.array([*numbers, -1], np.int64)[places])


def _full_years(years: np.ndarray) -> np.ndarray:
    """26 -> 2026, 85 -> 1985 (POSIX: 69 to 99 are of the last century)."""
    return np.where(
        (years >= 0) & (years < 69), years + 2000, np.where((years >= 69) & (years < 100), years + 1900, years)
    )
