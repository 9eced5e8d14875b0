"""Some columns are left out."""

import pandas as pd

from core.common.words import Words
from core.data.repair import Arguments, DoesNotFit, Repair
from core.data.repairs import _table as table


def apply(frame: pd.DataFrame, arguments: Arguments) -> pd.DataFrame:
    """Remove the columns whose names are in `columns`. Raise DoesNotFit."""
    for name in arguments["columns"]:
        table.column_of(frame, {"column": name})
    if len(set(arguments["columns"])) >= len(frame.columns):
        raise DoesNotFit("That would leave no column in this table.", "Keep at least one of its columns.")
    return frame.drop(columns=list(arguments["columns"]))


def settle(frame: pd.DataFrame, arguments: Arguments) -> Arguments:
    apply(frame, arguments)
    return {"columns": list(arguments["columns"])}


def says(arguments: Arguments, words: Words) -> str:
    names = [table.quoted(name) for name in arguments["columns"]]
    what = "The column" if len(names) == 1 else "The columns"
    return f"{what} {words.items(names)} {'was' if len(names) == 1 else 'were'} left out."


REPAIR = Repair("remove_columns", "Leave this column out", says, apply, settle)
