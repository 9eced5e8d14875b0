"""Which rows are held back."""

import numpy as np

from core.models.learning.splitting import folds, split, together

RNG = np.random.default_rng(0)


def test_the_newest_days_are_held_back() -> None:
    days = np.repeat(np.arange(100.0), 5)
    found = split(RNG.integers(0, 2, 500).astype(float), days, np.arange(500), by_person=False, seed=0)
    assert found.how == "by time"
    assert days[found.held].min() > days[~found.held].max()
    assert 0.15 < found.held.mean() < 0.3


def test_a_person_is_never_on_both_sides() -> None:
    person = np.array([f"p{number}" for number in RNG.integers(0, 60, 400)], dtype=object)
    units = together((), None, person)
    found = split(RNG.integers(0, 2, 400).astype(float), None, units, by_person=True, seed=0)
    assert found.how == "by person"
    assert not set(person[found.held]) & set(person[~found.held])


def test_exact_copies_of_a_row_stay_on_one_side() -> None:
    column = np.concatenate([RNG.normal(size=300), np.full(30, 7.0)])
    codes = np.concatenate([RNG.integers(0, 2, 300), np.ones(30)]).astype(float)
    found = split(codes, None, together((column,), codes, None), by_person=False, seed=0)
    assert len(set(found.held[-30:])) == 1


def test_a_table_of_few_columns_does_not_take_equal_rows_for_copies() -> None:
    column = RNG.integers(0, 3, 300).astype(float)
    assert len(np.unique(together((column,), None, None))) == 300


def test_both_sides_have_as_many_of_each_answer() -> None:
    codes = (np.arange(1000) % 10 == 0).astype(float)
    found = split(codes, None, np.arange(1000), by_person=False, seed=0)
    assert abs(codes[found.held].mean() - 0.1) < 0.01
    assert 0.19 < found.held.mean() < 0.26


def test_folds_look_at_each_row_once_and_never_at_what_they_learned() -> None:
    units = np.repeat(np.arange(100), 3)
    looked = []
    for learned, others in folds(np.repeat(np.arange(100) % 2, 3).astype(float), units, 5, 0):
        assert not set(units[learned]) & set(units[others])
        looked += others.tolist()
    assert sorted(looked) == list(range(300))


def test_days_that_cannot_part_the_rows_are_not_used() -> None:
    codes = RNG.integers(0, 2, 300).astype(float)
    found = split(codes, np.zeros(300), np.arange(300), by_person=False, seed=0)
    assert found.how == "at random"
