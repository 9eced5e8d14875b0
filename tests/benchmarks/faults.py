"""Faults that are put into real tables, so that it is known what has to be found. One function for each."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from core.data.reading import Column
from core.data.reading.column_names import words_of

SHARE_COPIED = 0.02
SHARE_SCALED = 0.1
FACTORS = (10, 100, 1000, 2.54, 0.4536)
ID_LIKE = 0.95


@dataclass(frozen=True)
class Given:
    """A sound table and what is asked of it."""

    frame: pd.DataFrame
    columns: tuple[Column, ...]
    target: str

    def of_kind(self, *kinds: str) -> list[str]:
        return [column.name for column in self.columns if column.kind in kinds and column.name != self.target]


@dataclass(frozen=True)
class Broken:
    frame: pd.DataFrame
    blamed: frozenset[str] = frozenset()
    """The columns of which one has to be named; empty where the fault lies in rows."""
    new_columns: tuple[Column, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Fault:
    inspections: tuple[str, ...]
    """One of them has to find it."""
    inject: Callable[[Given, np.random.Generator], Broken]


def duplicates(given: Given, rng: np.random.Generator) -> Broken:
    """2% of the rows once more, anywhere in the table."""
    rows = len(given.frame)
    copies = given.frame.iloc[rng.choice(rows, int(SHARE_COPIED * rows), replace=False)]
    return Broken(_shuffled(pd.concat([given.frame, copies]), rng))


def near_duplicates(given: Given, rng: np.random.Generator) -> Broken:
    """2% of the rows once more, with another id, one or two words written differently, and a number a little off."""
    rows = len(given.frame)
    copies = given.frame.iloc[rng.choice(rows, int(SHARE_COPIED * rows), replace=False)].copy()
    words = [name for name in given.of_kind("category", "text") if given.frame[name].nunique() > 1]
    numbers = [
        name
        for name in given.of_kind("number")
        if given.frame[name].nunique() > 30 and given.frame[name].nunique() < ID_LIKE * rows
    ]
    for name in given.of_kind("id", "email"):
        copies[name] = [f"{value}{rng.integers(1000, 9999)}" for value in copies[name]]
    for place in range(len(copies)):
        for name in rng.choice(words, min(len(words), rng.integers(1, 3)), replace=False) if words else ():
            at = copies.columns.get_loc(name)
            copies.iat[place, at] = _written_differently(copies.iat[place, at], rng)
        if numbers:
            at = copies.columns.get_loc(rng.choice(numbers))
            copies.iat[place, at] = _a_little_off(copies.iat[place, at], copies.dtypes.iloc[at], rng)
    return Broken(_shuffled(pd.concat([given.frame, copies]), rng))


def _written_differently(value: object, rng: np.random.Generator) -> object:
    if pd.isna(value):
        return value
    text, way = str(value), rng.integers(4)
    if way == 0:
        return f" {text} "
    if way == 1:
        return text.upper() if text != text.upper() else text.lower()
    place = int(rng.integers(len(text)))
    return text[:place] + "x" + text[place + 1 :] if way == 2 else text[:place] + text[place] + text[place:]


def _a_little_off(value: object, dtype: object, rng: np.random.Generator) -> object:
    if pd.isna(value):
        return value
    moved = float(value) * (1 + rng.uniform(-0.02, 0.02))
    return round(moved) if pd.api.types.is_integer_dtype(dtype) else round(moved, 2)


def unit_in_a_run(given: Given, rng: np.random.Generator) -> Broken:
    """A column of numbers multiplied in 10% of the rows, one after the other."""
    size = int(SHARE_SCALED * len(given.frame))
    first = int(rng.integers(len(given.frame) - size))
    return _scaled(given, rng, np.arange(first, first + size))


def unit_scattered(given: Given, rng: np.random.Generator) -> Broken:
    """The same in 10% of the rows drawn at random."""
    rows = len(given.frame)
    return _scaled(given, rng, rng.choice(rows, int(SHARE_SCALED * rows), replace=False))


def unit_of_a_group(given: Given, rng: np.random.Generator) -> Broken:
    """The same in all rows that have one value in common, which 2 to 50 of 100 rows have."""
    found = [
        (name, value)
        for name in given.of_kind("category", "yes_no", "number")
        if 2 <= given.frame[name].nunique() <= 15
        for value, share in given.frame[name].value_counts(normalize=True).items()
        if 0.02 <= share <= 0.5
    ]
    name, value = found[int(rng.integers(len(found)))]
    broken = _scaled(given, rng, np.flatnonzero((given.frame[name] == value).to_numpy(dtype=bool, na_value=False)))
    return replace(broken, note=f"{broken.note} where {name} is {value}")


def _scaled(given: Given, rng: np.random.Generator, rows: np.ndarray) -> Broken:
    name, factor = str(rng.choice(measured(given))), float(rng.choice(FACTORS))
    values = given.frame[name].to_numpy(dtype=np.float64, na_value=np.nan).copy()
    values[rows] = np.round(values[rows] * factor, 6)
    return Broken(given.frame.assign(**{name: values}), frozenset({name}), note=f"{name} x {factor:g}")


NO_AMOUNTS = frozenset("year yr lat long week day agent company rate rates".split())
"""Words of names of codes, places in time or space, and shares."""


def measured(given: Given) -> list[str]:
    """Columns that hold amounts of something, of many sizes, in most rows."""
    found = []
    for name in given.of_kind("number"):
        values = given.frame[name].dropna()
        above = values[values > 0]
        many = above.nunique() > 30 and len(above) > 0.5 * len(values) and (values >= 0).mean() > 0.99
        if many and not NO_AMOUNTS & set(words_of(name)):
            found.append(name)
    return found


def _shuffled(frame: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    return frame.iloc[rng.permutation(len(frame))].reset_index(drop=True)


FAULTS: dict[str, Fault] = {
    "duplicates": Fault(("duplicates",), duplicates),
    "near-duplicates": Fault(("near_duplicates",), near_duplicates),
    "unit in a run": Fault(("units",), unit_in_a_run),
    "unit scattered": Fault(("units",), unit_scattered),
    "unit of a group": Fault(("units",), unit_of_a_group),
}
