"""Numbers, money, dates and lists as a person would say them, in the owner's locale."""

import math
import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, get_currency_precision

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&=])")
_STILL_ACTIVE = re.compile(r"(www(?=\.)|[:@])(?=\S)", re.IGNORECASE)
_BREAK = "\N{WORD JOINER}"
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Unicode's categories of what steers a line and is not seen: controls, direction marks, lone surrogates."""


@dataclass(frozen=True)
class Words:
    """How the owner's country writes things. `currency` is an ISO 4217 code, or empty when no amount was ever given."""

    locale: str = "en_GB"
    currency: str = "GBP"

    def number(self, value: float, digits: int = 0) -> str:
        """Format a number: 1234.5 -> "1,234" or, with one digit, "1,234.5"."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return format_decimal(round(value, digits) or 0, format=pattern, locale=self.locale)

    def rounded(self, value: float) -> str:
        """Format a number with three digits that count: 0.1234 -> "0.123", 1234.5 -> "1,230", 0.5 -> "0.5".

        What lies below a millionth is 0.
        """
        if value == 0:
            return "0"
        digits = min(2 - math.floor(math.log10(abs(value))), 6)
        pattern = "#,##0" + ("." + "#" * digits if digits > 0 else "")
        return format_decimal(round(value, digits) or 0, format=pattern, locale=self.locale)

    def money(self, value: float) -> str:
        """Format an amount of money: whole units from 100 up, else the currency's own digits.

        It is a plain number where no currency is known.
        """
        if not self.currency:
            return self.rounded(value)
        digits = 0 if abs(value) >= 100 or value == int(value) else get_currency_precision(self.currency)
        usual = Locale.parse(self.locale).currency_formats["standard"].pattern
        pattern = usual.replace(".00", "." + "0" * digits if digits else "")
        return format_currency(value, self.currency, format=pattern, locale=self.locale, currency_digits=False)

    def amount(self, value: float, unit: str) -> str:
        """Return an amount of `unit`: as money, or as a plain number where there is no unit."""
        return self.money(value) if unit else self.rounded(value)

    def short_amount(self, value: float, currency: str) -> str:
        """Return an amount with three digits that count: as money of `currency`, or as a plain number where there is none."""
        return Words(self.locale, currency).money(float(f"{value:.3g}"))

    def day(self, day: date | datetime) -> str:
        """Format a day, as in "3 March 2026"."""
        return format_date(day, format="long", locale=self.locale)

    def moment(self, at: datetime) -> str:
        """Format a moment, as in "3 March 2026, 10:15"; the time as it stands, in whatever zone."""
        return f"{self.day(at)}, {format_time(at.replace(tzinfo=None), format='short', locale=self.locale)}"

    def weekday(self, day: date | datetime) -> str:
        """Format a day with its weekday, as in "Tuesday 3 March"."""
        return format_date(day, format="EEEE d MMMM", locale=self.locale)

    def month(self, day: date | datetime) -> str:
        """Format a month, as in "March 2026"."""
        return format_date(day, format="MMMM y", locale=self.locale)

    def short_month(self, day: date | datetime) -> str:
        """Format a month in short, as in "Mar"."""
        return format_date(day, format="MMM", locale=self.locale)

    def period(self, first: date, last: date) -> str:
        """Format a period, as in "3 March 2026", or "3 March 2026 to 4 April 2026"."""
        return self.day(first) if first == last else f"{self.day(first)} to {self.day(last)}"

    def items(self, names: Sequence[str], most: int = 3) -> str:
        """Join names, as in "a, b and c", or "a, b, c and 4 more"."""
        shown = list(names[:most])
        if len(names) > most:
            shown.append(f"{len(names) - most} more")
        return format_list(shown, locale="en_GB")

    def counted(self, count: float, one: str, many: str = "") -> str:
        """Format a count with its noun: (1, "row") -> "1 row"; (2, "row") -> "2 rows"; `many` for plurals that need more than an s."""
        return f"{self.number(count)} {one if count == 1 else many or one + 's'}"

    def few(self, count: float, one: str, many: str = "") -> str:
        """Format as `counted` does, for counts that are often small: "no calls", "one call", "12 calls"."""
        if count == 0:
            return f"no {many or one + 's'}"
        return f"one {one}" if count == 1 else self.counted(count, one, many)

    def of_100(self, share: float) -> str:
        """Format a share: 0.413 -> "41 of 100". Small and large shares keep their meaning: "about 1 in 300", "more than 99 of 100"."""
        if 0 < share <= 0.005:
            return f"about 1 in {self.number(round(1 / share, -1) or 1)}"
        if 0.995 <= share < 1:
            return "more than 99 of 100"
        return f"{self.number(round(share * 100))} of 100"

    def range_of_100(self, low: float, high: float) -> str:
        """Format a range of shares, as in "(35 to 48)" for 0.35 and 0.48."""
        return f"({self.number(round(low * 100))} to {self.number(round(high * 100))})"


def clean(text: object, most: int = 60) -> str:
    """Return text from a file as one harmless line: no control or direction characters, cut to `most` characters."""
    seen = "".join(" " if unicodedata.category(sign) in _HIDDEN else sign for sign in str(text))
    line = " ".join(seen.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def folded(text: str) -> str:
    """Return the form in which names are compared: capitals, spaces and the width of letters do not matter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def first_free(wanted: str, taken: Collection[str], numbered: str = "{name} {number}") -> str:
    """Return `wanted`, with the first number from 2 on behind it that makes it the only one of its name."""
    name, number = wanted, 2
    while name in taken:
        name, number = numbered.format(name=wanted, number=number), number + 1
    return name


def escaped(text: object, most: int = 60) -> str:
    """Escape text from a file for markdown: nothing in it can become a link, a picture, HTML, maths or an icon.

    The one function through which names of columns, files, categories and models pass before they are drawn. Addresses
    ("www.", "://", "@") and icons (":name:") are found by Streamlit after backslashes are resolved, so an invisible sign breaks them.
    """
    return _MARKDOWN.sub(r"\\\1", _STILL_ACTIVE.sub(r"\1" + _BREAK, clean(text, most)))
