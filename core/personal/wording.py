"""Personal data told by words: names of people, streets, genders, age bands, special categories."""

import re
from collections.abc import Sequence

from core.personal.vocabulary import words as vocabulary

_WORD = r"[^\W\d_](?:[^\W\d_]|['’\-])*\.?"
_NAME = re.compile(rf"{_WORD}(?:[ ,]+{_WORD}){{0,5}}")
_STREET = re.compile(
    r"\d+\s*[a-z]?\s+(?:[nsew]\.?\s+)?[\w.'’\- ]+\s(?:street|st|avenue|av|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|bl|"
    r"court|ct|way|wy|place|pl|close|crescent|terrace|square|sq)\b.*|"
    r"[\w.\- ]*(?:straße|strasse|str\.|weg|allee|platz|gasse|ring)\s*\d+.*|"
    r"\d+\s*,?\s*(?:rue|avenue|boulevard|place|chemin|impasse)\s.+|"
    r"(?:calle|avenida|plaza|paseo|via|viale|piazza|corso)\s.+\d+.*",
    re.IGNORECASE,
)
_AGE_BAND = re.compile(
    r"(?:<|>|under|over|unter|über)?\s*\d{1,3}\s*(?:-|–|to|bis|\+|years?|jahre)?\s*(?:\d{1,3})?\s*\+?", re.IGNORECASE
)


def are_genders(values: Sequence[str], named: bool) -> bool:
    """Values are words for genders; without a name that says so, both of a pair written out."""
    words = {value.casefold().strip(" .") for value in values}
    if len(words) > 8:
        return False
    if named:
        return len(words & vocabulary("genders")) >= 0.5 * len(words) or len(words) <= 4
    return len(words & vocabulary("clear_genders")) >= 2 and words <= vocabulary("genders")


def are_special(values: Sequence[str]) -> bool:
    """Religions, ethnic groups, illnesses: at least two different ones, and a good part of the values."""
    words = [value.casefold() for value in values]
    known = [word for word in words if word in vocabulary("special") or set(word.split()) & vocabulary("special")]
    return len(set(known)) >= 2 and len(known) >= 0.5 * len(words)


def are_ages(values: Sequence[str]) -> bool:
    """Numbers between 0 and 125."""
    return all(0 <= float(value) <= 125 for value in values)


def are_age_bands(values: Sequence[str]) -> bool:
    return sum(bool(_AGE_BAND.fullmatch(value.strip())) for value in values) >= 0.6 * len(values)


def are_streets(values: Sequence[str], named: bool) -> bool:
    """House numbers with streets; in a column called "address" any words with digits among them will do."""
    share = sum(bool(_STREET.fullmatch(value.strip())) for value in values) / len(values)
    if share >= 0.6:
        return True
    return named and not any("@" in value or "://" in value for value in values[:20]) and hold_letters(values)


def are_names(values: Sequence[str], named: bool) -> bool:
    """Names of people: words without digits, by the column's name or by well-known first names among them."""
    shaped = [value for value in values if len(value) <= 50 and _NAME.fullmatch(value)]
    if len(shaped) < 0.85 * len(values):
        return False
    if named:
        return True
    known = sum(_has_first_name(value) for value in shaped)
    return len(values) >= 5 and known >= 0.25 * len(values)


def hold_digits(values: Sequence[str]) -> bool:
    return sum(any(letter.isdigit() for letter in value) for value in values) >= 0.8 * len(values)


def hold_letters(values: Sequence[str]) -> bool:
    return sum(any(letter.isalpha() for letter in value) for value in values) >= 0.8 * len(values)


def _has_first_name(value: str) -> bool:
    parts = re.split(r"[ ,\-]+", value.casefold())
    return len(parts) <= 4 and bool(vocabulary("first_names") & set(parts))
