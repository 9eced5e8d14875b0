"""Values far beyond all others."""

from core.common.finding import Cause, Level
from core.common.words import Words, clean
from core.monitoring.detectors.outliers import ImpossibleValues, find_far
from core.monitoring.indicator import Indicator, NotApplicable
from core.monitoring.table_check import CheckedTable


def measure(table: CheckedTable) -> ImpossibleValues:
    numbers = [column for column in table.columns if column.kind == "number"]
    if not numbers:
        raise NotApplicable("The table has no column of numbers.")
    looked_at = (find_far(table.frame[column.name], column) for column in numbers)
    return ImpossibleValues(tuple(odd for odd in looked_at if odd))


def grade(reading: ImpossibleValues) -> Level:
    return "watch" if reading.found else "good"


def slots(reading: ImpossibleValues, words: Words) -> dict[str, str]:
    if not reading.found:
        return {}
    first, others = reading.found[0], reading.found[1:]
    sides = [f"{side} {words.rounded(first.limits[side])}" for side in ("above", "below") if side in first.limits]
    listed = words.items([f"“{clean(odd.column, 40)}”" for odd in others])
    return {
        "column": clean(first.column, 40),
        "lie": words.few(first.count, "value lies", "values lie").capitalize(),
        "where": " or ".join(sides),
        "others": f"So do values of {listed}." if others else "",
    }


INSPECTION = Indicator(
    key="outliers",
    title="Values far from all others",
    question="Do single values lie far from all others?",
    group="health",
    needs=0,
    why="Such a value is often a slip, such as a comma forgotten. It can mislead a model about everyone else.",
    method="Three times as far from the median as the 1st or 99th percentile, on the logarithm for what is never negative.",
    measure=measure,
    grade=grade,
    says={
        "good": "No value lies far from all others.",
        "watch": "A few values lie far from all others. {lie} {where} in “{column}”. {others}",
    },
    advice={"watch": "Look at them. Correct slips, or treat them as missing. If they are real, leave them."},
    slots=slots,
    value=lambda reading: float(reading.values),
    unit=lambda reading: reading.unit,
    cause=lambda reading: Cause("outlier", reading.columns),
    remedies=lambda reading: reading.remedies,
    rank=60,
)
