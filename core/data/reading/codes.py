"""Columns that only look like numbers: postcodes, phone numbers, ids."""

from dataclasses import replace

import numpy as np
import pyarrow.compute as pc

from core.data.reading import column_names, forms
from core.data.reading.distinct import Distinct
from core.data.reading.moments import as_moments
from core.data.reading.numerals import starts_with_zero
from core.data.reading.raw import Raw, Understood, as_text, share


def as_code(raw: Raw) -> Understood | None:
    """Return the column as postcodes, phone numbers or ids, told by form and name, or None if it is neither."""
    strict = raw.without_blanks(True)  # "unknown" is no group of phone numbers
    if forms.is_postcode(strict.column, column_names.is_postcode(raw.name)):
        return as_text(without_point_zero(strict), "postcode")
    called_phone = column_names.is_phone(raw.name)
    if forms.is_phone(strict.column, called_phone) and (called_phone or not _could_be_dates(raw)):
        return as_text(without_point_zero(strict), "phone")
    return as_text(without_point_zero(raw), "id") if _is_id(raw) else None


def without_point_zero(raw: Raw) -> Raw:
    """Turn 17850.0 into 17850, where all of a column's codes went through a program that took them for numbers."""
    values = raw.column.values
    if not pc.all(pc.match_substring_regex(values, r"^[0-9]+\.0$")).as_py():
        return raw
    column = Distinct(pc.replace_substring_regex(values, r"\.0$", ""), raw.column.counts, raw.column.places)
    return replace(raw, column=column, numbers=None)


def _could_be_dates(raw: Raw) -> bool:
    """01/02/2026 has the form of a phone number too."""
    return column_names.is_date(raw.name) or share(as_moments(raw.column.sample(), raw.order).is_valid()) > 0.5


def _is_id(raw: Raw) -> bool:
    column = raw.column
    strong = column_names.is_strong_id(raw.name)
    if not (strong or column_names.is_weak_id(raw.name)) or not column.rows:
        return False
    few = len(column.values) <= 20 and len(column.values) < 0.2 * column.rows
    if few or share(pc.match_substring_regex(column.sample(), r"^[^\s]{1,64}$")) < 0.9:
        return False
    whole = pc.match_substring_regex(column.sample(), r"^[0-9]+(\.0)?$")
    if strong or not pc.all(whole).as_py():
        fractions = pc.match_substring_regex(column.sample(), r"^-?[0-9]*[.,][0-9]*[1-9]$")
        digits = pc.match_substring_regex(column.sample(), r"[0-9]")
        return not pc.any(fractions).as_py() and (strong or share(digits) > 0.9)
    lengths = np.unique(np.asarray(pc.utf8_length(column.sample())))
    return (
        bool(pc.any(starts_with_zero(column.values)).as_py())
        or (len(lengths) <= 2 and lengths.min() >= 5)
        or forms.is_unique(column)
    )
