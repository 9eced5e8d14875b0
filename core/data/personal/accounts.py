"""Payment cards and bank accounts."""

import re

from stdnum import iban, luhn

from core.data.personal.sample import Sample, digits_of
from core.data.personal.types import Found

_ISSUERS = {
    "Visa": re.compile(r"4\d{15}(\d{3})?"),
    "Mastercard": re.compile(r"5[1-5]\d{14}|2(22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}"),
    "American Express": re.compile(r"3[47]\d{13}"),
    "Diners Club": re.compile(r"3(0[0-5]|[689]\d)\d{11}"),
    "Discover": re.compile(r"6(011|5\d\d|4[4-9]\d)\d{12}"),
    "JCB": re.compile(r"35(2[89]|[3-8]\d)\d{12}"),
    "UnionPay": re.compile(r"62\d{14,17}"),
    "Maestro": re.compile(r"(50|5[6-8]|6[37])\d{12,17}"),
}
"""Ranges of numbers (ISO/IEC 7812) and lengths in use."""
_WRITTEN = re.compile(r"\d{13,19}|\d{4}([ .\-])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ .\-])\d{6}\2\d{4,5}")
_MASKED = re.compile(r"(?:\d{4}|\d{6})?[ .\-\d]*(?:[*xX•#]{2,}[ .\-]?){1,4}\d{4}")
_NATIONAL = re.compile(r"[A-Z]{0,2}\d[\d\s./\-]{5,30}")


def find_card(sample: Sample) -> Found | None:
    """Find payment cards by issuer and check digit (Luhn). One in ten other numbers passes the check alone; consecutive numbers
    are no cards.
    """
    if sample.kind in ("date", "yes_no", "email"):
        return None
    named = sample.says("card")
    share = sample.share(issuer)
    if share >= 0.5 and (named or not (sample.says("codes", "phone") or sample.is_serial(0.005))):
        enough = named or len(sample.values) >= 4
        return Found("card", "sure" if enough else "unsure", share, "both" if named else "values", _issuers(sample))
    masked = sample.share(_MASKED.fullmatch)
    if masked >= 0.5 and not sample.says("phone", "codes"):
        return Found("card", "sure" if named else "unsure", masked, "both" if named else "values")
    return None


def find_account(sample: Sample) -> Found | None:
    """Find IBANs by their check digits, and other account numbers by the column's name."""
    if sample.kind in ("date", "yes_no", "email"):
        return None
    named = sample.says("account")
    share = sample.share(_is_iban)
    if share >= 0.5 or (named and share >= 0.2):
        return Found("iban", "sure", share, "both" if named else "values")
    if named and not sample.says("about"):
        digits = sample.share(_NATIONAL.fullmatch)
        return Found("iban", "unsure", digits, "both") if digits >= 0.5 else None
    return None


def issuer(value: str) -> str | None:
    """Return who gives out such cards ("4111 1111 1111 1111" -> "Visa"), or None if it is no card's number."""
    if not _WRITTEN.fullmatch(value):
        return None
    digits = digits_of(value)
    if len(set(digits)) < 2 or not luhn.is_valid(digits):
        return None
    return next((name for name, form in _ISSUERS.items() if form.fullmatch(digits)), None)


def _issuers(sample: Sample) -> str:
    return ", ".join(sorted({name for value in sample.tested if (name := issuer(value))}))


def _is_iban(value: str) -> bool:
    return value[:2].isalpha() and bool(iban.is_valid(value))
