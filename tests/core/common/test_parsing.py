"""One value is read as a column of a file is."""

import math

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.common.parsing import CLOCK_HOURS, amount_of, day_of, hours_of, number_of
from core.data.reading.moments import as_moments
from core.data.reading.numerals import as_numbers
from core.data.reading.quantities import clock_hours, without_unit
from core.inference.inputs import Input, NotThisKind
from tests.core.data.reading.reads import reading_of

NUMBERS = [
    "12", "-12", "12-", "(12)", "(12", "+5", "- 5", "−5", "1,5", "1.5", "1,234", "1.234", "1,234.50", "1.234,50", "12,34,567",
    "1'000", "1 000,5",
    "1\u00a0000", "€ 12,50", "12.50 USD", "kr 12", "5 %", "5,5%", "1e-5", "1.5E3", ".5", ",5", "5.", "0,123", "0.123", "12A",
    "--5", "1,23,4", "1.2.3", "", "abc", "12 kg", "Fr. 12", "zł5", "1,2345", "00712", "-0", "5 % €",
]  # fmt: skip
DAYS = [
    "2026-03-01", "2026/3/1", "2026.03.01", "2026-03-01T10:15", "2026-03-01 10:15:30.25", "20260301", "20260301T101500", "1.3.2026",
    "1. 3. 2026", "01/02/2026", "13/02/2026", "02/13/2026", "1/2/26", "1-2-85", "26-03-01", "31.02.2026", "1.13.2026", "0.1.2026",
    "01/02/2026 2:30 PM", "01/02/2026 12:05 am", "01/02/2026 13:05 pm", "01/02/2026 24:00", "01/02/2026, 10:00", "1599-01-01",
    "2026-02-30", "20261301", "12", "today", "01/02/202", "2026-03-01 10:15Z",
]  # fmt: skip
HOURS = [
    "14:30",
    "2:30 pm",
    "12:00 am",
    "12:30 PM",
    "13:00 pm",
    "24:00",
    "255:10:00",
    "PT255H10M00S",
    "7:5",
    "7:60",
    "x",
    "07:05:30.5",
]


def same(one: float | None, other: float | None) -> bool:
    return one == other or (one is not None and other is not None and math.isclose(one, other, rel_tol=1e-15))


@pytest.mark.parametrize("decimal", ["point", "comma"])
@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_read_as_in_a_column(text: str, decimal: str) -> None:
    assert same(number_of(text, decimal), as_numbers(pa.array([text]), decimal)[0].as_py())


@given(st.text("0123456789.,' ()-+%€$eE", max_size=12), st.sampled_from(["point", "comma"]))
def test_whatever_is_written_is_the_same_number_alone_and_in_a_column(text: str, decimal: str) -> None:
    alone = number_of(text.strip(), decimal)
    assert same(alone, as_numbers(pa.array([text.strip()]), decimal)[0].as_py())


@pytest.mark.parametrize("order", ["day_first", "month_first", "year_first"])
@pytest.mark.parametrize("text", DAYS)
def test_a_day_is_read_as_in_a_column(text: str, order: str) -> None:
    assert day_of(text, order) == as_moments(pa.array([text]), order)[0].as_py()


@given(st.text("0123456789./-: ", min_size=6, max_size=16), st.sampled_from(["day_first", "month_first", "year_first"]))
def test_whatever_is_written_is_the_same_day_alone_and_in_a_column(text: str, order: str) -> None:
    assert day_of(text.strip(), order) == as_moments(pa.array([text.strip()]), order)[0].as_py()


@pytest.mark.parametrize("text", HOURS)
def test_a_time_is_read_as_in_a_column(text: str) -> None:
    assert same(hours_of(text), clock_hours(pa.array([text]))[0].as_py())


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("12 kg", "kg", 12),
        ("12kg", "KG", 12),
        ("1,5 kg", "kg", 1.5),
        ("12 g", "kg", None),
        ("12", "kg", None),
        ("3 years", "year", 3),
    ],
)
def test_an_amount_is_read_only_with_its_own_unit(text: str, unit: str, number: float | None) -> None:
    assert amount_of(text, unit, "comma") == number
    if number is not None and "," not in text:
        assert without_unit(pa.array([text]))[1].casefold().startswith(unit.casefold()[:2])


@pytest.mark.parametrize(
    ("cells", "written", "unit"),
    [
        (["1,5", "2,5"], "comma", ""),
        (["1.5", "2.5"], "point", ""),
        (["1234", "12"], "", ""),
        (["12 kg", "13 kg"], "", "kg"),
        (["14:30", "15:30"], "", CLOCK_HOURS),
        (["13/02/2026", "01/02/2026"], "day_first", ""),
        (["02/13/2026", "01/02/2026"], "month_first", ""),
        (["Ja", "Nein"], "", ""),
    ],
)
def test_a_row_that_is_sent_means_what_the_same_row_of_the_file_means(
    cells: list[str], written: str, unit: str
) -> None:
    read = reading_of("\n".join(["it;n", *(f"{cell};{place}" for place, cell in enumerate(cells * 3))]), delimiter=";")
    column = read.columns[0]
    assert (column.written, column.unit) == (written, unit)
    asked = Input("it", column.kind, written=column.written, unit=column.unit)  # type: ignore[arg-type]
    in_file = read.frame["it"]
    if column.kind == "date":
        in_file = (in_file - pd.Timestamp(1970, 1, 1)).dt.total_seconds() / 86_400
    assert [asked.read(cell) for cell in cells] == [float(value) for value in in_file[: len(cells)]]


@pytest.mark.parametrize("sent", ["1,234", "12 kg", "14:30", "1_000", "nan", "1e999", "9" * 400, "١٢"])
def test_what_could_mean_two_things_or_nothing_is_refused_where_the_table_does_not_tell(sent: str) -> None:
    with pytest.raises(NotThisKind):
        Input("it", "number").read(sent)


def test_a_day_that_can_be_read_two_ways_is_refused_where_the_table_does_not_tell() -> None:
    asked = Input("it", "date")
    with pytest.raises(NotThisKind):
        asked.read("01/02/2026")
    assert asked.read("13/02/2026") == asked.read("2026-02-13")
    assert Input("it", "date", written="month_first").read("01/02/2026") == asked.read("2026-01-02")


def test_a_point_marks_thousands_where_the_table_has_decimal_commas() -> None:
    assert Input("it", "number", written="comma").read("1.234") == 1234.0
    assert Input("it", "number", written="point").read("1.234") == 1.234
    assert Input("it", "number", written="comma").read(1.234) == 1.234


def test_codes_keep_their_zeros_when_they_are_sent() -> None:
    assert Input("plz", "category").read_all(["01067", 1067, "+353 86 1"]) == ["01067", "1067", "+353 86 1"]
