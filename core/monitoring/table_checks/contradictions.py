"""Rows that are equal in all that is known beforehand, and ended differently."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.common.finding import Cause, Level, Remedy
from core.common.words import Words
from core.monitoring.indicator import Indicator, NotApplicable
from core.monitoring.table_check import CheckedTable, Learnable

MANY, FEWEST = 0.01, 5
"""Share and number of rows from which on they are worth an eye."""
COARSE = 0.2
"""Where more than this share of the rows has a twin, or chance makes as large a part of the twins, twins are no wonder."""
MOST_NAMED = 200


@dataclass(frozen=True)
class TableContradictionsReading:
    rows: int
    opposed: tuple[int, ...]
    """Numbers of the rows that have a twin with another answer."""
    by_chance: bool
    """Whether the columns are so coarse that different cases look equal."""
    answer: str

    @property
    def many(self) -> bool:
        return len(self.opposed) >= max(FEWEST, MANY * self.rows)


def measure(table: CheckedTable) -> TableContradictionsReading:
    if table.answer().is_amount:
        raise NotApplicable("Two equal rows may well have different numbers, so nothing is compared here.")
    seen = table.learnable
    if len(seen.chosen.names) < 2:
        raise NotApplicable("With one column beside the answer, equal rows say nothing.")
    frame = pd.DataFrame({str(at): column for at, column in enumerate(seen.chosen.values)})
    twins = pd.Series(pd.factorize(pd.util.hash_pandas_object(frame, index=False))[0])
    answers = pd.Series(seen.codes).groupby(twins).transform("nunique").to_numpy()
    twinned = twins.groupby(twins).transform("size").to_numpy() > 1
    by_chance = float(twinned.mean()) > COARSE or _by_chance(seen) > COARSE * _pairs(twins)
    return TableContradictionsReading(
        len(frame), tuple(seen.rows[answers > 1].tolist()), by_chance, table.answer().name
    )


def _by_chance(seen: Learnable) -> float:
    """How many equal pairs there would be if the columns had nothing to do with each other."""
    rows = len(seen.codes)
    same = [float(((pd.Series(column).value_counts(dropna=False) / rows) ** 2).sum()) for column in seen.chosen.values]
    return float(np.prod(same)) * rows * (rows - 1) / 2


def _pairs(twins: "pd.Series[int]") -> float:
    sizes = twins.value_counts().to_numpy()
    return float((sizes * (sizes - 1) / 2).sum())


def grade(reading: TableContradictionsReading) -> Level:
    return "watch" if reading.many and not reading.by_chance else "good"


def slots(reading: TableContradictionsReading, words: Words) -> dict[str, str]:
    count = len(reading.opposed)
    opposed = f"{words.few(count, 'row has', 'rows have')} an equal row that ended differently".capitalize()
    so = "Many rows look alike here, so that is no wonder." if reading.many and reading.by_chance else ""
    return {"opposed": f"{opposed}.", "rows": words.number(reading.rows), "so": so}


INSPECTION = Indicator(
    key="contradictions",
    title="Rows that contradict each other",
    question="Do equal rows have different answers?",
    group="health",
    needs=0,
    why="If the same case has two answers, one may be wrong, or something that matters is not in the table.",
    method="Rows equal in all inputs with another answer, against the pairs expected of independent columns.",
    measure=measure,
    grade=grade,
    says={
        "good": "{opposed} {so}",
        "watch": "Some rows contradict each other. {opposed} That is out of {rows}.",
    },
    advice={"watch": "See which of the two is right. Else add a column that tells such cases apart."},
    slots=slots,
    value=lambda reading: float(len(reading.opposed)),
    unit=lambda reading: "row" if len(reading.opposed) == 1 else "rows",
    cause=lambda reading: Cause("contradiction", (reading.answer,)),
    remedies=lambda reading: (
        Remedy("blank_values", {"column": reading.answer, "rows": list(reading.opposed[:MOST_NAMED])}),
    ),
    rank=40,
)
