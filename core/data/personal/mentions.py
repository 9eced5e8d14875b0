"""Personal data said in passing, inside notes and other free text."""

import re
from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc
from stdnum import iban
from stdnum.us import ssn

from core.data.personal.accounts import issuer
from core.data.personal.addresses import EMAIL
from core.data.personal.phones import valid_abroad, valid_at_home
from core.data.personal.sample import Sample, share
from core.data.personal.types import Certainty, Found

_SENTENCE = re.compile(r"[^\W\d_]{2,}\W+(?:\w+\W+)*?[^\W\d_]{2,}")
_CANDIDATES = 200
_EMAIL = re.compile(EMAIL, re.IGNORECASE)
_ABROAD = re.compile(r"(?<![\w+])\+[1-9][\d ().\-/]{6,18}\d(?!\w)")
_AT_HOME = re.compile(r"(?<![\w+.,\-/])\(?\d{3,5}\)?[ /\-.][\d ./\-]{4,14}\d(?![\w/\-])")
_CALLED = re.compile(
    r"\b(?:tel|phone|call|text|txt|ring|mobil|handy|anruf|ruf|appel|llam|chiam|bel|fax)\w*[^\d\n+]{0,16}"
    r"(?P<said>\(?0[\d ()./\-]{7,15}\d)(?!\d)",
    re.IGNORECASE,
)
_CARD = re.compile(r"(?<![\w\-])\d(?:[ \-]?\d){13,18}(?![\w\-])")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_SSN = re.compile(r"(?<![\w\-])\d{3}-\d{2}-\d{4}(?![\w\-])")

_SOUGHT: tuple[tuple[str, str, re.Pattern[str], Callable[[str], object], float], ...] = (
    ("email", "@", _EMAIL, bool, 0.0),
    ("phone", r"\+[1-9]", _ABROAD, valid_abroad, 0.3),
    ("phone", r"\d{3}\)?[ .\-/]\(?\d{3}", _AT_HOME, valid_at_home, 0.3),
    ("phone", r"0[\d ()./\-]{8}", _CALLED, valid_at_home, 0.3),
    ("card", r"\d{4}[ \-]?\d{4}[ \-]?\d{4}", _CARD, issuer, 0.3),
    ("iban", r"[A-Z]{2}\d{2} ?[A-Z0-9]{4}", _IBAN, iban.is_valid, 0.2),
    ("national_id", r"\d{3}-\d{2}-\d{4}", _SSN, ssn.is_valid, 0.5),
)
"""Type, what a text must hold to be looked at, the form, the proof, and the share of such forms that must prove to be it: of
sixteen digits taken at random about one in thirty could be a card."""
_KINDS = tuple(dict.fromkeys(kind for kind, *_ in _SOUGHT))


def find_mentions(sample: Sample) -> Found | None:
    """Find addresses, phone and card numbers, accounts and the like inside up to 50,000 texts; rare ones too.

    Phone numbers alone in a list of merchants or suppliers are those of firms.
    """
    if sample.kind not in ("text", "category") or sample.share(_SENTENCE.search) < 0.5:
        return None
    texts = _worth_reading(sample.texts)
    hits = {kind: count for kind in _KINDS if (count := _count(texts, kind))}
    if not hits or (set(hits) == {"phone"} and sample.says("firms")):
        return None
    certainty: Certainty = "sure" if sum(hits.values()) >= 3 else "unsure"
    return Found("mentions", certainty, sum(hits.values()) / len(sample.texts), "inside", " ".join(sorted(hits)))


def _worth_reading(texts: "pa.StringArray") -> "pa.StringArray":
    """Those with an @, or with many digits near each other."""
    digits = pc.match_substring_regex(texts, r"[0-9][0-9A-Z ()./\-]{6,}[0-9]")
    return texts.filter(pc.or_(pc.match_substring(texts, "@"), digits))


def _count(texts: "pa.StringArray", kind: str) -> int:
    """Texts that hold one, estimated from up to 200 that might."""
    total = 0
    for sought, must_hold, form, proof, least in _SOUGHT:
        if sought != kind:
            continue
        might = texts.filter(pc.match_substring_regex(texts, must_hold))
        forms = [found for text in might[:_CANDIDATES].to_pylist() for found in _forms(form, text)]
        proved = share(forms, proof)
        if forms and proved > least:
            total += max(1, round(proved * len(forms) * max(1.0, len(might) / _CANDIDATES)))
    return total


def _forms(form: re.Pattern[str], text: str) -> list[str]:
    return [found.groupdict().get("said") or found.group() for found in form.finditer(text)]
