"""Numbers of one column in two units."""

from dataclasses import dataclass

from core.common.finding import Cause, Level, Remedy
from core.common.words import Words, clean
from core.monitoring.detectors.unit_errors import Rescaled, find_rescaled
from core.monitoring.indicator import Indicator, NotApplicable
from core.monitoring.table_check import CheckedTable

WHERE = {
    "group": "They are the rows with “{group}” in “{by}”.",
    "run": "They stand together, in rows {first} to {last}.",
    "digits": "Their digits look as if they had been converted.",
    "whole": "Once divided, they are whole numbers. There may be more of them.",
    "recurring": "The same numbers come in other rows, in the other unit.",
    "zeros": "They all end in a zero, and are larger than the others.",
    "apart": "They stand apart from the others, which are spread in the same way.",
}


@dataclass(frozen=True)
class TableUnitsReading:
    found: tuple[Rescaled, ...]


def measure(table: CheckedTable) -> TableUnitsReading:
    numbers = [column for column in table.columns if column.kind == "number"]
    if not numbers:
        raise NotApplicable("The table has no column of numbers.")
    return TableUnitsReading(tuple(sorted(find_rescaled(table.frame, table.columns), key=lambda each: -each.share)))


def grade(reading: TableUnitsReading) -> Level:
    return "watch" if reading.found else "good"


def slots(reading: TableUnitsReading, words: Words) -> dict[str, str]:
    if not reading.found:
        return {}
    first = reading.found[0]
    larger = first.factor if first.factor > 1 else 1 / first.factor
    by, group = first.group or ("", "")
    place = {
        "first": words.number(first.first + 1),
        "last": words.number(first.last + 1),
        "by": clean(by, 30),
        "group": clean(group, 30),
    }
    others = [f"“{clean(each.column, 40)}”" for each in reading.found[1:]]
    return {
        "share": words.of_100(first.share).capitalize(),
        "column": clean(first.column, 40),
        "times": words.rounded(larger),
        "larger": "large" if first.factor > 1 else "small",
        "where": WHERE[first.how].format(**place),
        "others": f"The same was seen in {words.items(others)}." if others else "",
    }


def _remedies(reading: TableUnitsReading) -> tuple[Remedy, ...]:
    return tuple(
        Remedy("scale", {"column": each.column, "factor": 1 / each.factor, "rows": each.rows})
        for each in reading.found
        if each.rows is not None
    )


INSPECTION = Indicator(
    key="units",
    title="One unit for each column",
    question="Are the numbers of each column in one unit?",
    group="health",
    needs=0,
    why="A model takes cents for whole money at their word, and learns something wrong from them.",
    method=(
        "For factors 10, 100, 1000, 2.54, 0.4536, 0.3048, 1.609 and their inverses: digits, a second heap of values or of"
        " residuals given the other columns, a run of rows, the rows of one category; each spread as the rest once divided."
    ),
    measure=measure,
    grade=grade,
    says={
        "good": "The numbers of each column look as if they were in one unit.",
        "watch": (
            "Some numbers look as if they were in another unit. {share} in “{column}” are about {times} times as {larger} as the"
            " others would be. {where} {others}"
        ),
    },
    advice={"watch": "Look where these rows came from. If it was another unit, bring them to one."},
    slots=slots,
    value=lambda reading: float(len(reading.found)),
    unit=lambda reading: "column" if len(reading.found) == 1 else "columns",
    figures=lambda reading: " ".join(f"{each.factor:.4g} ({each.how}, {each.share:.3f})." for each in reading.found),
    cause=lambda reading: Cause("unit", tuple(each.column for each in reading.found)),
    remedies=_remedies,
    rank=40,
)
