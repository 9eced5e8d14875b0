"""Names of months in the languages of our owners."""

from functools import cache

from babel.dates import get_month_names

_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da")


@cache
def month_numbers() -> dict[str, int]:
    """Map names and short names in lower case, without a full stop, to 1 … 12."""
    found: dict[str, int] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    found.setdefault(name.casefold().rstrip("."), number)
    return {**found, "sept": 9, "mrz": 3}
