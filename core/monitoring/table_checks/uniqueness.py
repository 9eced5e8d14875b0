"""How many rows describe exactly one person, and which rounding would end that."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from core.common.finding import Level, Remedy
from core.common.words import Words, clean
from core.data.personal import KNOWN_OF_SOMEBODY
from core.data.reading import Column
from core.data.repairs import repair
from core.monitoring.indicator import Indicator, NotApplicable
from core.monitoring.table_check import CheckedTable

FEWEST_ROWS = 50
MANY, FEW = 0.05, 0.01
"""Share of rows that stand alone from which on it is said, and below which rounding goes no further."""
MOST_STEPS = 3
ROUNDINGS: dict[str, tuple[Mapping[str, Any], ...]] = {
    "number": ({"step": 5}, {"step": 10}, {"step": 20}),
    "date": ({"to": "month"}, {"to": "year"}),
    "text": ({"first": 4}, {"first": 3}, {"first": 2}),
}
"""What may be tried with a column of each sort, the mildest first."""
_SAID = {
    "step": "“{name}” in steps of {value}",
    "to": "only the {value} of “{name}”",
    "first": "the first {value} signs of “{name}”",
}


@dataclass(frozen=True)
class TableUniquenessReading:
    rows: int
    alone: int
    """Rows that no other row equals in the columns that describe people."""
    columns: tuple[str, ...]
    roundings: tuple[dict[str, Any], ...]
    """Arguments of `round_values` that bring most, in order."""
    after: int
    """Rows that still stand alone after all of them."""


def measure(table: CheckedTable) -> TableUniquenessReading:
    describing = [column for column in table.columns if column.personal in KNOWN_OF_SOMEBODY and column.distinct > 1]
    if len(describing) < 2 or len(table.frame) < FEWEST_ROWS:
        raise NotApplicable("Too few columns describe people here for a row to be found by them.")
    frame = table.frame[[column.name for column in describing]]
    codes = {name: pd.factorize(frame[name])[0] for name in frame.columns}
    alone = _alone(codes)
    roundings, after = _rounded(frame, describing, codes) if alone > MANY * len(frame) else ((), alone)
    return TableUniquenessReading(len(frame), alone, tuple(frame.columns), roundings, after)


def _alone(codes: Mapping[str, Any]) -> int:
    """Rows in a group of one (k-anonymity with k = 1, Sweeney 2002)."""
    together = np.zeros(len(next(iter(codes.values()))), dtype=np.int64)
    for column in codes.values():
        together = pd.factorize(together * (int(column.max()) + 2) + column + 1)[0]
    return int((np.bincount(together) == 1).sum())


def _rounded(
    frame: pd.DataFrame, columns: list[Column], codes: Mapping[str, Any]
) -> tuple[tuple[dict[str, Any], ...], int]:
    """Step by step the rounding that leaves the fewest rows alone; for each column at most one, the mildest that does as much."""
    chosen: list[dict[str, Any]] = []
    known, tried = dict(codes), _tried(frame, columns)
    while len(chosen) < MOST_STEPS and _alone(known) > FEW * len(frame):
        done = {arguments["column"] for arguments in chosen}
        left = [
            (_alone({**known, arguments["column"]: rounded}), place)
            for place, (arguments, rounded) in enumerate(tried)
            if arguments["column"] not in done
        ]
        if not left or min(left)[0] >= _alone(known):
            break
        arguments, rounded = tried[min(left)[1]]
        chosen.append(arguments)
        known[arguments["column"]] = rounded
    return tuple(chosen), _alone(known)


def _tried(frame: pd.DataFrame, columns: list[Column]) -> list[tuple[dict[str, Any], Any]]:
    """Every rounding that fits, with the codes of the rounded column."""
    found = []
    for column in columns:
        values = frame[column.name]
        for rounding in ROUNDINGS.get(_sort(values), ()):
            arguments = {"column": column.name, **rounding}
            found.append(
                (arguments, pd.factorize(repair("round_values").apply(frame[[column.name]], arguments)[column.name])[0])
            )
    return found


def _sort(values: "pd.Series[Any]") -> str:
    """Only postcodes and the like are worth cutting: texts of few signs, most of them different."""
    if pd.api.types.is_bool_dtype(values):
        return ""
    if pd.api.types.is_numeric_dtype(values):
        return "number"
    if pd.api.types.is_datetime64_any_dtype(values):
        return "date"
    return "text" if values.dtype == "str" and values.nunique() > 20 and values.str.len().max() <= 12 else ""


def grade(reading: TableUniquenessReading) -> Level:
    return "watch" if reading.alone > MANY * reading.rows else "good"


def slots(reading: TableUniquenessReading, words: Words) -> dict[str, str]:
    steps = []
    for arguments in reading.roundings:
        (how, value), name = (
            next((key, value) for key, value in arguments.items() if key != "column"),
            arguments["column"],
        )
        steps.append(_SAID[how].format(name=clean(name, 25), value=value))
    left = words.few(reading.after, "row", "rows")
    return {
        "alone": words.few(reading.alone, "row describes", "rows describe").capitalize(),
        "rows": words.number(reading.rows),
        "columns": words.items([f"“{clean(name, 25)}”" for name in reading.columns]),
        "mend": f"Keep {words.items(steps)}: then {left} would stand alone."
        if steps
        else "Leave out what your question does not need.",
    }


INSPECTION = Indicator(
    key="uniqueness",
    title="Rows that point at one person",
    question="Could somebody be found by what describes them?",
    group="privacy",
    needs=0,
    why="Who knows a few facts about a person could find the row, and read the rest.",
    method="Groups of one in the describing columns (k-anonymity, Sweeney, 2002), and greedy generalisation of them.",
    measure=measure,
    grade=grade,
    says={
        "good": "{alone} exactly one person by {columns}, out of {rows}.",
        "watch": "Many rows point at one person. {alone} exactly one, by {columns}, out of {rows}.",
    },
    advice={"watch": "{mend}"},
    slots=slots,
    value=lambda reading: float(reading.alone),
    unit=lambda reading: "row" if reading.alone == 1 else "rows",
    figures=lambda reading: f"{reading.alone} of {reading.rows} rows with k = 1; {reading.after} after rounding.",
    remedies=lambda reading: tuple(Remedy("round_values", dict(arguments)) for arguments in reading.roundings),
    rank=25,
)
