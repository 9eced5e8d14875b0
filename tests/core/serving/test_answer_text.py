"""One answer in words."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from core.common.words import Words
from core.models.registry.card import Card, card_from_json
from core.serving.answer_text import describe_answer, drivers, format_code
from core.serving.endpoint.answering import Answer

NOUNS = {"one": "customer", "many": "customers", "did": "left", "will": "leave", "did_not": "stayed"}
CARD = card_from_json(
    json.dumps(
        {
            **dict.fromkeys(("template", "target", "positive", "split", "unit", "method"), ""),
            **dict.fromkeys(("rows_learned", "rows_held", "checked_rows"), 100),
            **dict.fromkeys(("threshold", "seconds", "largest_difference"), 0.0),
            **dict.fromkeys(("labels", "left_out", "summary", "limits"), ()),
            **{key: {} for key in ("scores", "baseline", "powers")},
            "predicts": "yes_no",
            "learned_period": None,
            "drivers": [{"column": "visits", "share": 0.6}, {"column": "age", "share": 0.4}],
        }
    )
)


def about(**facts: Any) -> Card:
    """The card of another model."""
    return replace(CARD, **facts)


def answer(**facts: object) -> Answer:
    return msgspec.convert(
        {"id": None, "answer": None, "score": None, "band": None, "warnings": [], **facts},
        Answer,
    )


@pytest.mark.parametrize(
    ("score", "headline"),
    [
        (0.74, "Of 100 customers like this one, about 74 leave."),
        (0.001, "Of 100 customers like this one, fewer than 1 leave."),
        (0.999, "Of 100 customers like this one, more than 99 leave."),
    ],
)
def test_a_chance_is_told_as_a_count(score: float, headline: str) -> None:
    assert describe_answer(CARD, NOUNS, answer(score=score, band="high"), Words()).headline == headline


def test_a_reason_says_what_stood_there() -> None:
    row = {"plan": "monthly", "visits": 2.0, "fee": 36.914, "spent": 1234567, "friend": "", "age": None}
    found = answer(score=0.7, reasons=[{"column": name, "says": f"“{name}” matters"} for name in row])
    assert describe_answer(CARD, NOUNS, found, Words(), row).reasons == (
        "“plan” matters: here it is “monthly”",
        "“visits” matters: here it is 2",
        "“fee” matters: here it is 36.91",
        "“spent” matters: here it is 1,234,567",
        "“friend” matters: here it is not known",
        "“age” matters: here it is not known",
    )
    assert describe_answer(CARD, NOUNS, found, Words()).reasons[0] == "“plan” matters"


@pytest.mark.parametrize(
    ("sent", "english", "german"),
    [
        ("2026-03-31", "31 March 2026", "31. März 2026"),
        (date(2026, 3, 31), "31 March 2026", "31. März 2026"),
        ("2026-03-31T10:15:00", "31 March 2026, 10:15", "31. März 2026, 10:15"),
        ("2026-03-32", "“2026-03-32”", "“2026-03-32”"),
        ("2026-03-31 is too late", "“2026-03-31 is too late”", "“2026-03-31 is too late”"),
        ("20260331", "“20260331”", "“20260331”"),
    ],
)
def test_a_day_that_stood_there_is_told_as_its_owner_writes_days(sent: object, english: str, german: str) -> None:
    found = answer(score=0.7, reasons=[{"column": "since", "says": "“since” matters"}])
    for locale, told in (("en_GB", english), ("de_DE", german)):
        reasons = describe_answer(CARD, NOUNS, found, Words(locale), {"since": sent}).reasons
        assert reasons == (f"“since” matters: here it is {told}",)


def test_money_is_told_with_its_range() -> None:
    card = about(predicts="number", unit="GBP")

    told = describe_answer(card, NOUNS, answer(score=1900.0, low=1500.0, high=2300.0), Words())

    assert told.headline == "About £1,900."
    assert told.detail == "Most such cases lie between £1,500 and £2,300."


def test_reasons_are_told_as_the_endpoint_says_them() -> None:
    reasons = [{"column": "visits", "direction": "against", "weight": 1.0, "says": "“visits” makes “left” less likely"}]

    told = describe_answer(CARD, NOUNS, answer(score=0.2, band="low", reasons=reasons), Words())

    assert told.reasons == ("“visits” makes “left” less likely",)


def test_what_it_goes_by_is_a_picture_with_a_sentence() -> None:
    chart = drivers(CARD)

    assert chart
    assert list(chart.places) == ["visits", "age"]
    assert chart.shows == "Of what it knows, about 60 of 100 comes from “visits”."


def test_in_short_an_answer_is_its_word_or_how_much() -> None:
    words = Words("en_GB", "GBP")
    assert format_code(about(labels=("stayed", "left")), 1.0, words) == "left"
    assert format_code(about(unit="GBP"), 1670.0, words) == "£1,670"
    assert format_code(CARD, 1670.0, words) == "1,670"
    assert format_code(CARD, None, words) == ""
