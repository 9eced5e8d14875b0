"""Several tables on one sheet: one is read, the others are offered, and the choice can be taken back."""

import pytest

from core.data.reading import Choices, Note
from tests.core.data.reading.reads import Read, reading_of

ABOVE = "item,units\npen,1000\nink,500\npad,200\n\nitem,price\npen,0.5\nink,0.75\n"
BESIDE = "item,units,,town,visits\npen,1000,,Cork,7\nink,500,,Bonn,8\npad,200,,Lyon,9\n"
SPACED = "item,units,,price,sold\npen,1000,,0.5,7\nink,500,,0.75,8\npad,200,,0.9,9\n"
PENS = [["pen", 1000], ["ink", 500], ["pad", 200]]
TOWNS = [["Cork", 7], ["Bonn", 8], ["Lyon", 9]]


def offered(read: Read) -> dict[str, str]:
    return {value: words for offers in read.offers.values() for value, words in offers if value.isdigit()}


def test_of_two_tables_above_each_other_the_longest_is_read_and_the_other_offered() -> None:
    read = reading_of(ABOVE)
    assert (read.rows(), read.choices["table"]) == (PENS, 1)
    assert "2 tables stand one above the other; the largest was read." in read.notes
    assert offered(read) == {"2": "Table 2 of 2: “item” and “price”", "0": "All as one table"}
    assert reading_of(ABOVE, table=2).rows() == [["pen", 0.5], ["ink", 0.75]]


def test_two_tables_of_the_same_height_beside_each_other_are_not_read_as_one() -> None:
    read = reading_of(BESIDE)
    assert (read.names, read.rows()) == (["item", "units"], PENS)
    assert "2 tables stand side by side; the largest was read." in read.notes
    assert offered(read) == {"2": "Table 2 of 2: “town” and “visits”", "0": "All as one table"}


def test_the_other_table_is_read_when_chosen_and_says_which_it_is() -> None:
    read = reading_of(BESIDE, table=2)
    assert (read.names, read.rows(), read.choices["table"]) == (["town", "visits"], TOWNS, 2)
    assert "Table 2 of 2 on this sheet was read." in read.notes
    assert offered(read) == {"1": "Table 1 of 2: “item” and “units”", "0": "All as one table"}


def test_parted_tables_can_be_read_as_one() -> None:
    read = reading_of(BESIDE, table=0)
    assert read.names == ["item", "units", "town", "visits"]
    assert set(offered(read)) == {"1", "2"}


def test_a_blank_column_within_one_table_does_not_part_it_but_that_is_offered() -> None:
    read = reading_of(SPACED)
    assert (read.names, len(read.rows())) == (["item", "units", "price", "sold"], 3)
    assert "What may be 2 tables was read as one." in read.notes
    assert reading_of(SPACED, table=2).names == ["price", "sold"]


def test_tables_that_share_a_heading_are_two() -> None:
    lines = [f"{n},{n * 2},,{n},{n * 3}" for n in range(1, 9)]
    read = reading_of("\n".join(["day,north,,day,south", *lines]))
    assert read.names == ["day", "north"]
    assert reading_of("\n".join(["day,north,,day,south", *lines]), table=2).names == ["day", "south"]


def test_titles_over_each_table_do_not_join_them() -> None:
    titled = f"Stock,,,Shops,\n{BESIDE}"
    assert reading_of(titled).rows() == PENS
    assert reading_of(titled, table=2).rows() == TOWNS


def test_four_tables_in_a_square_are_each_to_be_had() -> None:
    below = "maker,staff,,month,sum\nBic,120,,May,1.5\nLamy,340,,June,2.5\n"
    sheet = f"{BESIDE},,,,\n{below}"
    names = [reading_of(sheet, table=number).names for number in range(1, 5)]
    assert names == [["item", "units"], ["maker", "staff"], ["town", "visits"], ["month", "sum"]]
    assert "4 tables stand on this sheet; the largest was read." in reading_of(sheet).notes


def test_a_heading_row_that_lies_in_another_table_means_that_table() -> None:
    assert reading_of(ABOVE, header_row=6).rows() == [["pen", 0.5], ["ink", 0.75]]
    assert reading_of(ABOVE, header_row=6, table=1).rows() == [["pen", 0.5], ["ink", 0.75]]


@pytest.mark.parametrize("number", [3, 99])
def test_a_table_that_is_not_there_is_passed_over(number: int) -> None:
    assert reading_of(ABOVE, table=number).rows() == PENS


def test_choosing_a_table_forgets_what_was_chosen_for_the_columns_of_another() -> None:
    offer = Note("2 tables stand side by side; the largest was read.", "table", offers=(("2", "Table 2 of 2"),))
    before = Choices(sheet="May", header_row=3, kinds={"units": "category"}, keep=("totals",), decimal="comma")
    assert before.answered(offer, "2") == Choices(sheet="May", table=2, decimal="comma")
