"""Finding the table among titles, totals, blank lines and other tables."""

import pytest

from core.common.errors import UnreadableFile
from tests.core.data.reading.reads import reading_of

ROWS = "Anna,12,3.5\nBen,15,4.5\nCleo,9,1.25\nDan,11,2.0\n"


def test_titles_above_and_totals_and_remarks_below_are_left_out() -> None:
    read = reading_of(
        f"Sales 2026\nAll amounts before tax,,\n\nname,visits,spent\n{ROWS}Total,47,11.25\n\n* provisional,,\n"
    )
    assert (read.names, len(read.frame)) == (["name", "visits", "spent"], 4)
    assert "2 rows above the table skipped." in read.notes
    assert "The last row looked like a total; left out." in read.notes


def test_a_customer_called_total_in_the_middle_stays() -> None:
    read = reading_of("name,visits,spent\nAnna,12,3.5\nTotal Wine,15,4.5\nCleo,9,1.25\n")
    assert len(read.frame) == 3


def test_a_last_row_with_gaps_is_no_remark() -> None:
    read = reading_of("name,visits,spent\nAnna,12,3.5\nBen,15,4.5\nCleo,n/a,n/a\n")
    assert read.rows()[-1] == ["Cleo", None, None]


def test_without_headings_columns_are_numbered_and_no_row_is_lost() -> None:
    read = reading_of("3,alfa,88.6\n1,audi,99.8\n2,bmw,101.2\n")
    assert (read.names, len(read.frame)) == (["Column 1", "Column 2", "Column 3"], 3)


def test_words_without_headings_are_known_by_words_that_come_back() -> None:
    lines = [f"{'ham' if n % 3 else 'spam'}\tmessage {n} says something of its own" for n in range(30)]
    read = reading_of("\n".join(lines))
    assert (len(read.frame), list(read.kinds.values())) == (30, ["category", "text"])


def test_headings_are_headings_though_a_value_is_called_the_same() -> None:
    lines = [f"{n}.5,{'abcdef'[n % 6]},{n % 2}" for n in range(30)]
    assert reading_of("\n".join(["amount,d,flag", *lines])).names == ["amount", "d", "flag"]


@pytest.mark.parametrize("unknown", ["n/a", "", "unknown"])
def test_a_first_row_without_its_numbers_is_a_row(unknown: str) -> None:
    read = reading_of(f"name,visits,spent\nAnna,{unknown},{unknown}\n{ROWS}")
    assert (read.names, read.frame["name"][0], len(read.frame)) == (["name", "visits", "spent"], "Anna", 5)


def test_a_second_row_of_headings_with_units_is_joined() -> None:
    read = reading_of("name,spent\n(at birth),(in euro)\nAnna,3.5\nBen,4.5\n")
    assert (read.names, len(read.frame)) == (["name (at birth)", "spent (in euro)"], 2)


def test_headings_that_are_years_are_headings() -> None:
    read = reading_of("region,2024,2025,2026\nnorth,10.5,11.5,12.5\nsouth,20.5,21.5,22.5\n")
    assert (read.names, len(read.frame)) == (["region", "2024", "2025", "2026"], 2)


def test_blank_and_repeated_headings_get_names_of_their_own() -> None:
    read = reading_of("id,name,id,,id\n1101,John,0,x,001101\n1102,Julie,0,y,001102\n")
    assert read.names == ["id", "name", "id_2", "Column 4", "id_3"]


def test_blank_rows_and_columns_are_left_out() -> None:
    read = reading_of("a,,b,\n1,,x,\n,,,\n2,,y,\n")
    assert (read.names, read.rows()) == (["a", "b"], [[1, "x"], [2, "y"]])


def test_a_row_with_too_many_cells_loses_none() -> None:
    read = reading_of("id,name,age\n1101,John,30\n1102,Julie,26,Potatoes\n1103,Ann\n")
    assert read.rows() == [["1101", "John", 30, None], ["1102", "Julie", 26, "Potatoes"], ["1103", "Ann", None, None]]
    assert any("more cells than there are headings" in note for note in read.notes)


def test_of_two_tables_one_is_read_and_the_other_can_be_chosen() -> None:
    text = "item,units\npen,1000\nink,500\npad,200\n\nitem,price\npen,0.5\nink,0.75\n"
    read = reading_of(text)
    assert read.rows() == [["pen", 1000], ["ink", 500], ["pad", 200]]
    assert any("2 tables" in note for note in read.notes)
    assert reading_of(text, header_row=6).rows() == [["pen", 0.5], ["ink", 0.75]]


def test_headings_repeated_on_every_page_are_no_rows() -> None:
    read = reading_of(f"name,visits,spent\n{ROWS}name,visits,spent\n{ROWS}")
    assert len(read.frame) == 8


def test_the_owner_chooses_the_heading_row() -> None:
    read = reading_of(f"x,y,z\nname,visits,spent\n{ROWS}", header_row=2)
    assert (read.names, read.choices["header_row"]) == (["name", "visits", "spent"], 2)
    assert reading_of("a,b\nc,d\ne,f\n", header_row=0).names == ["Column 1", "Column 2"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [("a,b,c\n", "header_only"), ("", "empty"), ("\n\n\n", "empty"), ("\ufeff", "empty"), (",,,\n,,,\n", "no_table")],
)
def test_a_file_without_rows_is_refused(text: str, reason: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        reading_of(text)
    assert refused.value.facts["reason"] == reason


def test_too_many_columns_are_refused_with_their_number() -> None:
    text = ",".join(f"c{n}" for n in range(2000)) + "\n" + ",".join("1" for _ in range(2000)) + "\n"
    with pytest.raises(UnreadableFile) as refused:
        reading_of(text)
    assert refused.value.facts == {"reason": "too_many_columns", "columns": 2000}
