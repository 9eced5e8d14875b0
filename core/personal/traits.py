"""What describes people: gender, age, date of birth."""

import re

import numpy as np

from core.personal.sample import Sample
from core.personal.types import Found
from core.personal.vocabulary import words

_INITIALS = (frozenset("mf"), frozenset("mw"), frozenset("hf"), frozenset("mv"), frozenset("hm"), frozenset("km"))
_OTHERS = frozenset({"d", "x", "u", "div", "other", "autre", "otro", "altro", "unknown"})
_BAND = re.compile(
    r"(?:<|>|≤|≥|under|over|unter|über|ab|moins de|plus de|menos de|más de|meno di|oltre)?\s*\d{1,3}\s*"
    r"(?:-|–|to|bis|à|a|\+|years?|yrs?|jahre|ans|años|anni|und älter|and over)?\s*(?:\d{1,3})?\s*(?:\+|years?|jahre|ans|años|anni)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r".*\d.*[./\- ].*\d.*|(?:19|20)\d{6}|.*(?:19|20)\d\d")
_OLDEST = 120
_EARLIEST, _LATEST = "1900", "2012"


def find_gender(sample: Sample) -> Found | None:
    """Words for genders; one letter each only where there are just the two, and then unsure."""
    few = len(sample.folded) <= 12
    if not few or sample.kind in ("date", "email", "phone"):
        return None
    known = [value for value in sample.folded if value.strip(" .") in words("genders")]
    share = len(known) / max(len(sample.folded), 1)
    if sample.says("gender") and not sample.says("about"):
        coded = sample.kind in ("number", "yes_no")
        if share >= 0.4 or len(sample.folded) <= 5:
            return Found("gender", "unsure" if coded and sample.kind == "yes_no" else "sure", share, "both")
    if sample.kind in ("number", "yes_no"):
        return None
    if len({*known} & words("clear_genders")) >= 2 and share >= 0.5:
        return Found("gender", "sure", share, "values")
    letters = frozenset(sample.folded) - _OTHERS
    return Found("gender", "unsure", share, "values") if letters in _INITIALS else None


def find_age(sample: Sample) -> Found | None:
    """By the column's name; ages of accounts, machines or in days are none."""
    if not sample.says("age") or sample.says("not_of_people", "things") or sample.kind in ("date", "email", "phone"):
        return None
    if sample.kind == "yes_no":
        return Found("age", "sure", 0.0, "name") if "senior" in sample.spoken else None
    share = sample.share(_is_age if sample.kind == "number" else _BAND.fullmatch)
    return Found("age", "sure", share, "both") if share >= (0.8 if sample.kind == "number" else 0.5) else None


def find_date_of_birth(sample: Sample) -> Found | None:
    """By the column's name; without it, days spread over people's lifetimes, in no order (unsure)."""
    if sample.kind in ("yes_no", "email"):
        return None
    if sample.says("date_of_birth") and not sample.says("birth_place", "things"):
        return _named_birth(sample)
    return _unnamed_birth(sample) if sample.kind == "date" else None


def _named_birth(sample: Sample) -> Found | None:
    if sample.kind == "date":
        return Found("date_of_birth", "sure", 1.0, "both")
    share = sample.share(_YEAR.fullmatch if sample.kind == "number" else _DAY.fullmatch)
    if sample.kind == "number" and share < 0.5:
        share = sample.share(_DAY.fullmatch)
    return Found("date_of_birth", "sure", share, "both") if share >= 0.5 else None


def _unnamed_birth(sample: Sample) -> Found | None:
    days = sample.rows.to_numpy().astype("datetime64[D]")
    if len(days) < 30 or sample.says("codes", "things"):
        return None
    low, early, late, high = np.quantile(days.astype(np.int64), [0.05, 0.25, 0.75, 0.95])
    in_lifetimes = np.datetime64(_EARLIEST) < days.min() and late < np.datetime64(_LATEST, "D").astype(np.int64)
    before_most_shops = early < np.datetime64("1992", "D").astype(np.int64) and high - low > 12 * 365
    firsts = np.mean(days == days.astype("datetime64[M]"))
    in_order = abs(np.mean(np.sign(np.diff(days.astype(np.int64))))) > 0.5
    if in_lifetimes and before_most_shops and firsts < 0.2 and not in_order and len(np.unique(days)) > 0.5 * len(days):
        return Found("date_of_birth", "unsure", 1.0, "values")
    return None


def _is_age(value: str) -> bool:
    try:
        return 0 <= float(value) <= _OLDEST
    except ValueError:
        return False
