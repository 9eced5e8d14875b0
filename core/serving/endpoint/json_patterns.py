"""Spellings of numbers, days and yes or no, as patterns of JSON Schema (ECMA-262): nothing beyond what `core.common.parsing` reads.

It reads a little more than stands here. Of what stands here nothing is refused.
"""

import re

from core.common.parsing import CLOCK_HOURS
from core.common.parsing.booleans import PAIRS
from core.common.parsing.quantities import unit_written

_BARE = r"[+\-]?([0-9]{1,15}(\.[0-9]{0,15})?|\.[0-9]{1,15})([eE][+\-]?[0-9]{1,2})?"
_SIGN, _MONEY = "[+\\-−–]?", "([$€£¥]|EUR|USD|GBP|CHF)"
_DIGITS = "[0-9]{1,15}([.,][0-9]{1,2})?"
_DIGITS_OF_A_TABLE = "[0-9]{1,15}([.,][0-9]{1,15})?"
"""Whether 12,345 is a thousand or a decimal, only the table can tell."""
_GROUPED = "[0-9]{1,3}((,[0-9]{3}){1,4}\\.[0-9]{1,2}|(\\.[0-9]{3}){1,4},[0-9]{1,2}|['’ ][0-9]{3}([.,][0-9]{1,2})?)"
_CLOCK = "([01]?[0-9]|2[0-3]):[0-5][0-9]|[0-9]{1,4}:[0-5][0-9]:[0-5][0-9]|(0?[1-9]|1[0-2]):[0-5][0-9] ?[AaPp][Mm]"
_YEAR = "(19|20)[0-9]{2}"
_DAYS_AND_MONTHS = (
    ("(0?[1-9]|[12][0-9]|3[01])", "(0?[13578]|1[02])"),
    ("(0?[1-9]|[12][0-9]|30)", "(0?[469]|11)"),
    ("(0?[1-9]|1[0-9]|2[0-8])", "0?2"),
)


def number(decimal: str = "", unit: str = "") -> str:
    """Return the pattern of numbers: 12.5, 12,50, € 1.200,50, 12 %; and where its table has such: 12 kg, 14:30.

    `decimal` and `unit` are those of an Input.
    """
    digits = f"({_DIGITS_OF_A_TABLE if decimal else _DIGITS}|{_GROUPED})"
    amounts = [f"{_SIGN} ?({_MONEY} ?)?{digits}( ?%)?", f"{_SIGN} ?{digits} ?{_MONEY}"]
    return _alone(_BARE, *amounts, *_with_unit(unit))


def day(order: str) -> str | None:
    """Return the pattern of days as 31.3.2026 or 3/31/2026 where the table says which, else None: only 2026-03-31 can be told."""
    if order not in ("day_first", "month_first"):
        return None
    pairs = _DAYS_AND_MONTHS if order == "day_first" else [(months, days) for days, months in _DAYS_AND_MONTHS]
    return _alone(*(f"{first}{mark}{second}{mark}{_YEAR}" for first, second in pairs for mark in ("\\.", "/")))


def yes_no() -> str:
    """Return the pattern of every word for yes and for no that is known, in capitals or not."""
    words = sorted(set[str]().union(*(yes | no for yes, no in PAIRS)))
    return _alone(*map(_in_any_case, words), "[01]\\.0")


def _with_unit(unit: str) -> list[str]:
    if unit in ("", CLOCK_HOURS):
        return [_CLOCK] if unit else []
    gap = " ?" if unit_written("", unit) else " "
    return [f"-?{_DIGITS}{gap}{re.escape(unit)}"]


def _in_any_case(word: str) -> str:
    return "".join(
        f"[{sign}{sign.upper()}]" if sign != sign.upper() and sign == sign.upper().lower() else sign for sign in word
    )


def _alone(*ways: str) -> str:
    return rf"^[ \t]*({'|'.join(ways)})[ \t]*$"
