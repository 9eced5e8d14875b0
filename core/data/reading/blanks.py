"""Words that stand for "nothing here"."""

import pyarrow as pa
import pyarrow.compute as pc

_ALWAYS = (
    "null", "(null)", "n/a", "#n/a", "#na", "nan", "<na>", "n.a.", "k.a.", "k. a.", "?", "-", "--", "—", "–",
    "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!", "#getting_data", "#spill!",
)  # fmt: skip
_AMONG_VALUES = (
    *_ALWAYS, "na", "none", "nil", ".", "..", "...", "*", "unknown", "unbekannt", "inconnu", "desconocido", "sconosciuto",
    "missing", "fehlt", "keine angabe", "nicht verfügbar", "not available", "not applicable", "pending", "tbd", "tba", "x", "xx",
    "xxx", "#wert!", "#bezug!", "#zahl!", "#nv", "nv", "s.o.", "undefined",
)  # fmt: skip


def stands_for_nothing(values: pa.StringArray, among_values: bool) -> pa.BooleanArray:
    """Mark words that stand for nothing. `among_values`: also those that could be a category ("none") but cannot be a number or a
    date.
    """
    words = pa.array(_AMONG_VALUES if among_values else _ALWAYS)
    return pc.is_in(pc.utf8_lower(values), value_set=words)


def is_blank_word(text: str) -> bool:
    """Tell whether one cell says that there is nothing."""
    return text.casefold() in _ALWAYS
