"""Numbers in another unit are told from numbers that are large by themselves."""

import numpy as np
import pandas as pd
import pytest

from core.data.reading import understand_frame
from core.monitoring.detectors.unit_errors import Rescaled, find_rescaled
from tests.core.monitoring.table_checks.pool import sound

ROWS = 600


def found(frame: pd.DataFrame) -> list[Rescaled]:
    read = understand_frame(frame)
    return find_rescaled(read.frame, read.columns)


@pytest.mark.parametrize("factor", [10, 100, 1000, 0.01, 2.54, 0.4536, 1 / 0.4536])
@pytest.mark.parametrize("place", ["a run", "here and there"])
def test_a_tenth_in_another_unit_is_found_with_its_factor(factor: float, place: str) -> None:
    frame = sound(ROWS)
    rows = np.arange(200, 260) if place == "a run" else np.random.default_rng(1).choice(ROWS, 60, replace=False)
    frame.loc[rows, "weight kg"] *= factor
    one = next(each for each in found(frame) if each.column == "weight kg")
    assert one.factor == pytest.approx(factor, rel=0.01)
    assert one.share == pytest.approx(0.1, abs=0.02)


def test_the_rows_are_told_as_a_repair_takes_them() -> None:
    frame = sound(ROWS)
    frame.loc[200:259, "weight kg"] *= 2.54
    rows = found(frame)[0].rows
    assert isinstance(rows, list)
    assert set(rows) <= set(range(200, 260))
    assert len(rows) > 55


@pytest.mark.parametrize("factor", [10, 100, 1000, 0.01, 2.54, 0.4536])
def test_a_group_in_another_unit_is_named_with_all_its_rows(factor: float) -> None:
    frame = sound(ROWS)
    ripon = frame["town"] == "Ripon"
    frame["weight kg"] = frame["weight kg"].where(~ripon, frame["weight kg"] * factor)
    one = next(each for each in found(frame) if each.column == "weight kg")
    assert one.factor == pytest.approx(factor, rel=0.01)
    assert one.group == ("town", "Ripon")
    assert one.rows == np.flatnonzero(ripon).tolist()


def test_a_group_that_counts_all_its_amounts_in_cents_is_named_for_each() -> None:
    frame = sound(ROWS).assign(paid=lambda made: np.round(made["spent"] * 0.9, 2))
    large = np.where(frame["town"] == "York", 100, 1)
    told = found(frame.assign(spent=frame["spent"] * large, paid=frame["paid"] * large))
    assert {(each.column, each.group) for each in told} == {("spent", ("town", "York")), ("paid", ("town", "York"))}


@pytest.mark.parametrize("seed", range(5))
def test_a_group_that_is_larger_by_itself_is_no_other_unit(seed: int) -> None:
    rng = np.random.default_rng(seed)
    frame = sound(ROWS, seed)
    larger = np.where(frame["town"] == "York", rng.choice([2.5, 6, 14, 60]), 1)
    assert found(frame.assign(turnover=np.round(rng.lognormal(5, 0.6, ROWS) * larger, 2))) == []


def test_whole_numbers_among_odd_ones_give_a_conversion_away() -> None:
    rng = np.random.default_rng(0)
    seconds = np.round(rng.lognormal(6, 1.4, 4000)) / rng.integers(1, 9, 4000)
    some = rng.choice(4000, 400, replace=False)
    seconds[some] *= 2.54
    one = found(pd.DataFrame({"seconds": seconds, "visits": rng.poisson(4, 4000)}))[0]
    assert (one.column, one.factor) == ("seconds", 2.54)
    assert one.share < 0.1


@pytest.mark.parametrize("seed", range(5))
def test_two_products_at_ten_times_the_price_are_no_two_units(seed: int) -> None:
    rng = np.random.default_rng(seed)
    large = rng.random(ROWS) < 0.15
    frame = sound(ROWS, seed).assign(
        product=np.where(large, "sofa", "lamp"), price=np.where(large, 500, 50) + rng.integers(-9, 9, ROWS)
    )
    assert found(frame) == []


@pytest.mark.parametrize("seed", range(5))
def test_a_table_sorted_by_size_is_no_run(seed: int) -> None:
    rng = np.random.default_rng(seed)
    frame = sound(ROWS, seed).assign(turnover=np.sort(np.round(rng.lognormal(6, 1.5, ROWS), 2)))
    assert found(frame) == []


@pytest.mark.parametrize("seed", range(5))
def test_people_who_round_large_numbers_count_in_one_unit(seed: int) -> None:
    rng = np.random.default_rng(seed)
    exact = np.round(rng.lognormal(6, 1.5, ROWS))
    assert found(sound(ROWS, seed).assign(area=np.where(exact > 1000, np.round(exact, -2), exact))) == []
