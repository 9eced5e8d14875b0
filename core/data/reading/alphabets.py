"""Western or central European: the code pages cp1252 and cp1250 read the same bytes, and only the letters tell them apart."""

import re
from collections.abc import Iterable
from itertools import pairwise

_WEST = (
    "äöüß", "àâæçéèêëîïôœùûüÿ", "áéíñóúü", "àáâãçéêíóôõúü", "àèéìíòóùú", "åäöé", "åæøéó", "éëïóöüáèêí", "äöõüšž", "áðéíóúýþæö",
)  # fmt: skip
"""German, French, Spanish, Portuguese, Italian, Swedish, Danish and Norwegian, Dutch, Estonian, Icelandic."""
_EAST = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž", "äöüß")
"""Polish, Czech, Slovak, Hungarian, Romanian, Croatian and Slovene, and German, which lives in both."""
_KNOWN = frozenset("".join((*_WEST, *_EAST, "ªº")))
_PAGES = ("cp1252", "cp1250", "mac_roman", "cp850")
_FLAW = re.compile(
    r"[^\W\d_][^\w\s.,;:'’()/|\"&@+-][^\W\d_]|(?<![^\W\d_])[£·ˆ˜¸º¹²³¼½¾¬¤][^\W\d_]|[^\W\d_][£·ˆ˜¸¹²³¼½¾¬¤]"
)
"""A sign within a word, as no language has: KrakÛw passes, but £Ûdü and ¡d·m do not."""
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")


def languages_needed(sample: bytes) -> tuple[int, int]:
    """Return how few Western languages have all letters of `sample` read as cp1252, and how few eastern ones read as cp1250."""
    return _needed(sample.decode("cp1252", "replace"), _WEST), _needed(sample.decode("cp1250", "replace"), _EAST)


def is_eastern(sample: bytes) -> bool:
    """Tell whether `sample` reads better as cp1250 than as cp1252: as fewer languages, or of as few, in sound words."""
    west, east = languages_needed(sample)
    return east < west or (east == west and _flaws_of(sample, "cp1252") and not _flaws_of(sample, "cp1250"))


def only_page_without_flaws(sample: bytes) -> str | None:
    """Return the one code page in which words are words: no sign within them, no capital after a small letter."""
    sound = [page for page in _PAGES if not _flaws_of(sample, page)]
    return sound[0] if len(sound) == 1 else None


def _flaws_of(sample: bytes, page: str) -> bool:
    text = sample.decode(page, "replace")
    strange = {letter for letter in text.casefold() if letter.isalpha() and not letter.isascii()} - _KNOWN
    return bool(strange or _FLAW.search(text)) or any(
        before.islower() and letter.isupper() and not (before.isascii() and letter.isascii())
        for before, letter in pairwise(text)
    )


def two_ways(sample: bytes) -> tuple[str, str] | None:
    """Return up to three words of `sample` read as cp1252 and as cp1250, if these differ and the letters do not tell which is
    right.
    """
    west, east = languages_needed(sample)
    words = [word for word in dict.fromkeys(_WORD.findall(sample)) if _read(word, "cp1252") != _read(word, "cp1250")][
        :3
    ]
    alike = _flaws_of(sample, "cp1252") == _flaws_of(sample, "cp1250")
    if west != east or not alike or not words:
        return None
    return ", ".join(_read(word, "cp1252") for word in words), ", ".join(_read(word, "cp1250") for word in words)


def _read(word: bytes, page: str) -> str:
    return word.decode(page, "replace")


def _needed(text: str, family: Iterable[str]) -> int:
    """Greedily: the language with most of the letters first; each letter that none has counts as one."""
    letters = {letter for letter in text.casefold() if not letter.isascii() and letter.isalpha()}
    count = 0
    while letters:
        best = max(family, key=lambda alphabet: len(letters & set(alphabet)))
        left = letters - set(best)
        if left == letters:
            return count + len(letters)
        letters, count = left, count + 1
    return count
