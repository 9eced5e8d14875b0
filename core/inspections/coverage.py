"""Whether there are enough rows to learn from."""

from dataclasses import dataclass

from core.finding import Level
from core.indicator import Indicator
from core.inspection import Table
from core.training.target import FEWEST_ROWS
from core.words import Words


@dataclass(frozen=True)
class Reading:
    rows: int


def measure(table: Table) -> Reading:
    return Reading(len(table.frame))


def grade(reading: Reading) -> Level:
    return "good" if reading.rows >= FEWEST_ROWS else "watch"


def slots(reading: Reading, words: Words) -> dict[str, str]:
    return {"rows": words.counted(reading.rows, "row"), "needed": words.number(FEWEST_ROWS)}


INSPECTION = Indicator(
    key="coverage",
    title="Number of rows",
    question="Are there enough rows to learn from?",
    group="health",
    needs=0,
    why="From a few rows a model learns chance, not what is usual.",
    method="Count of rows.",
    measure=measure,
    grade=grade,
    says={
        "good": "The table has {rows}, which is enough to begin with.",
        "watch": "There are too few rows. The table has {rows}; a model needs at least {needed}.",
    },
    advice={"watch": "Export a longer time, or add earlier files."},
    slots=slots,
    value=lambda reading: float(reading.rows),
    unit=lambda reading: "row" if reading.rows == 1 else "rows",
    rank=30,
)
