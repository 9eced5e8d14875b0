"""One test for each thing that people's files have and that no other test here is about."""

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter

from tests.core.data.reading.reads import Read, reading_of

DAYS = range(1, 13)


def book(fill: Callable[[xlsxwriter.Workbook], None], **options: object) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, **options}) as workbook:
        fill(workbook)
    return made.getvalue()


def column(read: Read, name: str) -> list[object]:
    return [row[read.names.index(name)] for row in read.rows()]


def said(read: Read, words: str) -> bool:
    return any(words in note for note in read.notes)


def test_error_cells_of_a_workbook_are_missing() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["name", "ratio"])
        for row, (name, ratio) in enumerate([("a", 1.5), ("b", None), ("c", 3.5), ("d", 4.5)], start=1):
            sheet.write(row, 0, name)
            if ratio is None:
                sheet.write_formula(row, 1, "=1/0", None, "#DIV/0!")
            else:
                sheet.write(row, 1, ratio)

    assert column(reading_of(book(fill)), "ratio") == [1.5, None, 3.5, 4.5]


def test_numbers_and_dates_that_a_workbook_holds_as_text_are_numbers_and_dates() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["amount", "when"])
        for row in DAYS:
            sheet.write_string(row, 0, f"1.{row}00,50" if row < 10 else f"{row},25")
            sheet.write_string(row, 1, f"{row}.01.2026")

    read = reading_of(book(fill))
    assert read.kinds == {"amount": "number", "when": "date"}
    assert column(read, "amount")[:2] == [1100.5, 1200.5]


def test_days_counted_from_1904_are_the_same_days() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        as_day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["n", "when"])
        for row in DAYS:
            sheet.write(row, 0, row)
            sheet.write_datetime(row, 1, datetime(2026, 3, row), as_day)

    for options in ({}, {"date_1904": True}):
        days = reading_of(book(fill, **options)).frame["when"]
        assert [day.date() for day in days] == [date(2026, 3, row) for row in DAYS]


def test_times_and_hours_that_passed_in_a_workbook_are_hours() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        clock, passed = (workbook.add_format({"num_format": form}) for form in ("hh:mm", "[h]:mm:ss"))
        sheet.write_row(0, 0, ["opens", "took"])
        for row in DAYS:
            sheet.write_datetime(row, 0, time(row, 30), clock)
            sheet.write_datetime(row, 1, timedelta(hours=20 + row), passed)

    read = reading_of(book(fill))
    assert column(read, "opens")[:2] == pytest.approx([1.5, 2.5])
    assert column(read, "took")[-1] == pytest.approx(32.0)
    assert said(read, "Times of day were read as hours")


def test_cells_merged_over_rows_hold_for_each_of_them() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["region", "month", "units"])
        for group, region in enumerate(["North", "South", "West"]):
            sheet.merge_range(1 + group * 2, 0, 2 + group * 2, 0, region)
            for month in range(2):
                sheet.write_row(1 + group * 2 + month, 1, [f"M{month}", group * 10 + month])

    read = reading_of(book(fill))
    assert column(read, "region") == ["North", "North", "South", "South", "West", "West"]
    assert said(read, "Merged cells were filled in")


def test_headings_merged_over_columns_name_each_of_them() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.merge_range(0, 0, 0, 2, "Sales 2026")
        sheet.merge_range(1, 1, 1, 2, "North")
        sheet.write(1, 3, "South")
        sheet.write_row(2, 0, ["month", "units", "euro", "units"])
        for row in range(3, 12):
            sheet.write_row(row, 0, [f"M{row}", row, row * 2.5, row * 3])

    assert reading_of(book(fill)).names == ["month", "North units", "North euro", "South units"]


def test_of_tables_side_by_side_the_largest_is_read_and_that_is_said() -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["item", "units", "", "code", "meaning"])
        for row in range(1, 12):
            sheet.write_row(row, 0, [f"item {row}", row * 3])
            if row < 5:
                sheet.write_row(row, 3, [row, f"meaning {row}"])

    read = reading_of(book(fill))
    assert (read.names, len(read.frame)) == (["item", "units"], 11)
    assert said(read, "2 tables stand side by side; the largest was read.")


def test_a_blank_column_within_a_table_parts_nothing() -> None:
    lines = [f"item {n},{n},,{n * 2},note {n % 3}" for n in range(12)]
    assert reading_of("\n".join(["item,units,,price,remark", *lines])).names == ["item", "units", "price", "remark"]


def test_subtotals_within_a_table_are_left_out_but_a_kind_that_is_called_total_is_not() -> None:
    read = reading_of(
        "region,month,units\nNorth,1,10\nNorth,2,20\nNorth total,,30\nWest,1,5\nWest,2,6\nWest total,,11\nTotal,,41\n"
    )
    assert column(read, "units") == [10, 20, 5, 6]
    assert said(read, "2 rows within the table that sum up others left out.")
    kept = reading_of("cover,price\n" + "".join(f"{'total' if n % 3 else 'partial'},{n}.5\n" for n in range(20)))
    assert len(kept.frame) == 20


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["12 kg", "7 kg", "3 kg"], [12, 7, 3]),
        (["7,5 kg", "12 kg", "3,25 kg"], [7.5, 12, 3.25]),
        (["1.5m", "1.7m", "1.25m"], [1.5, 1.7, 1.25]),
        (["3 pcs", "1 pc", "4 pcs"], [3, 1, 4]),
        (["1 year", "2 years", "3 years"], [1, 2, 3]),
        (["20 °C", "21 °C", "-5 °C"], [20, 21, -5]),
        (["£4.50", "£5.25", "£1,200"], [4.5, 5.25, 1200]),
        (["12 EUR", "13 EUR", "14 EUR"], [12, 13, 14]),
        (["3,5 %", "4,5 %", "100 %"], [0.035, 0.045, 1]),
        (["(12.50)", "3.25", "(1.00)"], [-12.5, 3.25, -1]),
    ],
)
def test_what_stands_beside_a_number_in_its_cell_is_taken_off(cells: list[str], numbers: list[float]) -> None:
    read = reading_of("who|amount\n" + "".join(f"w{place}|{cell}\n" for place, cell in enumerate(cells)))
    assert column(read, "amount") == pytest.approx(numbers)
    assert read.notes


@pytest.mark.parametrize(
    "cells", [["12 kg", "750 g", "3 kg"], ["5 m", "7 mm", "9 m"], ["12A", "14B", "3C"], ["4x4", "2x2", "4x4"]]
)
def test_amounts_in_several_units_and_codes_are_not_made_numbers(cells: list[str]) -> None:
    read = reading_of("who|amount\n" + "".join(f"w{place}|{cell}\n" for place, cell in enumerate(cells)))
    assert column(read, "amount") == cells


@pytest.mark.parametrize("scale", [1, 1000])
def test_seconds_since_1970_are_dates_in_a_column_that_says_so(scale: int) -> None:
    lines = "".join(f"{(1760000000 + day * 86400) * scale},{day}\n" for day in range(12))
    read = reading_of(f"created_at,n\n{lines}")
    assert column(read, "created_at")[0] == datetime(2025, 10, 9, 8, 53, 20)
    assert said(read, "Seconds since 1970")
    assert reading_of(f"amount,n\n{lines}").kinds["amount"] == "number"


@pytest.mark.parametrize(
    ("cells", "hours"),
    [(["8:00", "14:30", "23:45"], [8, 14.5, 23.75]), (["8:00 AM", "12:15 am", "2:30 pm"], [8, 0.25, 14.5])],
)
def test_times_of_day_are_hours(cells: list[str], hours: list[float]) -> None:
    read = reading_of("opens,n\n" + "".join(f"{cell},{place}\n" for place, cell in enumerate(cells)))
    assert column(read, "opens") == pytest.approx(hours)


def test_summer_and_winter_time_of_one_place_keep_their_days() -> None:
    read = reading_of("at,n\n2026-01-05T00:30:00+01:00,1\n2026-07-05T00:30:00+02:00,2\n2026-12-05 00:30 CET,3\n")
    assert [moment.day for moment in column(read, "at")] == [5, 5, 5]  # type: ignore[attr-defined]
    assert said(read, "Summer and winter time of one place")


def test_times_of_different_zones_are_put_on_one_clock_and_that_is_said() -> None:
    read = reading_of("at,n\n2026-03-01T10:00:00+02:00,1\n2026-03-01T10:00:00-05:00,2\n2026-03-02T10:00:00Z,3\n")
    assert column(read, "at")[0] == datetime(2026, 3, 1, 8)
    assert said(read, "put on one clock (UTC)")


def test_dates_that_begin_with_a_year_of_two_digits_are_told_by_their_variety() -> None:
    read = reading_of("at,n\n" + "".join(f"26-{1 + n % 12:02d}-{1 + n * 2 % 28:02d},{n}\n" for n in range(30)))
    assert column(read, "at")[1] == datetime(2026, 2, 3)
    assert said(read, "The year was read first")
    usual = reading_of("at,n\n" + "".join(f"{1 + n * 2 % 28:02d}-{1 + n % 12:02d}-26,{n}\n" for n in range(30)))
    assert column(usual, "at")[1] == datetime(2026, 2, 3)


def test_single_letters_for_yes_and_no_are_said() -> None:
    read = reading_of("region,n\nN,1\nS,2\nN,3\n")
    assert read.kinds["region"] == "yes_no"
    assert said(read, "Single letters were read as yes and no")


def test_many_numbers_that_could_not_be_read_are_counted_in_words() -> None:
    lines = [f"{'on request' if n % 30 == 7 else f'{n}.5'},w{n % 3}" for n in range(4_000)]
    read = reading_of("\n".join(["price,beside", *lines]))
    assert said(read, "134 of 4,000 in “price” are not numbers and count as missing.")
    assert read.unreadable["price"] == 134
