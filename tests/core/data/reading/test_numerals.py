"""Numbers as people write them."""

import pyarrow as pa
import pytest

from core.data.reading.distinct import Distinct
from core.data.reading.numerals import as_numbers, style_of


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("1234.5", "point", 1234.5),
        ("1,234.50", "point", 1234.5),
        ("1.234,50", "comma", 1234.5),
        ("1.234,50", "point", 1234.5),  # can be read one way only
        ("1,234", "point", 1234.0),
        ("1,234", "comma", 1.234),
        ("1.234", "comma", 1234.0),
        ("200.000.000", "point", 2e8),
        ("12,34,567.8", "point", 1234567.8),
        ("1'000.5", "point", 1000.5),
        ("1 000,5", "comma", 1000.5),
        ("1\u202f000", "comma", 1000.0),
        ("€ 12,50", "comma", 12.5),
        ("12,50 €", "comma", 12.5),
        ("$1,000", "point", 1000.0),
        ("CHF 1'250.00", "point", 1250.0),
        ("-$5.00", "point", -5.0),
        ("$-5.00", "point", -5.0),
        ("(12.50)", "point", -12.5),
        ("12.50-", "point", -12.5),
        ("−3", "point", -3.0),
        ("+3", "point", 3.0),
        ("12 %", "point", 0.12),
        ("1.225e+006", "point", 1225000.0),
        (".5", "point", 0.5),
        ("5.", "point", 5.0),
        ("0", "point", 0.0),
    ],
)
def test_a_number_is_read_as_it_was_meant(text: str, decimal: str, number: float) -> None:
    assert as_numbers(pa.array([text]), decimal).to_pylist() == [pytest.approx(number)]


@pytest.mark.parametrize(
    "text", ["12 Main St", "1,23,4", "1.2.3", "2020-01-01", "--5", "(5", "5)", "e5", "1,2,3", "%", "$", "٣"]
)
def test_what_is_no_number_is_not_made_one(text: str) -> None:
    assert as_numbers(pa.array([text, "1"]), "point").to_pylist() == [None, 1.0]


@pytest.mark.parametrize(
    ("texts", "decimal"),
    [
        (["1.5", "2.25"], "point"),
        (["1,5", "2,25"], "comma"),
        (["1,234", "5,678"], None),
        (["1,234", "5,678.10"], "point"),
        (["0,123", "1,234"], "comma"),
        (["1.234", "5678"], "point"),  # who writes 5678 does not mark thousands in 1.234
        (["1,234", "5678"], "comma"),
        (["1", "2"], None),
    ],
)
def test_a_column_tells_its_decimal_mark_or_that_it_cannot(texts: list[str], decimal: str | None) -> None:
    assert style_of(Distinct.of(pa.array(texts))).decimal == decimal
