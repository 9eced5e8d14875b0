"""Columns that say something about a person."""

from dataclasses import dataclass

from core.common.finding import Cause, Level, Remedy
from core.common.words import Words, clean
from core.data.personal import DESCRIBING, SPECIAL, said_of
from core.monitoring.indicator import Indicator
from core.monitoring.table_check import CheckedTable

MOST_SAID = 3


@dataclass(frozen=True)
class Personal:
    column: str
    kind: str
    sure: bool
    """False for what was guessed and the owner has not confirmed; it counts as personal until they say otherwise."""


@dataclass(frozen=True)
class TablePersonalDataReading:
    found: tuple[Personal, ...]
    needed: frozenset[str]
    """Columns that the question goes by, such as the one that names each customer."""

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(each.column for each in self.found)


def measure(table: CheckedTable) -> TablePersonalDataReading:
    found = []
    for column in table.columns:
        if column.personal and column.personal not in DESCRIBING:
            found.append(Personal(column.name, column.personal, column.personal_sure))
    roles = table.question.plan.roles if table.question else {}
    needed = frozenset(name for names in roles.values() for name in names)
    return TablePersonalDataReading(
        tuple(sorted(found, key=lambda each: (each.kind not in SPECIAL, not each.sure))), needed
    )


def grade(reading: TablePersonalDataReading) -> Level:
    return "watch" if reading.found else "good"


def slots(reading: TablePersonalDataReading, words: Words) -> dict[str, str]:
    said = [
        f"“{clean(each.column, 40)}” {'holds' if each.sure else 'may hold'} {said_of(each.kind)}."
        for each in reading.found[:MOST_SAID]
    ]
    more = len(reading.found) - len(said)
    also = f"So {'does' if more == 1 else 'do'} {words.few(more, 'more column', 'more columns')}." if more else ""
    return {"said": " ".join([*said, also])}


def _remedies(reading: TablePersonalDataReading) -> tuple[Remedy, ...]:
    spare = [name for name in reading.columns if name not in reading.needed]
    return (Remedy("remove_columns", {"columns": spare}),) if spare else ()


INSPECTION = Indicator(
    key="personal_data",
    title="Personal data",
    question="Does the table say something about people?",
    group="privacy",
    needs=0,
    why="What points at one person needs a reason to be kept, and care.",
    method="Column names in eight languages, check digits, forms of values, and what stands inside free text.",
    measure=measure,
    grade=grade,
    says={
        "good": "No column looked as if it names people, or says how to reach them.",
        "watch": "It holds personal data. {said}",
    },
    advice={"watch": "Leave out what your question does not need. If a guess is wrong, say so under Your data."},
    slots=slots,
    value=lambda reading: float(len(reading.columns)),
    unit=lambda reading: "column" if len(reading.columns) == 1 else "columns",
    figures=lambda reading: " ".join(f"{each.kind} {'sure' if each.sure else 'unsure'}." for each in reading.found),
    cause=lambda reading: Cause("personal", reading.columns),
    remedies=_remedies,
    actions={"watch": "look_at_data"},
    rank=20,
)
