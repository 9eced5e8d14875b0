"""Personal numbers that carry a form or check digits: cards, bank accounts, national ids, network addresses."""

import ipaddress
import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib import import_module

from stdnum import iban, luhn

from core.personal import labels

_MOST = 0.9
_ENOUGH = 8
"""Different values that a checksum of one digit must pass on before it is believed without the column's name."""
_NATIONAL = (
    "gb.nhs", "gb.utr", "de.idnr", "fr.nir", "es.dni", "es.nie", "it.codicefiscale", "nl.bsn", "be.nn", "ch.ssn", "at.vnr",
    "se.personnummer", "dk.cpr", "no.fodselsnummer", "fi.hetu", "pl.pesel", "br.cpf", "ie.pps", "cz.rc", "us.ssn",
)  # fmt: skip
_ONLY_BY_NAME = frozenset({"gb.utr", "us.ssn", "at.vnr", "nl.bsn", "gb.nhs", "dk.cpr", "cz.rc"})
"""Whose check is weak or is none, so that other numbers pass it: believed only in a column that says so, or in their written form."""
_WRITTEN = {
    "us.ssn": re.compile(r"\d{3}-\d{2}-\d{4}"),
    "gb.nhs": re.compile(r"\d{3} \d{3} \d{4}"),
    "dk.cpr": re.compile(r"\d{6}-\d{4}"),
}
_ISSUERS = re.compile(
    r"4\d{12}(\d{3}){0,2}|5[1-5]\d{14}|2(22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(0[0-5]|[689]\d)\d{11}|"
    r"6(011|5\d\d|4[4-9]\d)\d{12}|35(2[89]|[3-8]\d)\d{12}"
)
_DIGITS = re.compile(r"[\s.\-]")


def type_of(values: Sequence[str], name: str) -> str | None:
    """Card, iban, ip or national_id, if nearly all `values` are one."""
    if _share(values, _is_address) >= _MOST and any(mark in values[0] for mark in ".:"):
        return "ip"
    if _share(values, iban.is_valid) >= _MOST:
        return "iban"
    if _share(values, _is_card) >= _MOST and (len(values) >= 4 or labels.says(name, "card")):
        return "card"
    return "national_id" if _are_national_ids(values, name) else None


def _is_card(value: str) -> bool:
    digits = _DIGITS.sub("", value)
    return digits.isdigit() and bool(_ISSUERS.fullmatch(digits)) and bool(luhn.is_valid(digits))


def _is_address(value: str) -> bool:
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return False
    return not value.isdigit()


def _are_national_ids(values: Sequence[str], name: str) -> bool:
    named = labels.says(name, "national_id")
    if not named and (len(values) < _ENOUGH or _share(values, _could_be) < _MOST):
        return False
    for country in _NATIONAL:
        in_form = country in _WRITTEN and _share(values, partial(_is_written, country)) >= _MOST
        if (named or in_form or country not in _ONLY_BY_NAME) and _share(values, _checker(country)) >= _MOST:
            return True
    return False


def _is_written(country: str, value: str) -> bool:
    return bool(_WRITTEN[country].fullmatch(value))


def _could_be(value: str) -> bool:
    return 8 <= len(value) <= 20 and sum(letter.isdigit() for letter in value) >= 6


def _checker(country: str) -> Callable[[str], bool]:
    check: Callable[[str], bool] = import_module(f"stdnum.{country}").is_valid
    return check


def _share(values: Iterable[str], test: Callable[[str], bool]) -> float:
    """Share of the values that pass; gives up early where the first ones do not."""
    passed = seen = 0
    for value in values:
        seen += 1
        passed += bool(test(value))
        if seen >= 20 and passed < 0.5 * seen:
            break
    return passed / seen if seen else 0.0
