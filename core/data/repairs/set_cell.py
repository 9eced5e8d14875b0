"""One cell gets another value."""

from typing import Any

import pandas as pd

from core.common.words import Words
from core.data.repair import Arguments, DoesNotFit, Repair
from core.data.repairs import _table as table


def settle(frame: pd.DataFrame, arguments: Arguments) -> Arguments:
    """Check `row`, `column` and `value`; add `before`, what stood there. Raise DoesNotFit."""
    values, row = _column_and_row(frame, arguments)
    value, before = table.plain(table.value_for(values, arguments["value"])), table.plain(values.at[row])
    if value == before:
        raise DoesNotFit("That is what stands there already, so nothing was changed.", "Give another value.")
    return {"row": row, "column": arguments["column"], "value": value, "before": before}


def apply(frame: pd.DataFrame, arguments: Arguments) -> pd.DataFrame:
    values, row = _column_and_row(frame, arguments)
    value = table.value_for(values, arguments["value"])
    if table.is_number(values):
        values = values.astype("float64")
    changed = values.copy()
    changed.at[row] = value if value is not None else pd.NA if str(values.dtype) == "boolean" else None
    return table.with_column(frame, values.name, table.as_number(changed) if table.is_number(values) else changed)


def _column_and_row(frame: pd.DataFrame, arguments: Arguments) -> tuple["pd.Series[Any]", int]:
    values, row = table.column_of(frame, arguments), int(arguments["row"])
    if row not in frame.index:
        raise DoesNotFit("That row is not in this table any more.", "Look at the table again and choose the row anew.")
    return values, row


def says(arguments: Arguments, words: Words) -> str:
    before, now = (table.shown(arguments.get(at), words) for at in ("before", "value"))
    return f"In row {words.number(arguments['row'] + 1)}, {table.quoted(arguments['column'])} was changed from {before} to {now}."


REPAIR = Repair("set_cell", "Change this cell", says, apply, settle)
