"""Texts of a known form: e-mail addresses, phone numbers, postcodes, codes, running text."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.data.reading.distinct import Distinct

_EMAIL = r"^[^@\s,;<>]+@[^@\s,;<>]+\.[^\s@.,;<>0-9]{2,}$"
_PHONE_SURE = (
    r"^(?:\+|00)[1-9][0-9 ().\-/]{6,20}$|^\([0-9]{2,5}\)[ -]?[0-9][0-9 .\-/]{4,12}$|"
    r"^[0-9]{3}[-. ][0-9]{3}[-. ][0-9]{4}$|^0[0-9]{1,5}[ /-][0-9][0-9 /-]{4,12}$|^0[1-9](?:[. -][0-9]{2}){4}$"
)
_PHONE_ABROAD = r"^(?:\+|00)[1-9](?:[ ().\-/]*[0-9]){8,14}$"
"""With the country's code: longer than amounts that somebody writes with a plus."""
_PHONE_LIKELY = r"^\+?[0-9(][0-9 ().\-/]{5,20}(?: ?(?:x|ext\.?) ?[0-9]{1,6})?$"
_POSTCODE_SURE = (
    r"^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$|^[A-Z][0-9][A-Z] [0-9][A-Z][0-9]$|"
    r"^[0-9]{5}-[0-9]{4}$|^[1-9][0-9]{3} [A-Z]{2}$"
)
_POSTCODE_LIKELY = r"^(?:[A-Z]{1,2}-)?[A-Za-z0-9]{2,5}[ -]?[A-Za-z0-9]{0,5}(?:\.0)?$"
_CODE = r"^[A-Za-z0-9][A-Za-z0-9._/#:+\-]*$"
_UUID = r"^\{?[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\}?$"
_DIGIT = r"[0-9]"
_NEARLY_ALL = 0.95
_ENOUGH_ROWS = 20


def is_email(column: Distinct) -> bool:
    return _matches(column, _EMAIL, 0.9)


def is_phone(column: Distinct, by_name: bool) -> bool:
    """Tell whether it is a phone number by its form; a column called "phone" may hold bare digits, and so may one with some
    numbers from abroad among them.
    """
    if _matches(column, _PHONE_SURE, 0.9) or (by_name and _matches(column, _PHONE_LIKELY, 0.8)):
        return True
    return _matches(column, _PHONE_ABROAD, 0.2) and _matches(column, _PHONE_LIKELY, 0.95)


def is_postcode(column: Distinct, by_name: bool) -> bool:
    """Tell whether it is a postcode by its form; in a column called "zip" bare digits are postcodes."""
    if _matches(column, _POSTCODE_SURE, _NEARLY_ALL):
        return True
    return by_name and _matches(column, _POSTCODE_LIKELY, 0.9) and _matches(column, _DIGIT, 0.9)


def is_code(column: Distinct) -> bool:
    """Tell whether values are words of letters and digits without spaces, as ids have."""
    return _matches(column, _UUID, _NEARLY_ALL) or (
        _matches(column, _CODE, _NEARLY_ALL) and _matches(column, _DIGIT, 0.9)
    )


def is_unique(column: Distinct) -> bool:
    """Tell whether no value comes back, in enough rows for that to mean something."""
    return column.rows >= _ENOUGH_ROWS and len(column.values) >= 0.999 * column.rows


def is_running_text(column: Distinct) -> bool:
    """Tell whether values are sentences: several words each, and seldom the same twice; or words so different that they are no
    categories.
    """
    values = column.sample()
    words = np.asarray(pc.count_substring_regex(values, r"\S+"))
    lengths = np.asarray(pc.utf8_length(values))
    variety = len(column.values) / max(column.rows, 1)
    if lengths.mean() > 100:
        return True
    if variety > 0.5 and (words.mean() >= 4 or lengths.mean() > 40):
        return True
    if words.mean() >= 6 and len(column.values) > 200 and variety > 0.1:
        return True
    return column.rows >= _ENOUGH_ROWS and variety > 0.8 and words.mean() >= 1.2


def is_sequence(numbers: pa.DoubleArray) -> bool:
    """Tell whether values are 1, 2, 3, … from top to bottom, a few perhaps left out: row numbers."""
    values = np.asarray(numbers.drop_null())
    if len(values) < _ENOUGH_ROWS or values[0] not in (0.0, 1.0):
        return False
    return bool((np.diff(values) >= 1).all()) and values[-1] < 1.02 * len(values) + 1


def _matches(column: Distinct, pattern: str, share: float) -> bool:
    sample = column.sample()
    if not len(sample) or np.mean(pc.match_substring_regex(sample, pattern)) < share - 0.05:
        return False
    return column.share(pc.match_substring_regex(column.values, pattern)) >= share
