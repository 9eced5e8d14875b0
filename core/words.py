"""Numbers, money, dates and lists as a person would say them, in the owner's locale."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, get_currency_precision

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


@dataclass(frozen=True)
class Words:
    """How the owner's country writes things. `currency` is an ISO 4217 code, or empty when no amount was ever given."""

    locale: str = "en_GB"
    currency: str = "GBP"

    def number(self, value: float, digits: int = 0) -> str:
        """1234.5 -> "1,234" or, with one digit, "1,234.5"."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return format_decimal(value, format=pattern, locale=self.locale)

    def rounded(self, value: float) -> str:
        """A number with three digits that count: 0.1234 -> "0.123", 1234.5 -> "1,230", 12.34 -> "12.3"."""
        if value == 0:
            return "0"
        size = len(str(int(abs(value)))) if abs(value) >= 1 else 0
        kept = round(value, 3 - size)
        digits = max(0, 3 - size) if abs(value) < 100 and kept != int(kept) else 0
        return self.number(kept, digits)

    def money(self, value: float) -> str:
        """Whole units from 100 up, else the currency's own digits. A plain number where no currency is known."""
        if not self.currency:
            return self.rounded(value)
        digits = 0 if abs(value) >= 100 or value == int(value) else get_currency_precision(self.currency)
        pattern = "¤#,##0" + ("." + "0" * digits if digits else "")
        return format_currency(value, self.currency, format=pattern, locale=self.locale, currency_digits=False)

    def day(self, day: date | datetime) -> str:
        """As in "3 March 2026"."""
        return format_date(day, format="long", locale=self.locale)

    def weekday(self, day: date | datetime) -> str:
        """As in "Tuesday 3 March"."""
        return format_date(day, format="EEEE d MMMM", locale=self.locale)

    def month(self, day: date | datetime) -> str:
        """As in "March 2026"."""
        return format_date(day, format="MMMM y", locale=self.locale)

    def short_month(self, day: date | datetime) -> str:
        """As in "Mar"."""
        return format_date(day, format="MMM", locale=self.locale)

    def period(self, first: date, last: date) -> str:
        """As in "3 March 2026", or "3 March 2026 to 4 April 2026"."""
        return self.day(first) if first == last else f"{self.day(first)} to {self.day(last)}"

    def items(self, names: Sequence[str], most: int = 3) -> str:
        """As in "a, b and c", or "a, b, c and 4 more"."""
        shown = list(names[:most])
        if len(names) > most:
            shown.append(f"{len(names) - most} more")
        return format_list(shown, locale="en_GB")

    def counted(self, count: float, one: str, many: str = "") -> str:
        """(1, "row") -> "1 row"; (2, "row") -> "2 rows"; `many` for plurals that need more than an s."""
        return f"{self.number(count)} {one if count == 1 else many or one + 's'}"

    def of_100(self, share: float) -> str:
        """0.413 -> "41 of 100". Small shares keep their meaning: "fewer than 1 of 100", "about 1 in 300"."""
        if 0 < share < 0.005:
            return f"about 1 in {self.number(round(1 / share, -1) or 1)}"
        return f"{self.number(round(share * 100))} of 100"

    def range_of_100(self, low: float, high: float) -> str:
        """As in "(35 to 48)" for shares 0.35 and 0.48."""
        return f"({self.number(round(low * 100))} to {self.number(round(high * 100))})"


def clean(text: object, most: int = 60) -> str:
    """Text from a file as one harmless line: no control or direction characters, cut to `most` characters."""
    line = _CONTROL.sub(" ", str(text)).strip()
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def escaped(text: object, most: int = 60) -> str:
    """Text from a file, safe in markdown: nothing in it can become a link, a picture, HTML, maths or an icon.

    The one function through which names of columns, files, categories and models pass before they are drawn.
    """
    return _MARKDOWN.sub(r"\\\1", clean(text, most))
