"""Values that cannot be right."""

from collections.abc import Mapping

from core.common.finding import Cause, Level
from core.common.words import Words, clean
from core.monitoring.detectors.outliers import ImpossibleValue, ImpossibleValues, find_impossible
from core.monitoring.detectors.outliers.impossible_values import Why
from core.monitoring.indicator import Indicator
from core.monitoring.table_check import CheckedTable

SAYS: Mapping[Why, str] = {
    "age": "“{column}” has {values} below zero or above 120.",
    "percent": "“{column}” has {values} below zero or above 100.",
    "negative": "“{column}” has {values} below zero, though nearly all are above.",
    "year": "“{column}” has {values} that cannot be a year.",
    "future": "“{column}” has {values} in the future.",
    "long_ago": "“{column}” has {values} before 1900.",
    "code": "“{column}” holds {code} in {rows}, which most likely stands for “not known”.",
}


def measure(table: CheckedTable) -> ImpossibleValues:
    looked_at = (find_impossible(table.frame[column.name], column, table.today) for column in table.columns)
    return ImpossibleValues(tuple(odd for odd in looked_at if odd))


def grade(reading: ImpossibleValues) -> Level:
    return "watch" if reading.found else "good"


def slots(reading: ImpossibleValues, words: Words) -> dict[str, str]:
    said = [_said(odd, words) for odd in reading.found[:3]]
    more = len(reading.found) - len(said)
    also = f"So {'has' if more == 1 else 'have'} {words.few(more, 'more column', 'more columns')}." if more else ""
    return {"said": " ".join([*said, also])}


def _said(odd: ImpossibleValue, words: Words) -> str:
    return SAYS[odd.why].format(
        column=clean(odd.column, 40),
        values=words.few(odd.count, "value", "values"),
        rows=words.few(odd.count, "row", "rows"),
        code=words.number(next(iter(odd.limits.get("values", ())), 0)).replace(",", ""),
    )


INSPECTION = Indicator(
    key="impossible",
    title="Values that cannot be",
    question="Are there values that cannot be right?",
    group="health",
    needs=0,
    why="A model takes every value at its word. An age of 250 moves what it learns about all others.",
    method="Limits by column names in five languages; signs, days and codes (999, -1) that stand apart from nearly all others.",
    measure=measure,
    grade=grade,
    says={
        "good": "No value looked as if it could not be.",
        "watch": "Some values cannot be right. {said}",
    },
    advice={"watch": "Correct them where you can. Else treat them as missing, which does no harm."},
    slots=slots,
    value=lambda reading: float(reading.values),
    unit=lambda reading: reading.unit,
    cause=lambda reading: Cause("impossible", reading.columns),
    remedies=lambda reading: reading.remedies,
    rank=42,
)
