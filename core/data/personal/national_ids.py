"""Numbers that a state gives to a person: by check digits and form, and by the column's name."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Literal

from core.data.personal.sample import Sample, digits_of, share
from core.data.personal.types import Found

Proof = Literal["strong", "weak", "name"]


@dataclass(frozen=True)
class Scheme:
    """One sort of id. `proof`: how much a column full of valid ones proves without a name that says so.

    strong: at most one in fifty other numbers of that form passes. weak: one in ten. name: hardly more than the form is checked, so
    the column's name must say it.
    """

    key: str
    """The module of python-stdnum: country and name."""
    form: re.Pattern[str]
    proof: Proof


def _scheme(key: str, form: str, proof: Proof = "strong") -> Scheme:
    return Scheme(key, re.compile(form, re.IGNORECASE), proof)


SCHEMES = (
    _scheme("us.ssn", r"\d{3}-\d{2}-\d{4}"),
    _scheme("us.ssn", r"\d{9}", "name"),
    _scheme("us.itin", r"9\d{2}-\d{2}-\d{4}"),
    _scheme("gb.nino", r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]"),
    _scheme("gb.nhs", r"\d{3} \d{3} \d{4}"),
    _scheme("gb.nhs", r"\d{10}", "weak"),
    _scheme("gb.utr", r"\d{10}", "name"),
    _scheme("de.idnr", r"\d{2} ?\d{3} ?\d{3} ?\d{3}"),
    _scheme("de.stnr", r"\d{2,3}/?\d{3,4}/?\d{4,5}|\d{13}", "name"),
    _scheme("fr.nir", r"[12]( ?\d{2}){2} ?(\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}"),
    _scheme("fr.nif", r"[0-3]\d ?\d{2} ?\d{3} ?\d{3} ?\d{3}"),
    _scheme("es.dni", r"\d{8}-?[A-Z]|\d{2}\.\d{3}\.\d{3}-?[A-Z]"),
    _scheme("es.nie", r"[XYZ]-?\d{7}-?[A-Z]"),
    _scheme("it.codicefiscale", r"[A-Z]{6}[\dL-V]{2}[A-Z][\dL-V]{2}[A-Z][\dL-V]{3}[A-Z]"),
    _scheme("nl.bsn", r"\d{9}|\d{4}\.\d{2}\.\d{3}", "weak"),
    _scheme("be.nn", r"\d{11}|\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}"),
    _scheme("pl.pesel", r"\d{11}"),
    _scheme("pt.nif", r"\d{9}|\d{3} \d{3} \d{3}", "weak"),
    _scheme("pt.cc", r"\d{8} ?\d ?[A-Z0-9]{2}\d"),
    _scheme("ch.ssn", r"756\.?\d{4}\.?\d{4}\.?\d{2}"),
    _scheme("at.vnr", r"\d{4} ?\d{6}", "weak"),
    _scheme("se.personnummer", r"(\d{2})?\d{6}[-+]?\d{4}"),
    _scheme("dk.cpr", r"\d{6}-\d{4}"),
    _scheme("dk.cpr", r"\d{10}", "name"),
    _scheme("no.fodselsnummer", r"\d{6} ?\d{5}"),
    _scheme("fi.hetu", r"\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]"),
    _scheme("is_.kennitala", r"\d{6}-?\d{4}"),
    _scheme("ie.pps", r"\d{7}[A-W][A-IW]?"),
    _scheme("cz.rc", r"\d{6}/\d{3,4}|\d{10}"),
    _scheme("ro.cnp", r"[1-9]\d{12}"),
    _scheme("bg.egn", r"\d{10}"),
    _scheme("hr.oib", r"\d{11}", "weak"),
    _scheme("si.emso", r"\d{13}"),
    _scheme("ee.ik", r"[1-6]\d{10}"),
    _scheme("gr.amka", r"\d{11}"),
    _scheme("tr.tckimlik", r"[1-9]\d{10}"),
    _scheme("br.cpf", r"\d{11}|\d{3}\.\d{3}\.\d{3}-\d{2}"),
    _scheme("cl.rut", r"\d{1,2}\.\d{3}\.\d{3}-[\dK]"),
    _scheme("mx.curp", r"[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d"),
    _scheme("in_.aadhaar", r"\d{4} \d{4} \d{4}"),
    _scheme("in_.aadhaar", r"\d{12}", "weak"),
    _scheme("in_.pan", r"[A-Z]{3}P[A-Z]\d{4}[A-Z]"),
    _scheme("ca.sin", r"\d{3}[ -]?\d{3}[ -]?\d{3}", "name"),
    _scheme("au.tfn", r"\d{3} ?\d{3} ?\d{3}", "name"),
    _scheme("za.idnr", r"\d{13}"),
    _scheme("cn.ric", r"\d{17}[\dX]"),
    _scheme("kr.rrn", r"\d{6}-?[1-8]\d{6}"),
)
_CODE = re.compile(r"(?=(?:.*\d){5})[A-Z0-9][A-Z0-9 ./\-]{4,24}", re.IGNORECASE)
_NINO_NOT_GIVEN = ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ")
_BIRTH_YEARS = 10
"""A column of ids that begin with dates of birth has at least so many different years; one of dated invoices has not."""


def find_national_id(sample: Sample) -> Found | None:
    """Find ids of one of the countries above; in a column that says so, also ids of a form we do not know (unsure)."""
    if sample.kind in ("date", "yes_no", "email"):
        return None
    named = sample.says("national_id") and not sample.says("company_ids")
    best = max((_weighed(sample, scheme, named) for scheme in SCHEMES), key=_strength, default=None)
    if best:
        return best
    if named and not sample.says("about") and (coded := sample.share(_CODE.fullmatch)) >= 0.5:
        return Found("national_id", "unsure", coded, "both")
    return None


def _strength(found: Found | None) -> tuple[bool, float]:
    return (found is not None and found.sure, found.share if found else -1.0)


def _weighed(sample: Sample, scheme: Scheme, named: bool) -> Found | None:
    if share(sample.tested[:60], scheme.form.fullmatch) < 0.25:
        return None
    valid = sample.share(lambda value: bool(scheme.form.fullmatch(value)) and _check(scheme.key)(value))
    why: Literal["both", "values"] = "both" if named else "values"
    if named and valid >= 0.3:
        return Found("national_id", "sure", valid, why, scheme.key)
    if len(sample.values) < 4 or valid < (0.5 if scheme.proof == "strong" else 0.75) or scheme.proof == "name":
        return None
    if scheme.proof == "strong" and not (scheme.key == "dk.cpr" and not _of_many_years(sample)):
        return Found("national_id", "sure", valid, why, scheme.key)
    if (
        scheme.proof == "weak"
        and len(sample.values) >= 12
        and not (sample.says("codes", "phone") or sample.is_serial(0.005))
    ):
        return Found("national_id", "unsure", valid, why, scheme.key)
    return None


def _of_many_years(sample: Sample) -> bool:
    return len({digits_of(value)[4:6] for value in sample.values}) >= min(_BIRTH_YEARS, len(sample.values) / 3)


@cache
def _check(key: str) -> Callable[[str], bool]:
    if key == "gb.nino":
        return _is_nino
    check: Callable[[str], bool] = import_module(f"stdnum.{key}").is_valid
    return check


def _is_nino(value: str) -> bool:
    """The form says nearly all (HMRC, National Insurance Manual NIM39110); some prefixes are never given."""
    return value[:2].upper() not in _NINO_NOT_GIVEN
