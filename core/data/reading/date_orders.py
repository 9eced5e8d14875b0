"""Whether the day or the month comes first in dates of numbers, told by the dates that can be read one way only."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.data.reading.distinct import Distinct
from core.data.reading.results import DateOrder

_NUMBERS = r"^(?P<a>[0-9]{1,2})(?:[./-]|\. )(?P<b>[0-9]{1,2})(?:[./-]|\. )(?P<c>[0-9]{4}|[0-9]{2})(?:[^0-9].*)?$"
_LAST_MONTH, _LAST_DAY, _ENOUGH_DAYS = 12, 31, 8
_DOTTED = r"^[0-9]{1,2}\. ?[0-9]"
"""A date with full stops is day-first."""


@dataclass(frozen=True)
class Order:
    """How many dates of a column can only be day-first, only month-first, or both."""

    day_first: int
    month_first: int
    either: int
    example: str = ""
    """One that can be both."""
    year_first: int = 0
    """How many begin with a year of two digits; all or none."""

    @property
    def sure(self) -> DateOrder | None:
        """Return the order that some dates leave no doubt about, if none speaks for the other."""
        if self.year_first:
            return "year_first"
        return self.known if bool(self.day_first) != bool(self.month_first) else None

    @property
    def known(self) -> DateOrder | None:
        if self.year_first:
            return "year_first"
        if self.day_first == self.month_first:
            return None
        return "day_first" if self.day_first > self.month_first else "month_first"


def order_of(column: Distinct) -> Order:
    """Return what numbers above 12 tell about the order of day and month: in a sample if they do tell, else in all of a column."""
    sampled = _order_of(column.sample())
    return sampled if sampled.known or not sampled.example else _order_of(column.values)


def _order_of(values: pa.StringArray) -> Order:
    parts = pc.extract_regex(values, _NUMBERS)
    dates = values.filter(parts.is_valid())
    first, second, third = (_numbers(parts.field(name).filter(parts.is_valid())) for name in "abc")
    if _begin_with_years(first, second, third):
        return Order(0, 0, 0, year_first=len(dates))
    dotted = np.asarray(pc.match_substring_regex(dates, _DOTTED))
    day_first = ((first > 12) | dotted) & (second <= 12)
    month_first = (second > 12) & (first <= 12)
    either = ~day_first & ~month_first & (first != second) & (np.maximum(first, second) <= 12)
    example = dates[int(either.argmax())].as_py() if either.any() else ""
    return Order(int(day_first.sum()), int(month_first.sum()), int(either.sum()), example)


def _begin_with_years(first: np.ndarray, second: np.ndarray, third: np.ndarray) -> bool:
    """26-03-01: what comes first stays much the same, or can be no day, and what comes last is a day of every kind."""
    if not len(first) or third.max() > _LAST_DAY or second.max() > _LAST_MONTH:
        return False
    firsts, thirds = len(np.unique(first)), len(np.unique(third))
    return bool(first.max() > _LAST_DAY) or (thirds >= _ENOUGH_DAYS and firsts * 3 <= thirds)


def _numbers(texts: pa.StringArray) -> np.ndarray:
    return np.asarray(texts.cast(pa.int64()))
