"""Gaps that fall on one group, or on one answer, far more than on the others."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.common.finding import Cause, Chart, Level, Remedy, Series
from core.common.words import Words, clean
from core.data.personal import DESCRIBING, SPECIAL
from core.monitoring.indicator import Indicator, NotApplicable
from core.monitoring.table_check import CheckedTable

APART, TIMES = 0.15, 3.0
"""Share of the rows by which gaps have to differ, and how many times as many there have to be."""
FEWEST = 30
"""Rows in each group."""
FEW_GROUPS = 8


@dataclass(frozen=True)
class Gap:
    column: str
    by: str
    group: str
    here: float
    """Share of this group's rows in which the column is empty."""
    elsewhere: float
    answer: bool
    """Whether the group is an answer."""


@dataclass(frozen=True)
class TableMissingByGroupReading:
    gaps: tuple[Gap, ...]
    """The widest first."""

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(gap.column for gap in self.gaps))


def measure(table: CheckedTable) -> TableMissingByGroupReading:
    groups = _groups(table)
    if not groups:
        raise NotApplicable("There is no answer and no group of people in this table by which gaps could differ.")
    frame, found = table.sample, []
    for column in table.inputs:
        missing = frame[column.name].isna().to_numpy()
        if FEWEST <= missing.sum() <= len(frame) - FEWEST:
            found += [
                gap
                for name, values in groups.items()
                if name != column.name and (gap := _gap(column.name, name, values, missing))
            ]
    target = table.question.target if table.question else None
    found = [Gap(**{**gap.__dict__, "answer": target is not None and gap.by == target.name}) for gap in found]
    return TableMissingByGroupReading(tuple(sorted(found, key=lambda gap: gap.elsewhere - gap.here)))


def _groups(table: CheckedTable) -> dict[str, "pd.Series[str]"]:
    """The answer, groups that the owner named, and columns that describe people, each with few values."""
    names = [column.name for column in table.columns if column.personal in DESCRIBING | SPECIAL]
    if table.question:
        named = table.question.plan.roles.get("group", ())
        target = table.question.target
        names = [*([target.name] if target and target.labels else []), *named, *names]
    few = {name: table.sample[name] for name in names if 2 <= table.sample[name].nunique() <= FEW_GROUPS}
    return {name: values.astype(object).where(values.notna(), None).map(_shown) for name, values in few.items()}


def _shown(value: object) -> str:
    if value is None:
        return "unknown"
    return {"True": "yes", "False": "no"}.get(str(value), clean(value, 30))


def _gap(
    column: str, by: str, values: "pd.Series[str]", missing: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
) -> Gap | None:
    """The group that lacks most, if it lacks far more than all the others together."""
    widest = None
    for group in values.unique():
        inside = (values == group).to_numpy()
        if min(inside.sum(), (~inside).sum()) < FEWEST:
            continue
        here, elsewhere = float(missing[inside].mean()), float(missing[~inside].mean())
        if here - elsewhere > APART and here > TIMES * elsewhere and (widest is None or here > widest.here):
            widest = Gap(column, by, str(group), here, elsewhere, answer=False)
    return widest


def grade(reading: TableMissingByGroupReading) -> Level:
    return "watch" if reading.gaps else "good"


def slots(reading: TableMissingByGroupReading, words: Words) -> dict[str, str]:
    if not reading.gaps:
        return {}
    gap, more = reading.gaps[0], len(reading.gaps) - 1
    return {
        "column": clean(gap.column, 30),
        "by": clean(gap.by, 30),
        "group": gap.group,
        "here": words.of_100(gap.here),
        "elsewhere": words.of_100(gap.elsewhere) if gap.elsewhere else "none",
        "more": f"It is alike in {words.few(more, 'other case', 'other cases')}." if more else "",
        "mend": "Ask if it is filled in only once the answer is known. If so, leave it out."
        if gap.answer
        else "Ask why, and fill these gaps if you can. Else leave the column out.",
    }


def chart(reading: TableMissingByGroupReading, words: Words) -> Chart | None:
    shown = reading.gaps[:4]
    if not shown:
        return None
    first = shown[0]
    return Chart(
        kind="bar",
        places=tuple(f"{clean(gap.column, 20)}, {gap.group}" for gap in shown),
        series=(
            Series("Empty in this group", tuple(gap.here for gap in shown)),
            Series("Empty elsewhere", tuple(gap.elsewhere for gap in shown)),
        ),
        shows=f"“{clean(first.column, 30)}” is empty in {words.of_100(first.here)} rows of “{first.group}”.",
        top=1.0,
    )


INSPECTION = Indicator(
    key="missing_by_group",
    title="Gaps in one group",
    question="Do gaps fall on one group more than on others?",
    group="health",
    needs=0,
    why="A model then learns from the gap itself, and knows less about one group of people.",
    method="Share of missing cells by answer, named group, and columns that describe people.",
    measure=measure,
    grade=grade,
    says={
        "good": "No group, and no answer, has far more gaps than the others.",
        "watch": (
            "Gaps fall on one group. “{column}” is empty in {here} rows where “{by}” is “{group}”, "
            "and in {elsewhere} elsewhere. {more}"
        ),
    },
    advice={"watch": "{mend}"},
    slots=slots,
    value=lambda reading: float(len(reading.gaps)),
    unit=lambda reading: "gap" if len(reading.gaps) == 1 else "gaps",
    chart=chart,
    cause=lambda reading: Cause("missing", reading.columns),
    remedies=lambda reading: (Remedy("remove_columns", {"columns": list(reading.columns)}),) if reading.gaps else (),
    rank=52,
)
