"""Dates as people write them."""

from datetime import datetime, timedelta

import pyarrow as pa
import pytest

from core.data.reading.date_orders import order_of
from core.data.reading.distinct import Distinct
from core.data.reading.moments import as_moments


@pytest.mark.parametrize(
    ("text", "order", "moment"),
    [
        ("2026-03-01", "day_first", datetime(2026, 3, 1)),
        ("2026/3/1", "day_first", datetime(2026, 3, 1)),
        ("01/03/2026", "day_first", datetime(2026, 3, 1)),
        ("01/03/2026", "month_first", datetime(2026, 1, 3)),
        ("31/03/2026", "month_first", datetime(2026, 3, 31)),  # can be read one way only
        ("1.3.26", "day_first", datetime(2026, 3, 1)),
        ("1.3.85", "day_first", datetime(1985, 3, 1)),
        ("20141013T000000", "day_first", datetime(2014, 10, 13)),
        ("20260301", "day_first", datetime(2026, 3, 1)),
        ("1. Dec 2010", "day_first", datetime(2010, 12, 1)),
        ("1 März 2026", "day_first", datetime(2026, 3, 1)),
        ("1er février 2026", "day_first", datetime(2026, 2, 1)),
        ("3 de marzo de 2026", "day_first", datetime(2026, 3, 3)),
        ("March 1st, 2026", "day_first", datetime(2026, 3, 1)),
        ("01-Mar-26", "day_first", datetime(2026, 3, 1)),
        ("Mon, 2 Mar 2026 10:15:00 GMT", "day_first", datetime(2026, 3, 2, 10, 15)),
        ("2026-03-01 10:15:30", "day_first", datetime(2026, 3, 1, 10, 15, 30)),
        ("2026-03-01T10:15:30.250Z", "day_first", datetime(2026, 3, 1, 10, 15, 30, 250000)),
        ("3/1/2026 1:05 PM", "month_first", datetime(2026, 3, 1, 13, 5)),
        ("3/1/2026 12:05 am", "month_first", datetime(2026, 3, 1, 0, 5)),
        ("Dec 2010", "day_first", datetime(2010, 12, 1)),
        ("29/02/2024", "day_first", datetime(2024, 2, 29)),
    ],
)
def test_a_date_is_read_as_it_was_meant(text: str, order: str, moment: datetime) -> None:
    assert as_moments(pa.array([text]), order).to_pylist() == [moment]


@pytest.mark.parametrize(
    "text", ["30/02/2026", "2026-13-01", "45-54", "12:30", "2026", "1.2.3.4", "may", "31 Foo 2026", "2026-01-01 25:00"]
)
def test_what_is_no_date_is_not_made_one(text: str) -> None:
    assert as_moments(pa.array([text]), "day_first").to_pylist() == [None]


def test_zones_that_differ_become_one_clock_and_a_single_zone_keeps_its_own() -> None:
    both = as_moments(pa.array(["2026-03-01T12:00:00+02:00", "2026-03-01T12:00:00+00:00"]), "day_first")
    assert both.to_pylist() == [datetime(2026, 3, 1, 10), datetime(2026, 3, 1, 12)]
    one = as_moments(pa.array(["2026-03-01T12:00:00+02:00", "2026-03-02T12:00:00+02:00"]), "day_first")
    assert one.to_pylist() == [datetime(2026, 3, 1, 12), datetime(2026, 3, 2, 12)]


@pytest.mark.parametrize(
    ("texts", "known"),
    [
        (["01/02/2026", "25/02/2026"], "day_first"),
        (["01/02/2026", "02/25/2026"], "month_first"),
        (["01/02/2026", "03/04/2026"], None),
        (["01.02.2026"], "day_first"),
    ],
)
def test_a_column_tells_the_order_of_its_dates_or_that_it_cannot(texts: list[str], known: str | None) -> None:
    assert order_of(Distinct.of(pa.array(texts))).known == known


@pytest.mark.parametrize(
    ("form", "order"),
    [
        ("%Y-%m-%d %H:%M:%S", "day_first"),
        ("%Y-%m-%dT%H:%M", "day_first"),
        ("%d/%m/%Y %H:%M", "day_first"),
        ("%m/%d/%Y", "month_first"),
        ("%d.%m.%y", "day_first"),
    ],
)
def test_many_dates_of_one_form_are_read_as_each_would_be_alone(form: str, order: str) -> None:
    days = [datetime(2024, 1, 1) + timedelta(days=n * 13, minutes=n * 7) for n in range(60)]
    texts = [day.strftime(form) for day in days]
    broken = [texts[0].replace("2", "9", 1).replace("01", "00", 1), *texts]
    for written in (texts, broken):
        alone = [as_moments(pa.array([text]), order).to_pylist()[0] for text in written]
        assert as_moments(pa.array(written), order).to_pylist() == alone
        assert as_moments(pa.array([*written, "1 May 2026"]), order).to_pylist()[:-1] == alone
