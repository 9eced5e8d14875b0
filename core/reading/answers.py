"""Yes and no, as files say them in several languages."""

import pyarrow as pa
import pyarrow.compute as pc

_PAIRS: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
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
_ENOUGH_ROWS = 10
"""Zeros and ones count as yes and no from this many rows on: fewer could as well be a count."""


def as_answers(values: pa.StringArray, rows: int) -> pa.BooleanArray | None:
    """True and false for each value, or None if the column is no such column.

    A column is one if all its words belong to one language, and both answers occur (or one of them, written out). Zero and
    one alone count if both occur, in at least ten rows.
    """
    words = pc.utf8_lower(values).to_pylist()
    if len(words) > 12:
        return None
    given = {_bare(word) for word in words}
    for yes, no in _PAIRS:
        if given <= yes | no and _is_convincing(given, yes, no, rows):
            return pa.array([_bare(word) in yes for word in words], pa.bool_())
    return None


def read_answers(values: pa.StringArray) -> pa.BooleanArray:
    """True and false where a value says so in any language, else null: for a column the owner called a yes/no column."""
    yes, no = (frozenset().union(*sides) for sides in zip(*_PAIRS, strict=True))
    words = [_bare(word) for word in pc.utf8_lower(values).to_pylist()]
    return pa.array([True if word in yes else False if word in no else None for word in words], pa.bool_())


def _bare(word: str) -> str:
    return word[:-2] if word in ("1.0", "0.0") else word


def _is_convincing(given: set[str], yes: frozenset[str], no: frozenset[str], rows: int) -> bool:
    if given <= {"0", "1"}:
        return len(given) == 2 and rows >= _ENOUGH_ROWS
    if given & yes and given & no:
        return True
    return any(len(word) > 1 and word not in ("si", "ne", "nem", "sant") for word in given)
