"""What is written down about a value is true: nothing of it is refused, and what people write is in it."""

import re

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.common.parsing import CLOCK_HOURS
from core.common.parsing.booleans import PAIRS, truth
from core.inference.exported import Exported, Form
from core.inference.inputs import Input, NotThisKind
from core.inference.outcome_codes import reported
from core.serving.endpoint import json_patterns, json_schema
from core.serving.endpoint.pseudonyms import as_text

DECIMALS, UNITS = ["", "point", "comma"], ["", "kg", "km/h", "°C", "Dosen", "Stk.", CLOCK_HOURS]
KNOWN = [(decimal, unit) for decimal in DECIMALS for unit in UNITS]
NUMBERS = [
    "12",
    " -12.5 ",
    "+.5",
    "1e-5",
    "12,5",
    "-12,50",
    "1,200.50",
    "1.200,50",
    "€ 1.200,50",
    "1.200,50 €",
    "EUR 12",
    "-$5",
    "5 %",
    "5,5%",
]


def is_described(asked: Input, value: object) -> bool:
    return bool(jsonschema.Draft202012Validator(json_schema.value(asked)).is_valid(value))


def is_read(asked: Input, value: object) -> bool:
    try:
        asked.read(value)
    except (NotThisKind, OverflowError):
        return False
    return True


SPACES = [chr(code) for code in range(0x11000) if not 0xD800 <= code < 0xE000 and not chr(code).strip()]
"""To Python. Programs that read patterns as ECMA-262 has them know some others."""


@pytest.mark.parametrize("sign", [*SPACES, "\ufeff"], ids=lambda sign: f"U+{ord(sign):04X}")
def test_what_is_no_space_to_callers_but_is_to_us_is_not_described(sign: str) -> None:
    described = {of: jsonschema_rs.validator_for(of_what) for of, of_what in {
        "id": json_schema.ID, "number": json_schema.value(Input("n", "number")), "yes_no": json_schema.value(Input("y", "yes_no")),
    }.items()}  # fmt: skip
    assert not described["id"].is_valid(sign) or as_text(sign)
    for kind, text in (("number", f"{sign}5{sign}"), ("yes_no", f"yes{sign}"), ("number", sign), ("yes_no", sign)):
        asked = Input("it", "number" if kind == "number" else "yes_no")
        assert not described[kind].is_valid(text) or is_read(asked, text)
    assert described["id"].is_valid(f"{sign}7")


@pytest.mark.parametrize(("decimal", "unit"), KNOWN)
@given(data=st.data())
def test_no_number_that_is_described_is_refused(decimal: str, unit: str, data: st.DataObject) -> None:
    asked = Input("n", "number", written=decimal, unit=unit)
    text = data.draw(st.from_regex(json_patterns.number(decimal, unit)))
    assert isinstance(asked.read(text), float)


@pytest.mark.parametrize(("decimal", "unit"), KNOWN)
def test_numbers_as_people_write_them_are_described(decimal: str, unit: str) -> None:
    asked = Input("n", "number", written=decimal, unit=unit)
    for text in NUMBERS:
        assert is_described(asked, text), text
        assert is_read(asked, text), text
    for text in ["twelve", "12 miles", "NaN", "Infinity", "1e999", "--5", "0x10", "1_000", "1.2.3"]:
        assert not is_described(asked, text), text
        assert not is_read(asked, text), text


@pytest.mark.parametrize(
    ("unit", "texts"),
    [
        ("kg", ["12 kg", "12kg", "12,5 kg", "-1.5 kg"]),
        ("Dosen", ["3 Dosen"]),
        ("°C", ["20 °C", "20°C"]),
        (CLOCK_HOURS, ["14:30", "09:05:30", "255:10:00", "2:30 PM"]),
    ],
)
def test_a_unit_is_described_where_the_table_has_it_and_nowhere_else(unit: str, texts: list[str]) -> None:
    for text in texts:
        for other in UNITS:
            asked = Input("n", "number", unit=other)
            assert is_described(asked, text) is is_read(asked, text) is (other == unit), (text, other)


@pytest.mark.parametrize("text", ["1,234", "€ 1.234", "12 345,678"])
def test_what_only_the_table_can_tell_is_described_where_it_is_known(text: str) -> None:
    for decimal in DECIMALS:
        asked = Input("n", "number", written=decimal)
        assert not is_described(asked, text) or is_read(asked, text)
    assert not is_described(Input("n", "number"), text)


@pytest.mark.parametrize("order", ["day_first", "month_first"])
@given(data=st.data())
def test_no_day_that_is_described_is_refused(order: str, data: st.DataObject) -> None:
    pattern = json_patterns.day(order)
    assert pattern
    assert isinstance(Input("d", "date", written=order).read(data.draw(st.from_regex(pattern))), float)


def test_days_are_described_as_their_table_writes_them() -> None:
    german, american, unknown = (Input("d", "date", written=order) for order in ("day_first", "month_first", ""))
    for asked, text, wrong in [(german, "31.3.2026", "3/31/2026"), (american, "3/31/2026", "31.3.2026")]:
        pattern = json_patterns.day(asked.written)
        assert pattern
        assert re.search(pattern, text)
        assert is_read(asked, text)
        assert not re.search(pattern, wrong)
        assert not re.search(pattern, "30.2.2026")
    assert json_patterns.day("") is json_patterns.day("year_first") is None
    assert is_described(unknown, "2026-03-31")
    assert not is_described(unknown, 20_000)


@given(text=st.from_regex(json_patterns.yes_no()))
def test_no_word_for_yes_or_no_that_is_described_is_refused(text: str) -> None:
    assert truth(text) is not None


def test_every_word_for_yes_and_no_is_described_in_capitals_or_not() -> None:
    asked = Input("y", "yes_no")
    for words in PAIRS:
        for word in words[0] | words[1]:
            written = [way for way in (word, word.upper(), word.title()) if truth(way) is not None]
            assert word in written
            assert all(is_described(asked, way) for way in written), written
    for value in (True, 0, 1.0, "1.0", "", None):
        assert is_described(asked, value)
        assert is_read(asked, value)
    for value in ("perhaps", 2, "2", 0.5):
        assert not is_described(asked, value)
        assert not is_read(asked, value)


@pytest.mark.parametrize(("decimal", "unit"), KNOWN)
@given(data=st.data())
def test_no_number_that_happened_is_refused_if_it_is_described(decimal: str, unit: str, data: st.DataObject) -> None:
    exported = Exported(Form("number", "paid", [], [], [], [], written=decimal, unit=unit))
    described = json_schema.actual(exported)
    assert described
    assert isinstance(reported(exported.form, data.draw(st.from_regex(described["pattern"]))), float)
    assert {"comma": "comma is", "point": "point is", "": "1200.50"}[decimal] in described["description"]
    assert unit in described["description"] or unit == CLOCK_HOURS
