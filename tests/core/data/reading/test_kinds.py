"""Which kind a column is taken for."""

import pytest

from tests.core.data.reading.reads import reading_of

MANY = range(40)


def column(name: str, cells: list[str]) -> str:
    """A file with that column beside another one."""
    lines = [f'"{cell}",w{number % 3}' for number, cell in enumerate(cells)]
    return "\n".join([f"{name},beside", *lines])


@pytest.mark.parametrize(
    ("name", "cells", "kind"),
    [
        ("amount", [f"{n}.5" for n in MANY], "number"),
        ("amount", [*[f"{n}.5" for n in MANY], "unknown"], "number"),
        ("invoice", [*[str(536365 + n // 2) for n in MANY], "C536379"], "id"),
        ("Churn", ["Yes", "No"] * 10, "yes_no"),
        ("churn", ["0", "1"] * 10, "yes_no"),
        ("children", ["0", "1", "2"] * 10, "number"),
        ("items", ["0", "1", "1"], "number"),
        ("newsletter", ["ja", "nein"] * 10, "yes_no"),
        ("newsletter", ["oui", "non"] * 10, "yes_no"),
        ("answer", ["yes", "no", "no phone"] * 10, "category"),
        ("answer", ["yes", "no", "unknown"] * 10, "category"),
        ("customer_id", [str(1000 + n) for n in MANY], "id"),
        ("CustomerID", [f"{17850 + n}.0" for n in MANY], "id"),
        ("row", [str(n + 1) for n in MANY], "id"),
        ("tenure", [str(n + 1) for n in MANY], "number"),
        ("code", [f"{n:05d}" for n in MANY], "id"),
        ("reference", [f"7590-VH{n:02d}" for n in MANY], "id"),
        ("zip", [str(10115 + n) for n in MANY], "postcode"),
        ("PLZ", ["01067", "80331", "20095"] * 5, "postcode"),
        ("where", ["SW1A 1AA", "M1 1AE", "EC1A 1BB"] * 5, "postcode"),
        ("contact", [f"a{n}@example.org" for n in MANY], "email"),
        ("contact", [f"+49 30 9010{n:04d}" for n in MANY], "phone"),
        ("phone", [f"0{301234500 + n}" for n in MANY], "phone"),
        ("phone", [f"{353861234500 + n}" for n in MANY], "phone"),
        ("contact", [f"+353861234{n:03d}" for n in MANY], "phone"),
        ("contact", [*[f"+353 86 123 4{n:03d}" for n in MANY], *[f"086 123 4{n:03d}" for n in MANY]], "phone"),
        ("contact", [*[f"+353 86 123 4{n:03d}" for n in MANY], *[f"353861234{n:03d}" for n in MANY]], "phone"),
        ("contact", [*[f"+353861234{n:03d}" for n in MANY], *[f"0871234{n:03d}" for n in MANY]], "phone"),
        ("contact", [f"06.12.67.38.{n:02d}" for n in MANY], "phone"),
        ("contact", [*[f"+353 86 123 4{n:03d}" for n in MANY], *["unknown"] * 20], "phone"),
        ("mail", [*[f"a{n}@example.org" for n in MANY], *["none"] * 20], "email"),
        ("change", [f"{'+-'[n % 2]}{1734567890 + n}" for n in MANY], "number"),
        ("change", [f"+{n} 456,50" for n in range(1, 40)], "number"),
        ("when", [f"2026-01-{n % 28 + 1:02d}" for n in MANY], "date"),
        ("when", ["01/02/2026", "13/02/2026"] * 5, "date"),
        ("date", ["45292", "45293", "45294"] * 5, "date"),
        ("year", ["2024", "2025", "2026"] * 5, "number"),
        ("month", ["Jan", "Feb", "Mar"] * 5, "category"),
        ("age", ["45-54", "35-44", "25-34"] * 5, "category"),
        ("city", ["Berlin", "Paris", "Rome"] * 5, "category"),
        ("comment", [f"this is remark number {n} on something" for n in MANY], "text"),
        ("nothing", ["", "", ""], "empty"),
    ],
)
def test_a_column_is_taken_for_what_it_is(name: str, cells: list[str], kind: str) -> None:
    assert reading_of(column(name, cells)).kinds[name] == kind


def test_phone_numbers_keep_their_plus_and_their_zeros() -> None:
    cells = [*[f"+353 86 123 4{n:03d}" for n in MANY], *[f"0871234{n:03d}" for n in MANY]]
    assert list(reading_of(column("contact", cells)).frame["contact"]) == cells


def test_leading_zeros_survive() -> None:
    read = reading_of("value,n\n01,5\n002,6\n00003,7\n")
    assert list(read.frame["value"]) == ["01", "002", "00003"]


def test_a_word_among_numbers_is_missing_and_is_counted() -> None:
    read = reading_of(column("price", [*[f"{n}.5" for n in MANY], "on request"]))
    assert read.frame["price"].isna().sum() == 1
    assert "1 of 41 in “price” is not a number and counts as missing." in read.notes
    assert read.unreadable == {"price": 1, "beside": 0}


def test_the_owner_decides_a_kind() -> None:
    text = column("grade", ["1", "2", "3"] * 10)
    assert reading_of(text).kinds["grade"] == "number"
    assert reading_of(text, kinds={"grade": "category"}).kinds["grade"] == "category"


def test_dtypes_are_the_ones_that_others_rely_on() -> None:
    lines = [f"{n},{n}.5,2026-01-0{n % 9 + 1},{'yes' if n % 2 else 'no'},w{n % 3}" for n in range(30)]
    read = reading_of("\n".join(["whole,part,day,member,group", *lines]))
    dtypes = [str(dtype) for dtype in read.frame.dtypes]
    assert dtypes == ["Int64", "float64", "datetime64[us]", "boolean", "str"]


def test_one_column_of_a_file_helps_another_to_be_understood() -> None:
    read = reading_of("a;b\n1.234;1,5\n5.678;2,5\n")
    assert list(read.frame["a"]) == [1234, 5678]


def test_nobody_is_born_in_times_to_come() -> None:
    rows = [f"{1 + n % 28}.{1 + n % 12}.{45 + n % 40},{1 + n % 28}.{1 + n % 12}.{20 + n % 6}" for n in range(60)]
    table = reading_of("\n".join(["Geburtsdatum,paid", *rows])).frame
    assert (table["Geburtsdatum"].dt.year.min(), table["Geburtsdatum"].dt.year.max()) == (1945, 1984)
    assert (table["Geburtsdatum"].iloc[0].month, table["Geburtsdatum"].iloc[0].day) == (1, 1)
    assert table["paid"].dt.year.min() == 2020
