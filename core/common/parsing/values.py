"""A number or day that was sent as text, read as the table writes it; where that is not known, only what can mean one thing."""

import math
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from core.common.parsing.dates import day_of
from core.common.parsing.numbers import number_of
from core.common.parsing.quantities import CLOCK_HOURS, amount_of, hours_of

_DECIMALS, _ORDERS = ("point", "comma"), ("day_first", "month_first")
_LONGEST = 64
"""Letters of a number or day; longer texts are none."""
Read = TypeVar("Read")


def number_sent(text: str, decimal: str, unit: str) -> float | None:
    """Return the number that a sent text says, such as 1.234,50 €, 12 %, (12); also 12 kg and 14:30 where the table has such.

    `decimal` and `unit` are "" where they are not known.
    """
    if decimal != "comma" and "_" not in text:
        try:
            value = float(text)
        except ValueError:
            pass
        else:
            return value if text.isascii() and math.isfinite(value) else None
    found = _one_way(text, decimal, number_of, _DECIMALS)
    if found is None and unit == CLOCK_HOURS:
        found = _one_way(text, decimal, lambda it, _: hours_of(it), _DECIMALS)
    elif found is None and unit:
        found = _one_way(text, decimal, lambda it, mark: amount_of(it, unit, mark), _DECIMALS)
    return found if found is not None and math.isfinite(found) else None


def day_sent(text: str, order: str) -> datetime | None:
    """Return the moment that a sent text says, such as 01.02.2026 or 2026-02-01 10:15.

    It has no time zone, but is as the clock there showed it. `order` is "" where it is not known.
    """
    try:
        moment: datetime | None = datetime.fromisoformat(text)
    except ValueError:
        moment = _one_way(text, order, day_of, _ORDERS)
    return moment if moment is None or moment.tzinfo is None else moment.replace(tzinfo=None)


def _one_way(text: str, written: str, read: Callable[[str, str], Read | None], ways: Sequence[str]) -> Read | None:
    """What `text` says as it is written there, or what every way agrees on."""
    if len(text) > _LONGEST:
        return None
    found = {read(text, way) for way in ([written] if written else ways)}
    return found.pop() if len(found) == 1 else None
