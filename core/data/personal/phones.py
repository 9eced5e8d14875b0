"""Phone numbers: the numbering plans of phonenumbers, the region guessed from the values themselves."""

import re
from collections.abc import Sequence

import phonenumbers

from core.data.personal.sample import Sample, digits_of, share
from core.data.personal.types import Found

_SHAPE = re.compile(
    r"(?:tel\.?:? ?)?(?:\+|00)?[\d(][\d ().\-/\u00a0]{4,22}\d(?: ?(?:x|ext\.?|-) ?\d{1,6})?", re.IGNORECASE
)
_ABROAD = re.compile(r"(?:tel\.?:? ?)?(?:\+|00 ?[1-9]|\(\+)", re.IGNORECASE)
_GROUPED = re.compile(r"\(?\d+\)?[ ./\-]+\d.*")
_AMERICAN = re.compile(r"(?:1[ .\-])?\(?\d{3}\)?[ .\-]{1,2}\d{3}[ .\-]\d{4}(?: ?(?:x|ext\.?) ?\d{1,6})?")
_HYPHENS = re.compile(r"[\d\-]+")
_DECIMAL = re.compile(r"\d+\.\d+")
_DATE = re.compile(
    r"(?:19|20)\d{2}[-/. ](?:0?[1-9]|1[0-2])[-/. ]\d{1,2}.*|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}|(?:19|20)\d{2}-(?:19|20)?\d{2}"
)
_TIMES = ((10, 900_000_000, 2_100_000_000), (13, 900_000_000_000, 2_100_000_000_000))
"""Seconds and thousandths since 1970, as programs write times: digits, from, to (1998 to 2036)."""
_WITH_ZERO = (
    "DE",
    "GB",
    "FR",
    "NL",
    "CH",
    "AT",
    "BE",
    "SE",
    "IE",
    "IT",
    "FI",
    "AU",
    "NZ",
    "IN",
    "ZA",
    "TR",
    "RO",
    "HR",
)
_WITHOUT_ZERO = ("ES", "PT", "PL", "DK", "NO", "CZ", "GR", "HU", "IT", "LU", "MX", "BR", "FR", "SG")
_BARE = ("US", "ES", "+")
_TRIED, _CHECKED = 25, 120
_ENOUGH = 12
_CLOSE = 0.05


def find_phone(sample: Sample) -> Found | None:
    """Find phone numbers: in a column that says phone, numbers long enough; in others, numbers of one region's plan as people
    write them.
    """
    if sample.kind in ("date", "yes_no", "email"):
        return None
    shaped = [value for value in sample.tested if _could_be(value)]
    part = len(shaped) / max(len(sample.tested), 1)
    if sample.says("phone"):
        enough = part >= 0.5 and not (sample.says("about") and _are_times(shaped))
        return Found("phone", "sure" if part >= 0.6 else "unsure", part, "both") if enough else None
    if part < 0.5 or not shaped:
        return None
    abroad = [value for value in shaped if _ABROAD.match(value)]
    at_home = [value for value in shaped if not _ABROAD.match(value)]
    valid = _abroad(abroad) * len(abroad)
    if len(abroad) >= 0.7 * len(shaped):
        return Found("phone", "sure", part, "values") if valid >= 0.6 * len(abroad) else None
    return _at_home(sample, at_home, part)


def valid_abroad(value: str) -> bool:
    """Tell whether it begins with + or 00 and is a number that its country's plan knows, or could."""
    return _is_number(_with_plus(value), None)


def _at_home(sample: Sample, values: Sequence[str], part: float) -> Found | None:
    if (
        share(values, _DATE.fullmatch) >= 0.3
        or sample.says("codes", "national_id", "account")
        or sample.is_serial(_CLOSE)
    ):
        return None
    if share(values, _AMERICAN.fullmatch) >= 0.7:
        return Found("phone", "sure", part, "values", "US") if _fit(values, "US") >= 0.7 else None
    zero = share(values, lambda value: value.lstrip("( ").startswith("0")) >= 0.7
    grouped = share(values, _GROUPED.fullmatch) >= 0.7
    regions = (_WITH_ZERO if zero else _WITHOUT_ZERO) if zero or grouped else _BARE
    likely = sorted(regions, key=lambda region: -_fit(values[:_TRIED], region))[:3]
    best = max(likely, key=lambda region: _fit(values[:_CHECKED], region))
    fits = _fit(values[:_CHECKED], best) >= (0.85 if (zero and grouped) or best == "+" else 0.95)
    if not fits or not _looks_called(values, zero, grouped):
        return None
    sure = grouped and (zero or len(values) >= _ENOUGH)
    return Found("phone", "sure" if sure else "unsure", part, "values", best)


def _looks_called(values: Sequence[str], zero: bool, grouped: bool) -> bool:
    """Whether they are written as phone numbers are, and not as codes, counts or times."""
    if grouped:
        return zero or share(values, _HYPHENS.fullmatch) < 0.5
    return len(values) >= _ENOUGH and not _begin_alike(values, zero) and not _are_times(values)


def _begin_alike(values: Sequence[str], zero: bool) -> bool:
    """Whether all begin with the same digit (after a zero): so do numbers that a shop gives out."""
    return len({value[zero : zero + 1] for value in values}) < 2 and share(values, lambda value: len(value) >= 11) < 0.5


def _could_be(value: str) -> bool:
    return bool(_SHAPE.fullmatch(value)) and not _DECIMAL.fullmatch(value) and 6 <= len(digits_of(value)) <= 17


def _are_times(values: Sequence[str]) -> bool:
    def is_time(value: str) -> bool:
        return any(len(value) == size and value.isdigit() and low < int(value) < high for size, low, high in _TIMES)

    return share(values, is_time) >= 0.5


def _abroad(values: Sequence[str]) -> float:
    return share(values[:_CHECKED], lambda value: _is_number(_with_plus(value), None, strict=False))


def _with_plus(value: str) -> str:
    """0049 30 … -> +49 30 …"""
    return re.sub(r"^[^\d+]*00", "+", value)


def _fit(values: Sequence[str], region: str) -> float:
    if region == "+":
        return share(values, lambda value: len(value) >= 10 and _is_number(f"+{value}", None))
    return share(values, lambda value: _is_number(value, region))


def _is_number(value: str, region: str | None, *, strict: bool = True) -> bool:
    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number) or (not strict and phonenumbers.is_possible_number(number))


def valid_at_home(value: str) -> bool:
    """Tell whether it is a number of one of the plans that have a leading zero, of the American one, or one from abroad after 00."""
    if value.startswith("00"):
        return valid_abroad(value)
    if value.lstrip("(").startswith("0"):
        return any(_is_number(value, region) for region in ("GB", "DE", "FR", "IT", "NL", "CH", "AT"))
    return bool(_AMERICAN.fullmatch(value)) and _is_number(value, "US")
