"""Calendar months as they are written and counted."""

from datetime import date

import pytest

from core.common.errors import OwnerError
from core.reporting.months import Month, months


def test_months_are_counted_across_a_new_year() -> None:
    assert [str(month) for month in months(date(2025, 11, 30), date(2026, 2, 1))] == [
        "2025-11",
        "2025-12",
        "2026-01",
        "2026-02",
    ]


def test_the_last_day_knows_leap_years() -> None:
    assert Month.read("2028-02").last == date(2028, 2, 29)
    assert Month.read("2026-12").following == Month(2027, 1)


@pytest.mark.parametrize(
    "written", ["", "2026", "2026-13", "2026-00", "0000-01", "2026-1", "26-01", "2026-01-01", "March"]
)
def test_what_is_not_a_month_is_refused_in_words(written: str) -> None:
    with pytest.raises(OwnerError) as refused:
        Month.read(written)
    assert "2026-03" in refused.value.advice
