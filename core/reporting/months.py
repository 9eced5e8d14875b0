"""Calendar months, written "2026-03"."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.common.errors import OwnerError

_WRITTEN = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, order=True)
class Month:
    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @classmethod
    def of(cls, day: date) -> "Month":
        """Return the month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, written: str) -> "Month":
        """Read a month that is written "2026-03". Raises OwnerError for anything else."""
        found = _WRITTEN.fullmatch(written)
        if not found or found.group(1) == "0000":
            raise OwnerError("That is not a month.", "Write a month as year and number, such as 2026-03.")
        return cls(int(found.group(1)), int(found.group(2)))

    @property
    def first(self) -> date:
        """Return its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Return its last day."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def following(self) -> "Month":
        """Return the month after it."""
        return Month.of(self.last + timedelta(days=1))


def months(first: date, last: date) -> Iterator[Month]:
    """Yield the months of the days from `first` to `last`, both included."""
    month, end = Month.of(first), Month.of(last)
    while month <= end:
        yield month
        month = month.following
