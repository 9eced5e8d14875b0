"""Whether something in the table knows the answer beforehand, or brings it into the test."""

from dataclasses import dataclass

from core.common.finding import Cause, Level, Remedy
from core.common.words import Words, clean
from core.models.training.columns import LEAKS, SAYS_WHO
from core.monitoring.indicator import Indicator
from core.monitoring.table_check import CheckedTable

SURE = ("leak", "leak_together", "leak_by_gaps")
"""Reasons that the values themselves show; the others are told by a name or a date."""
TOLD = {
    "leak": ("{names} alone tells nearly every answer.", "{names} each tell nearly every answer alone."),
    "leak_together": ("{names} tells it together with others.", "{names} together tell nearly every answer."),
    "leak_by_gaps": ("{names} is filled in only where it ended one way.", "{names} are filled in only where it ended one way."),
    "leak_by_name": ("{names} sounds like something known only afterwards.", "{names} sound like things known only afterwards."),
    "leak_by_date": ("{names} mostly lies after the row’s own day.", "{names} mostly lie after the row’s own day."),
}  # fmt: skip
"""What is said of one column, and of several."""
OFTEN, TOO_OFTEN, PEOPLE = 1.2, 50, 10
"""Rows for each person from which on rows repeat people, above which it is rather a group; and the fewest people."""


@dataclass(frozen=True)
class TableLeakageReading:
    leaks: dict[str, tuple[str, ...]]
    """Columns by why they know the answer (`core.models.training.columns`)."""
    person: str
    """A column by which people come several times, although nobody said so; empty where there is none."""
    strongest: float
    """Power of the strongest single column: AUC, or R2 of numbers."""

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(name for why in TOLD for name in self.leaks.get(why, ()))


def measure(table: CheckedTable) -> TableLeakageReading:
    chosen = table.learnable.chosen
    found: dict[str, tuple[str, ...]] = {}
    for each in chosen.left_out:
        if each.why in LEAKS:
            found[each.why] = (*found.get(each.why, ()), each.column)
    return TableLeakageReading(found, _person(table), max(chosen.powers.values(), default=0.0))


def _person(table: CheckedTable) -> str:
    """Rows of one person on both sides of the test make a model look better than it is."""
    question = table.asked()
    if question.plan.column("person") or all(ask.role != "person" for ask in question.template.asks):
        return ""
    for column in table.columns:
        rows = len(table.frame) - column.missing
        says_who = column.kind in ("id", "email", "phone") or column.personal in SAYS_WHO
        if says_who and column.distinct >= PEOPLE and OFTEN < rows / column.distinct < TOO_OFTEN:
            return column.name
    return ""


def grade(reading: TableLeakageReading) -> Level:
    if any(why in reading.leaks for why in SURE):
        return "act"
    return "watch" if reading.leaks or reading.person else "good"


def slots(reading: TableLeakageReading, words: Words) -> dict[str, str]:
    told = []
    for why, (one, several) in TOLD.items():
        names = [f"“{clean(name, 30)}”" for name in reading.leaks.get(why, ())]
        if names:
            told.append((one if len(names) == 1 else several).format(names=words.items(names)))
    if reading.person:
        told.append(f"By “{clean(reading.person, 30)}”, the same person has several rows.")
    return {"told": " ".join(told), "mend": _mend(reading)}


def _mend(reading: TableLeakageReading) -> str:
    if not reading.leaks:
        return "Choose it as the column that says who it is. Then one person’s rows are kept together."
    left = "It is" if len(reading.columns) == 1 else "They are"
    return f"{left} left out by itself in training. See if other columns are filled in as late."


INSPECTION = Indicator(
    key="leakage",
    title="Columns that give the answer away",
    question="Does something in the table know the answer?",
    group="health",
    needs=0,
    why="Such a column is empty when it is needed. The model looks good in the test, and fails in use.",
    method=(
        "Cross-validated power of each column alone (AUC, R2); least squares on two and three columns and on their logarithms; "
        "small trees on pairs; gaps against the answer; names in five languages; dates after the row's own."
    ),
    measure=measure,
    grade=grade,
    says={
        "good": "No column knows the answer, alone or with another one.",
        "watch": "Something may give the answer away. {told}",
        "act": "Something gives the answer away. {told}",
    },
    advice={"watch": "{mend}", "act": "{mend}"},
    slots=slots,
    value=lambda reading: float(len(reading.columns)),
    unit=lambda reading: "column" if len(reading.columns) == 1 else "columns",
    figures=lambda reading: f"Strongest single-column power {reading.strongest:.3f}.",
    cause=lambda reading: Cause("leak", reading.columns or (reading.person,)),
    remedies=lambda reading: (Remedy("remove_columns", {"columns": list(reading.columns)}),) if reading.leaks else (),
    rank=10,
)
