"""What a file really is, whatever its name says."""

import io
import zipfile

import msoffcrypto
import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from core.common.errors import UnreadableFile
from tests.core.data.reading.reads import reading_of


def workbook(rows: list[list[object]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return made.getvalue()


def locked(data: bytes, password: str) -> bytes:
    made = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, made)
    return made.getvalue()


def packed(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in parts.items():
            zipped.writestr(name.replace("__", "/"), data)
    return made.getvalue()


TABLE: list[list[object]] = [["name", "spent"], ["Anna", 3.5], ["Ben", 4]]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\x00\x00\x00", "empty"),
        (b"%PDF-1.7\nstuff", "other_format"),
        (b"\x89PNG\r\n\x1a\n", "other_format"),
        (b"<!DOCTYPE html><table><tr><td>1</td></tr></table>", "other_format"),
        (b"SQLite format 3\x00", "other_format"),
        (packed(word__document=b"x"), "other_format"),
        (packed(notes=b"x"), "other_format"),
        (b"PK\x03\x04 cut short", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut short", "damaged"),
        (bytes(range(256)) * 40, "other_format"),
    ],
)
def test_what_is_no_table_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        reading_of(data)
    assert refused.value.facts["reason"] == reason
    assert refused.value.advice


def test_a_workbook_cut_short_is_refused() -> None:
    whole = workbook(TABLE)
    with pytest.raises(UnreadableFile) as refused:
        reading_of(whole[: len(whole) // 2])
    assert refused.value.facts["reason"] == "damaged"


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_opened() -> None:
    bomb = packed(xl__workbook=b"", xl__worksheets=b"0" * (201 * 1024 * 1024))
    assert len(bomb) < 1024 * 1024
    with pytest.raises(UnreadableFile) as refused:
        reading_of(bomb)
    assert refused.value.facts["reason"] == "unpacks_too_large"


def test_a_locked_workbook_asks_for_its_password_and_opens_with_it() -> None:
    safe = locked(workbook(TABLE), "correct horse")
    assert msoffcrypto.OfficeFile(io.BytesIO(safe)).is_encrypted()
    for password, reason in ((None, "password"), ("wrong", "wrong_password")):
        with pytest.raises(UnreadableFile) as refused:
            reading_of(safe, password)
        assert (refused.value.facts["reason"], refused.value.facts["needs_password"]) == (reason, True)
    assert reading_of(safe, "correct horse").rows() == [["Anna", 3.5], ["Ben", 4.0]]


def test_the_sheet_with_the_table_is_picked_and_another_can_be_chosen() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.add_worksheet("Cover").write(2, 1, "Sales 2026")
        data, hidden = book.add_worksheet("Data"), book.add_worksheet("Hidden")
        for number, row in enumerate(TABLE * 3):
            data.write_row(number, 0, row)
        hidden.write_row(0, 0, ["code", "meaning"])
        hidden.write_row(1, 0, [1, "shop"])
        hidden.hide()
    read = reading_of(made.getvalue())
    assert read.choices["sheet"] == "Data"
    assert reading_of(made.getvalue(), sheet="Hidden").names == ["code", "meaning"]
    with pytest.raises(UnreadableFile):
        reading_of(made.getvalue(), sheet="Nowhere")


def test_a_hidden_sheet_is_not_picked_however_large_it_is() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        data, hidden = book.add_worksheet("Data"), book.add_worksheet("Old")
        for sheet, times in ((data, 1), (hidden, 9)):
            for number, row in enumerate([TABLE[0], *TABLE[1:] * times]):
                sheet.write_row(number, 0, row)
        hidden.hide()
    read = reading_of(made.getvalue())
    assert (read.choices["sheet"], len(read.frame)) == ("Data", 2)


def test_cells_with_an_error_of_the_spreadsheet_program_are_counted_in_words() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["item", "price"])
        for number in range(1, 30):
            sheet.write_row(number, 0, [f"i{number}", number * 1.5])
        sheet.write_row(30, 0, ["i30"])
        sheet.write_formula(30, 1, "=1/0", None, "#DIV/0!")
    read = reading_of(made.getvalue())
    assert "1 cell of the workbook holds an error such as #DIV/0!; it counts as missing." in read.notes
    assert (read.kinds["price"], read.rows()[-1]) == ("number", ["i30", None])


def test_texts_of_a_workbook_keep_their_zeros_and_their_plus() -> None:
    rows: list[list[object]] = [["plz", "tel"], *([f"0{1066 + n}", f"+353 86 123 45{n:02d}"] for n in range(30))]
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, str(cell))
    read = reading_of(made.getvalue())
    assert (read.kinds, read.rows()) == ({"plz": "postcode", "tel": "phone"}, rows[1:])


def test_a_number_of_a_workbook_keeps_its_point_among_texts_with_commas() -> None:
    rows: list[list[object]] = [["name", "spent"], ["Anna", 1.234], ["Ben", "5,5"], ["Cleo", "7,25"]]
    assert list(reading_of(workbook(rows)).frame["spent"]) == [1.234, 5.5, 7.25]
