"""Days and times as people write them in numbers: 2026-03-01, 1.3.2026, 3/1/26, 20260301T101500."""

import re
from datetime import datetime

TIME = (
    r"(?:(?:[T ]|, ?)\s*(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z|UTC|GMT|CES?T|MES?Z|EES?T|WES?T|E[SD]T|P[SD]T|M[SD]T|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
ISO = r"^(?P<a>[0-9]{4})[-/.](?P<b>[0-9]{1,2})[-/.](?P<c>[0-9]{1,2})" + TIME + "$"
COMPACT = (
    r"^(?P<a>(?:19|20)[0-9]{2})(?P<b>[01][0-9])(?P<c>[0-3][0-9])"
    r"(?:[T ]?(?P<hour>[0-2][0-9])(?P<minute>[0-5][0-9])(?P<second>[0-5][0-9])?(?P<fraction>)(?P<half>)(?P<zone>Z)?)?$"
)
NUMERIC = r"^(?P<a>[0-9]{1,2})(?:[./-]|\. )(?P<b>[0-9]{1,2})(?:[./-]|\. )(?P<c>[0-9]{4}|[0-9]{2})" + TIME + "$"

_FORMS = [re.compile(form, re.ASCII) for form in (ISO, COMPACT, NUMERIC)]
_EARLIEST, _LATEST = 1600, 2400


def day_of(text: str, order: str = "day_first") -> datetime | None:
    """Return the moment that `text` says, as the clock there showed it; None where it says none.

    `order` ("day_first", "month_first", "year_first") decides what can be read both ways; what can be read one way only
    is read that way.
    """
    found = next((match for form in _FORMS if (match := form.match(text))), None)
    if found is None:
        return None
    first, second, third = (int(found[name]) for name in "abc")
    year, month, day = (first, second, third) if len(found["a"]) == 4 else _ordered(first, second, third, order)
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return datetime(year, month, day, *_clock(found))  # noqa: DTZ001 - shops mean their own clock
    except ValueError:
        return None


def full_year(year: int) -> int:
    """Return a year of two digits in full: 26 -> 2026, 85 -> 1985 (POSIX: 69 to 99 are of the last century)."""
    return year + 2000 if year < 69 else year + 1900 if year < 100 else year


def _ordered(first: int, second: int, third: int, order: str) -> tuple[int, int, int]:
    if order == "year_first" and third <= 31:
        return full_year(first), second, third
    day_first = first > 12 >= second if order == "month_first" else not second > 12 >= first
    return (full_year(third), second, first) if day_first else (full_year(third), first, second)


def _clock(found: re.Match[str]) -> tuple[int, int, int, int]:
    """Hour, minute, second and microsecond; hours of the afternoon as a clock of 24 hours has them."""
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    half = (found["half"] or "").lower()[:1]
    if half == "p" and hour != 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    return hour, minute, second, int((found["fraction"] or "").ljust(6, "0")[:6])
