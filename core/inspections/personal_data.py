"""Columns that say something about a person."""

from dataclasses import dataclass

from core.finding import Level
from core.indicator import Indicator
from core.inspection import Table
from core.personal import DESCRIBING
from core.words import Words, clean


@dataclass(frozen=True)
class Reading:
    columns: tuple[str, ...]


def measure(table: Table) -> Reading:
    return Reading(tuple(c.name for c in table.columns if c.personal and c.personal not in DESCRIBING))


def grade(reading: Reading) -> Level:
    return "watch" if reading.columns else "good"


def slots(reading: Reading, words: Words) -> dict[str, str]:
    holds = words.few(len(reading.columns), "column looks as if it holds", "columns look as if they hold").capitalize()
    return {"holds": holds, "columns": words.items([f"“{clean(name, 40)}”" for name in reading.columns])}


INSPECTION = Indicator(
    key="personal_data",
    title="Personal data",
    question="Does the table say something about people?",
    group="privacy",
    needs=0,
    why="What points at one person needs a reason to be kept, and care.",
    method="Column names in five languages, check digits, and forms of values.",
    measure=measure,
    grade=grade,
    says={
        "good": "No column looked as if it names people, or says how to reach them.",
        "watch": "It holds personal data. {holds} it: {columns}.",
    },
    advice={"watch": "Leave out the columns that your question does not need. Mark any that were judged wrongly."},
    slots=slots,
    value=lambda reading: float(len(reading.columns)),
    unit=lambda reading: "column" if len(reading.columns) == 1 else "columns",
    actions={"watch": "look_at_data"},
    rank=20,
)
