"""A short check-up of a table when it comes in: personal data, columns that say nothing, rows that come twice."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.finding import Cause, Finding
from core.personal import DESCRIBING
from core.reading import Column
from core.words import Words

if TYPE_CHECKING:
    import pandas as pd

_FEW_ROWS = 50
_MOSTLY = 0.9
_MANY_TWICE = 0.01


def look_at(frame: "pd.DataFrame", columns: Sequence[Column], words: Words) -> tuple[Finding, ...]:
    """Findings about a table, worst first where it matters; an unremarkable table gets one that says so about people."""
    found = [_personal(columns, words), _few_rows(frame, words), _empty(frame, columns, words)]
    found += [_constant(frame, columns, words), _twice(frame, words)]
    return tuple(finding for finding in found if finding)


def _personal(columns: Sequence[Column], words: Words) -> Finding:
    named = [column.name for column in columns if column.personal and column.personal not in DESCRIBING]
    if not named:
        return Finding(
            indicator="personal_data",
            group="privacy",
            level="good",
            title="Personal data",
            sentence="No column looked as if it names people, or says how to reach them.",
            why="Fewer personal details mean less to lose if this computer is lost.",
            advice="If a column does hold personal data, mark it as such.",
            value=0.0,
            unit="columns",
        )
    holds = words.few(len(named), "column looks as if it holds", "columns look as if they hold").capitalize()
    return Finding(
        indicator="personal_data",
        group="privacy",
        level="watch",
        title="Personal data",
        sentence=f"{holds} personal data: {words.items(named)}.",
        why="What points at one person needs a reason to be kept, and care.",
        advice="Leave out the columns that your question does not need. Mark any that were judged wrongly.",
        action="look_at_data",
        value=float(len(named)),
        unit="column" if len(named) == 1 else "columns",
    )


def _few_rows(frame: "pd.DataFrame", words: Words) -> Finding | None:
    if len(frame) >= _FEW_ROWS:
        return None
    return Finding(
        indicator="coverage",
        group="health",
        level="watch",
        title="Number of rows",
        sentence=f"This table has {words.counted(len(frame), 'row')}; a model needs at least {_FEW_ROWS}.",
        why="From a few rows a model learns chance, not what is usual.",
        advice="Export a longer time, or add earlier files.",
        value=float(len(frame)),
        unit="rows",
    )


def _empty(frame: "pd.DataFrame", columns: Sequence[Column], words: Words) -> Finding | None:
    empty = [column.name for column in columns if column.missing > _MOSTLY * max(len(frame), 1)]
    if not empty:
        return None
    are = words.few(len(empty), "column is", "columns are").capitalize()
    return Finding(
        indicator="missing",
        group="health",
        level="watch",
        title="Gaps",
        sentence=f"{are} almost empty: {words.items(empty)}.",
        why="A column with so few values can tell a model little.",
        advice="Leave it out, unless an empty cell means something in your business.",
        value=float(len(empty)),
        unit="column" if len(empty) == 1 else "columns",
        cause=Cause("missing", tuple(empty)),
    )


def _constant(frame: "pd.DataFrame", columns: Sequence[Column], words: Words) -> Finding | None:
    same = [column.name for column in columns if column.distinct == 1 and not column.missing and len(frame) > 1]
    if not same:
        return None
    has = words.few(len(same), "column has", "columns have").capitalize()
    return Finding(
        indicator="constant",
        group="health",
        level="watch",
        title="Columns that never change",
        sentence=f"{has} the same value in every row: {words.items(same)}.",
        why="What is the same for everyone tells a model nothing.",
        advice="Nothing is needed: such columns are left out when a model learns.",
        value=float(len(same)),
        unit="column" if len(same) == 1 else "columns",
    )


def _twice(frame: "pd.DataFrame", words: Words) -> Finding | None:
    twice = int(frame.duplicated().sum())
    if not twice or len(frame.columns) < 2:
        return None
    copies = "one is an exact copy" if twice == 1 else f"{words.number(twice)} are exact copies"
    return Finding(
        indicator="duplicates",
        group="health",
        level="watch" if twice > _MANY_TWICE * len(frame) else "good",
        title="Rows that come twice",
        sentence=f"Of {words.number(len(frame))} rows, {copies} of another one.",
        why="Copies make a model look better than it is when it is tried out on rows it has seen.",
        advice="Check if the export repeats rows. If the same thing really happened twice, all is well.",
        value=float(twice),
        unit="row" if twice == 1 else "rows",
    )
