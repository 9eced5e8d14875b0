"""Whether the table holds enough of what a model will meet: rows, groups, months, and today's business."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from core.common.finding import Cause, Level
from core.common.words import Words, clean
from core.models.learning.column_words import mentions
from core.models.learning.targets import FEWEST_ROWS
from core.monitoring.indicator import Indicator
from core.monitoring.table_check import CheckedTable

OLD = 365
THIN, MOST_GROUPS = 20, 32
"""Rows that each group should have which is to be treated as well as the others; with more groups they are no groups."""
FEW_MONTHS, USUAL, HARDLY = 6, 20, 0.1
"""Months from which on, rows a usual month needs, and share of it below which a month is hardly there."""
OTHER_DAYS = ("birth", "born", "geburt", "naissance", "nacimiento", "nascita", "built", "renovated")
"""Words in the names of days that tell nothing about how old a table is."""


@dataclass(frozen=True)
class TableCoverageReading:
    rows: int
    newest: date | None
    """The newest day in the table that is not after today."""
    age: int
    """Days since then."""
    thin: tuple[tuple[str, int], ...]
    """Groups that are hardly there, with their rows."""
    month: date | None
    """The month in between that is hardly there."""


def measure(table: CheckedTable) -> TableCoverageReading:
    newest = _newest(table)
    return TableCoverageReading(
        len(table.frame), newest, (table.today - newest).days if newest else 0, _thin(table), _month_without_rows(table)
    )


def _day(table: CheckedTable) -> str | None:
    return table.question.plan.column("date") if table.question else None


def _newest(table: CheckedTable) -> date | None:
    """Of the row's own day; where there is none, of all days on which something may have happened."""
    days = [each for each in table.columns if each.kind == "date" and not each.personal]
    named = [each.name for each in days if not mentions(each.name, OTHER_DAYS)]
    last = [_before(table.frame[name], pd.Timestamp(table.today)) for name in filter(None, [_day(table)])]
    last = last or [_before(table.frame[name], pd.Timestamp(table.today)) for name in named]
    return max((day for day in last if day), default=None)


def _before(days: "pd.Series[Any]", today: pd.Timestamp) -> date | None:
    newest = days[days <= today].max()
    return None if pd.isna(newest) else pd.Timestamp(newest).date()


def _thin(table: CheckedTable) -> tuple[tuple[str, int], ...]:
    named = table.question.plan.roles.get("group", ()) if table.question else ()
    found = [
        (clean(value, 30), int(count))
        for name in named
        if table.frame[name].nunique() <= MOST_GROUPS
        for value, count in table.frame[name].value_counts().items()
        if count < THIN
    ]
    return tuple(sorted(found, key=lambda each: each[1]))


def _month_without_rows(table: CheckedTable) -> date | None:
    day = _day(table)
    months = table.frame[day].dropna().dt.to_period("M") if day else None
    if months is None or months.empty:
        return None
    counts = months.value_counts().reindex(pd.period_range(months.min(), months.max(), freq="M"), fill_value=0)
    usual, between = float(counts.median()), counts.iloc[1:-1]
    if len(counts) < FEW_MONTHS or usual < USUAL or between.min() >= HARDLY * usual:
        return None
    rarest = between.index[int(between.to_numpy().argmin())]
    return date(rarest.year, rarest.month, 1)


def _too_few(reading: TableCoverageReading) -> bool:
    return reading.rows < FEWEST_ROWS


def _too_old(reading: TableCoverageReading) -> bool:
    return reading.age > OLD


def _rows(reading: TableCoverageReading, words: Words) -> str:
    return f"It has {words.counted(reading.rows, 'row')}; a model needs at least {words.number(FEWEST_ROWS)}."


def _old(reading: TableCoverageReading, words: Words) -> str:
    return f"Its newest row is of {words.day(reading.newest)}, over a year ago." if reading.newest else ""


def _groups(reading: TableCoverageReading, words: Words) -> str:
    (name, count), others = reading.thin[0], len(reading.thin) - 1
    more = f", and {words.few(others, 'other is', 'others are')} as rare" if others else ""
    return f"The group “{name}” has only {words.few(count, 'row')}{more}."


def _gap(reading: TableCoverageReading, words: Words) -> str:
    return f"There are hardly any rows of {words.month(reading.month)}." if reading.month else ""


MATTERS: tuple[
    tuple[Callable[[TableCoverageReading], bool], Callable[[TableCoverageReading, Words], str], str], ...
] = (
    (_too_few, _rows, "Export a longer time, or add earlier files."),
    (_too_old, _old, "Bring a newer export, if there is one."),
    (lambda reading: bool(reading.thin), _groups, "Add rows of this group, or read its results with care."),
    (lambda reading: reading.month is not None, _gap, "Ask whether the export is whole."),
)
"""What may be wrong, the worst first: when, what is said, what helps."""


def grade(reading: TableCoverageReading) -> Level:
    return "watch" if any(matters(reading) for matters, _, _ in MATTERS) else "good"


def slots(reading: TableCoverageReading, words: Words) -> dict[str, str]:
    true = [(say(reading, words), mend) for matters, say, mend in MATTERS if matters(reading)]
    return {
        "told": " ".join(said for said, _ in true[:2]),
        "mend": true[0][1] if true else "",
        "rows": words.counted(reading.rows, "row"),
        "newest": f"The newest is of {words.day(reading.newest)}." if reading.newest else "",
    }


INSPECTION = Indicator(
    key="coverage",
    title="What the table covers",
    question="Is there enough of what the model will meet?",
    group="health",
    needs=0,
    why="A model knows only what it has seen. What is rare or long ago in the table, it tells badly.",
    method="Rows; days since the newest; rows by named group and by month.",
    measure=measure,
    grade=grade,
    says={
        "good": "The table has {rows}, which is enough to begin with. {newest}",
        "watch": "The table does not cover enough. {told}",
    },
    advice={"watch": "{mend}"},
    slots=slots,
    value=lambda reading: float(reading.rows),
    unit=lambda reading: "row" if reading.rows == 1 else "rows",
    cause=lambda reading: Cause("old") if _too_old(reading) else None,
    rank=30,
)
