"""Impossible values become missing."""

import pandas as pd

from core.common.words import Words
from core.data.repair import Arguments, Repair
from core.data.repairs import _table as table


def settle(frame: pd.DataFrame, arguments: Arguments) -> Arguments:
    """Check `column` and which values are meant (`below` and `above`, or `values`, a list, or `rows`); add `count`. Raise
    DoesNotFit.
    """
    return {**arguments, "count": table.counted(_concerned(frame, arguments))}


def apply(frame: pd.DataFrame, arguments: Arguments) -> pd.DataFrame:
    values = table.column_of(frame, arguments)
    return table.with_column(frame, values.name, table.emptied(values, _concerned(frame, arguments)))


def _concerned(frame: pd.DataFrame, arguments: Arguments) -> table.Mask:
    values = table.column_of(frame, arguments)
    if "values" in arguments:
        wrong = values.isin([table.value_for(values, value) for value in arguments["values"]])
        return wrong.fillna(False).to_numpy(dtype=bool)
    if "rows" in arguments:
        return table.rows_of(frame, arguments) & values.notna().to_numpy()
    return table.beyond(values, arguments)


def says(arguments: Arguments, words: Words) -> str:
    count = arguments["count"]
    cells = words.few(count, "value of", "values of").capitalize()
    return (
        f"{cells} {table.quoted(arguments['column'])} that cannot be right {'is' if count == 1 else 'are'} now missing."
    )


REPAIR = Repair("blank_values", "Treat them as missing", says, apply, settle)
