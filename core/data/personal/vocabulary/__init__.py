"""Lists of words that give personal data away, one text file each.

Words stand between blanks; lines with # are remarks. An asterisk stands for any letters ("telefon*", "*strasse"). Names of columns
are compared in plain letters: no accents, ß as ss, ł as l (`plain`). All lists were written for this project.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_LETTERS = str.maketrans(
    {"ß": "ss", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "æ": "ae", "Æ": "Ae", "ı": "i", "œ": "oe"}
)


def plain(text: str) -> str:
    """Return text without accents: "Straße" -> "Strasse", "Prénom" -> "Prenom"."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of one list, in plain lower-case letters."""
    lines = (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(plain(word).casefold() for line in lines if not line.startswith("#") for word in line.split())


def among(found: Iterable[str], name: str) -> bool:
    """Tell whether one of the words found (plain, lower-case) is in the list, asterisks understood."""
    pattern = _pattern(name)
    return any(pattern.fullmatch(word) for word in found)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word).replace(r"\*", r"\w*") for word in sorted(words(name))))
