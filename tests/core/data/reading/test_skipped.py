"""What looks like no data is left out, told, and comes back when the owner wants it."""

from dataclasses import replace

import pytest

from core.data.reading import Choices, Note
from tests.core.data.reading.reads import Read, reading_of

ROWS = "Anna,12,3.5\nBen,15,4.5\nCleo,9,1.25\nDan,11,2.0\n"
HEAD = "name,visits,spent\n"
FILES = {
    "totals": (f"{HEAD}{ROWS}Total,47,11.25\n", "The last row looked like a total; left out.", ["Total", 47, 11.25]),
    "remarks": (
        f"{HEAD}{ROWS}* provisional,,\n",
        "1 row of remarks below the table left out.",
        ["* provisional", None, None],
    ),
    "subtotals": (
        f"{HEAD}{ROWS}Subtotal,47,11.25\n{ROWS}",
        "1 row within the table that sum up others left out.",
        ["Subtotal", 47, 11.25],
    ),
    "blank_rows": (f"{HEAD}{ROWS},,\n{ROWS}", "1 blank row left out.", [None, None, None]),
}


def keeping(text: str, *skips: str) -> Read:
    return reading_of(text, keep=skips)


@pytest.mark.parametrize("skip", list(FILES))
def test_a_row_that_was_left_out_is_told_and_comes_back_in_its_place_when_asked_for(skip: str) -> None:
    text, said, row = FILES[skip]
    read = reading_of(text)
    assert (skip, "Keep it") in read.offers[said]
    assert row not in read.rows()
    kept = keeping(text, skip)
    assert kept.rows().index(row) == 4
    assert len(kept.rows()) == len(read.rows()) + 1
    assert kept.offers[said.replace("left out", "kept")] == ((skip, "Leave it out"),)
    assert kept.choices["keep"] == [skip]


def test_headings_that_a_page_repeats_can_be_kept() -> None:
    text = "name,town\nAnna,Cork\nBen,Bonn\nCleo,Cork\nname,town\nDan,Bonn\n"
    assert len(reading_of(text).rows()) == 4
    assert keeping(text, "repeated_headings").rows()[3] == ["name", "town"]


def test_a_blank_column_can_be_kept() -> None:
    text = "a,,b\n1,,x\n2,,y\n"
    assert reading_of(text).names == ["a", "b"]
    assert keeping(text, "blank_columns").kinds == {"a": "number", "Column 2": "empty", "b": "category"}


def test_of_several_things_left_out_each_is_kept_alone() -> None:
    text = f"{HEAD}{ROWS}Total,47,11.25\n\n* provisional,,\n"
    last = {skip: keeping(text, skip).rows()[4:] for skip in ("totals", "remarks")}
    assert last == {"totals": [["Total", 47, 11.25]], "remarks": [["* provisional", None, None]]}
    assert len(keeping(text, "totals", "remarks").rows()) == 6


def test_an_offer_is_taken_and_taken_back() -> None:
    offer = Note("The last row looked like a total; left out.", "keep", offers=(("totals", "Keep it"),))
    kept = Choices(sheet="May").answered(offer, "totals")
    assert kept == replace(Choices(sheet="May"), keep=("totals",))
    assert kept.answered(offer, "totals") == Choices(sheet="May")


def test_choices_and_notes_go_through_json_unchanged() -> None:
    note = Note("1 blank row left out.", "keep", offers=(("blank_rows", "Keep it"),))
    assert Note.from_dict({**vars(note), "offers": [["blank_rows", "Keep it"]]}) == note
    assert Note.from_dict({"sentence": "Older.", "choice": None, "columns": []}) == Note("Older.")
    assert Choices(**{**Choices(keep=("totals",)).as_dict(), "keep": ["totals"]}) == Choices(keep=("totals",))
