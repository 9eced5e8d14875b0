"""Which columns hold personal data, and of what type: told by a column's name in five languages and by its values.

`labels`: what column names say. `numbers`: cards, accounts, national ids, network addresses (they carry check digits or a fixed
form). `wording`: names, streets, genders, special categories (told by words). `detect` weighs both. It is a first guess: the
owner has the last word (`dataset.mark_personal`).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.personal import labels, numbers, wording

if TYPE_CHECKING:
    import pandas as pd

IDENTIFYING = frozenset({"email", "phone", "card", "iban", "national_id", "ip", "street", "name", "date_of_birth"})
"""Types that alone, or nearly alone, point at one person."""
SPECIAL = frozenset({"special"})
"""Types the law protects most: health, religion, ethnic origin, politics, sexual life, trade union (GDPR, article 9)."""
DESCRIBING = frozenset({"postcode", "age", "gender"})
"""Types that describe a person and point at one only together with others."""
TYPES = IDENTIFYING | SPECIAL | DESCRIBING

_SAMPLE = 500


def detect(series: "pd.Series", name: str, kind: str) -> str | None:
    """The type of personal data in a column (one of `TYPES`), or None.

    `kind` is the column's kind of `core/reading`. Looks at up to 500 different values.
    """
    values = _sample(series)
    if not values:
        return labels.type_of_empty(name)
    if kind in ("email", "phone", "postcode"):
        return kind
    if kind in ("date", "yes_no", "number"):
        return _of_typed(name, kind, values)
    return numbers.type_of(values, name) or _of_words(name, values)


def _of_typed(name: str, kind: str, values: Sequence[str]) -> str | None:
    if kind == "date":
        return "date_of_birth" if labels.says(name, "date_of_birth") else None
    if labels.says(name, "special"):
        return "special"
    if kind == "yes_no":
        return "gender" if labels.says(name, "gender") else None
    found = numbers.type_of(values, name)
    if found:
        return found
    if labels.says(name, "age") and wording.are_ages(values):
        return "age"
    return "gender" if labels.says(name, "gender") and len(set(values)) <= 4 else None


def _of_words(name: str, values: Sequence[str]) -> str | None:
    if labels.says(name, "special") or wording.are_special(values):
        return "special"
    if labels.says(name, "date_of_birth") and wording.hold_digits(values):
        return "date_of_birth"
    if wording.are_genders(values, named=labels.says(name, "gender")):
        return "gender"
    if labels.says(name, "age") and wording.are_age_bands(values):
        return "age"
    if wording.are_streets(values, named=labels.says(name, "street")):
        return "street"
    return "name" if wording.are_names(values, named=labels.says(name, "name")) else None


def _sample(series: "pd.Series") -> list[str]:
    different = series.dropna().unique()
    step = max(1, len(different) // _SAMPLE)
    return [str(value) for value in different[::step]]
