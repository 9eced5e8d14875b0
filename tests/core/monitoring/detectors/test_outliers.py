"""Values that cannot be are told from values that are only rare; long tails are no slips."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from core.data.reading import Column, Kind
from core.monitoring.detectors.outliers import find_far, find_impossible

TODAY = date(2026, 6, 30)
RNG = np.random.default_rng(0)
AGES = RNG.integers(18, 90, 300).astype(float)
PRICES = np.round(RNG.lognormal(3, 1, 300), 2)
DAYS = pd.Series(pd.Timestamp("2025-01-01") + pd.to_timedelta(RNG.integers(0, 500, 300), unit="D"))


def column(name: str, kind: Kind = "number") -> Column:
    return Column(name, kind, 0, 100)


def with_values(values: np.ndarray, *odd: float) -> pd.Series:
    return pd.Series(np.concatenate([values[: len(values) - len(odd)], odd]))


@pytest.mark.parametrize(
    ("name", "values", "why"),
    [
        ("Age", with_values(AGES, 250), "age"),
        ("Alter", with_values(AGES, -3), "age"),
        ("edad", with_values(AGES, 999.5), "age"),
        ("discount %", with_values(AGES, 140), "percent"),
        ("Prozentsatz", with_values(AGES, -10), "percent"),
        ("Preis", with_values(PRICES, -4), "negative"),
        ("cantidad", with_values(PRICES, -4), "negative"),
        ("baujahr", with_values(AGES + 1900, 20250), "year"),
        ("visits", with_values(AGES, 999, 999, 999), "code"),
        ("anything", with_values(PRICES, -999, -999, -999), "code"),
    ],
)
def test_numbers_that_cannot_be_are_found(name: str, values: pd.Series, why: str) -> None:
    odd = find_impossible(values, column(name), TODAY)
    assert odd is not None
    assert (odd.column, odd.why) == (name, why)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("age", pd.Series(AGES)),
        ("age group", pd.Series(RNG.integers(0, 5, 300).astype(float))),
        ("growth percent", pd.Series(RNG.normal(0, 80, 300))),
        ("balance", pd.Series(RNG.normal(100, 90, 300))),
        ("amount", with_values(PRICES, *[-12.5] * 6)),
        ("score", pd.Series(RNG.integers(0, 1000, 3000).astype(float))),
        ("temperature", with_values(RNG.normal(8, 6, 300), -1, -1, -1)),
    ],
)
def test_numbers_that_may_be_are_left_alone(name: str, values: pd.Series) -> None:
    assert find_impossible(values, column(name), TODAY) is None


@pytest.mark.parametrize(
    ("name", "day", "why"),
    [
        ("order date", "2027-01-01", "future"),
        ("geburtsdatum", "1025-03-04", "long_ago"),
        ("due date", "2326-01-01", "future"),
        ("created", "1900-01-01", "long_ago"),
        ("due date", "2027-01-01", None),
        ("order date", "2026-06-30", None),
    ],
)
def test_days_are_held_against_today(name: str, day: str, why: str | None) -> None:
    days = DAYS.mask(DAYS.index == 7, pd.Timestamp(day))
    odd = find_impossible(days, column(name, "date"), TODAY)
    assert (odd.why if odd else None) == why


@pytest.mark.parametrize(
    "values", [AGES, PRICES, RNG.normal(-5, 30, 300), RNG.lognormal(3, 2, 5000), RNG.pareto(1.2, 5000) + 1]
)
def test_tails_are_not_far_from_the_rest(values: np.ndarray) -> None:
    assert find_far(pd.Series(values), column("x")) is None


@pytest.mark.parametrize("values", [AGES, RNG.normal(70, 12, 300), RNG.normal(20, 1, 300)])
def test_a_hundredfold_cell_is_far_from_the_rest(values: np.ndarray) -> None:
    odd = find_far(with_values(values, float(np.median(values)) * 100), column("x"))
    assert odd is not None
    assert odd.count == 1
