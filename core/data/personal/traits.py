"""What describes people: gender, age, date of birth."""

import re
from typing import Any

import numpy as np
import pyarrow as pa

from core.data.personal.sample import Sample, share
from core.data.personal.types import Found
from core.data.personal.vocabulary import words
from core.data.reading.date_orders import order_of
from core.data.reading.distinct import Distinct
from core.data.reading.moments import as_moments

_INITIALS = (frozenset("mf"), frozenset("mw"), frozenset("hf"), frozenset("mv"), frozenset("hm"), frozenset("km"))
_OTHERS = frozenset({"d", "x", "u", "div", "other", "autre", "otro", "altro", "unknown"})
_BAND = re.compile(
    r"(?:<|>|≤|≥|under|over|unter|über|ab|moins de|plus de|menos de|más de|meno di|oltre)?\s*\d{1,3}\s*"
    r"(?:-|–|to|bis|à|a|\+|years?|yrs?|jahre|ans|años|anni|und älter|and over)?\s*(?:\d{1,3})?\s*(?:\+|years?|jahre|ans|años|anni)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r".*\d.*[./\- ].*\d.*|(?:19|20)\d{6}|.*(?:19|20)\d\d")
_FEW, _CODES = 10, 4
_OLDEST = 120
_ENOUGH_DAYS = 20
_TO_COME, _CENTURY = "2035-01-01", np.timedelta64(36_525, "D")
Days = np.ndarray[Any, np.dtype[np.datetime64]]
_EARLIEST, _LATEST = "1900", "2012"


def find_gender(sample: Sample) -> Found | None:
    """Find words for genders; one letter each only where there are just the two, and then unsure."""
    if sample.kind in ("date", "email", "phone") or not 1 <= len(sample.frequent) <= _FEW:
        return None
    known = {value for value in sample.frequent if value.strip(" .") in words("genders")}
    share = sum(sample.frequent[value] for value in known)
    if sample.says("gender") and not sample.says("about") and (share >= 0.5 or len(sample.frequent) <= _CODES):
        return Found("gender", "unsure" if sample.kind == "yes_no" else "sure", share, "both")
    if sample.kind in ("number", "yes_no"):
        return None
    if len(known & words("clear_genders")) >= 2 and share >= 0.5:
        return Found("gender", "sure", share, "values")
    letters = frozenset(sample.frequent) - _OTHERS
    return Found("gender", "unsure", share, "values") if letters in _INITIALS else None


def find_age(sample: Sample) -> Found | None:
    """Find ages by the column's name; ages of accounts, machines or in days are none."""
    if not sample.says("age") or sample.says("not_of_people", "things") or sample.kind in ("date", "email", "phone"):
        return None
    if sample.kind == "yes_no":
        return Found("age", "sure", 0.0, "name") if "senior" in sample.spoken else None
    share = sample.share(_is_age if sample.kind == "number" else _BAND.fullmatch)
    if share < (0.8 if sample.kind == "number" else 0.5):
        return None
    whole = sample.share(lambda value: sample.kind != "number" or float(value).is_integer()) >= 0.8
    return Found("age", "sure" if whole else "unsure", share, "both")


def find_date_of_birth(sample: Sample) -> Found | None:
    """Find dates of birth by the column's name; without it, days spread over people's lifetimes, in no order (unsure)."""
    if sample.kind in ("yes_no", "email"):
        return None
    if sample.says("date_of_birth") and not sample.says("birth_place", "things"):
        return _named_birth(sample)
    return _unnamed_birth(sample) if sample.kind in ("date", "category", "id", "text") else None


def _named_birth(sample: Sample) -> Found | None:
    if sample.kind == "date":
        return Found("date_of_birth", "sure", 1.0, "both")
    share = sample.share(_YEAR.fullmatch if sample.kind == "number" else _DAY.fullmatch)
    if sample.kind == "number" and share < 0.5:
        share = sample.share(_DAY.fullmatch)
    return Found("date_of_birth", "sure", share, "both") if share >= 0.5 else None


def _unnamed_birth(sample: Sample) -> Found | None:
    if sample.says("codes", "things", "not_of_people"):
        return None
    days = _days(sample)
    if len(days) < max(_ENOUGH_DAYS, 0.6 * len(sample.rows)):
        return None
    low, early, late, high = np.quantile(days.astype(np.int64), [0.05, 0.25, 0.75, 0.95])
    in_lifetimes = np.datetime64(_EARLIEST) < days.min() and late < np.datetime64(_LATEST, "D").astype(np.int64)
    before_most_shops = early < np.datetime64("1992", "D").astype(np.int64) and high - low > 12 * 365
    firsts = np.mean(days == days.astype("datetime64[M]"))
    in_order = abs(np.mean(np.sign(np.diff(days.astype(np.int64))))) > 0.5
    if in_lifetimes and before_most_shops and firsts < 0.2 and not in_order and len(np.unique(days)) > 0.5 * len(days):
        return Found("date_of_birth", "unsure", 1.0, "values")
    return None


def _days(sample: Sample) -> Days:
    if sample.kind == "date":
        return _not_to_come(sample.rows.to_numpy().astype("datetime64[D]"))
    if share(sample.tested[:40], _DAY.fullmatch) < 0.5:
        return np.array([], "datetime64[D]")
    texts = pa.array(sample.rows.astype("str"), pa.string())
    moments = as_moments(texts, order_of(Distinct.of(texts)).known or "day_first").drop_null()
    return _not_to_come(np.asarray(moments).astype("datetime64[D]"))


def _not_to_come(days: Days) -> Days:
    """Years of two digits may have been read as of this century: 16.8.45 is no birth in 2045."""
    return np.where(days > np.datetime64(_TO_COME), days - _CENTURY, days)


def _is_age(value: str) -> bool:
    try:
        return 0 <= float(value) <= _OLDEST
    except ValueError:
        return False
