"""Yes and no, as people and files write them in several languages. Plain Python: the endpoint uses it."""

from typing import Any

PAIRS: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (frozenset({"yes", "y", "true", "t", "1"}), frozenset({"no", "n", "false", "f", "0"})),  # English
    (frozenset({"ja", "j", "wahr"}), frozenset({"nein", "n", "falsch"})),  # German
    (frozenset({"oui", "o", "vrai"}), frozenset({"non", "n", "faux"})),  # French
    (frozenset({"sí", "si", "sì", "s", "verdadero", "vero"}), frozenset({"no", "n", "falso"})),  # Spanish, Italian
    (frozenset({"sim", "s", "verdadeiro"}), frozenset({"não", "nao", "n", "falso"})),  # Portuguese
    (frozenset({"ja", "j", "waar"}), frozenset({"nee", "n", "onwaar"})),  # Dutch
    (frozenset({"ja", "sant", "j"}), frozenset({"nej", "nei", "falskt", "n"})),  # Swedish, Danish, Norwegian
    (frozenset({"tak", "prawda", "t"}), frozenset({"nie", "fałsz", "n"})),  # Polish
    (frozenset({"ano", "pravda"}), frozenset({"ne", "nepravda"})),  # Czech
    (frozenset({"evet"}), frozenset({"hayır"})),  # Turkish
    (frozenset({"igen"}), frozenset({"nem"})),  # Hungarian
)
"""The words for yes, then those for no, of one language each, in lower case. No word means yes in one and no in another."""
_YES = frozenset[str]().union(*(yes for yes, _ in PAIRS))
_NO = frozenset[str]().union(*(no for _, no in PAIRS))


def truth(raw: Any) -> bool | None:
    """Return whether a cell says yes, in any of the languages; None where it says neither yes nor no.

    True, 1, 1.0, "1.0" and "Ja" are one answer.
    """
    word = plain_digit(str(raw).strip().lower())
    return True if word in _YES else False if word in _NO else None


def plain_digit(word: str) -> str:
    """Return "1" for "1.0", which a program took for a number, and any other text as it is."""  # fmt: skip
    return word[:-2] if word in ("1.0", "0.0") else word
