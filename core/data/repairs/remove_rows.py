"""Some rows are left out."""

import pandas as pd

from core.common.words import Words
from core.data.repair import Arguments, DoesNotFit, Repair
from core.data.repairs import _table as table


def settle(frame: pd.DataFrame, arguments: Arguments) -> Arguments:
    """Check `rows`, with `column` where they are told by its values; add `count`. Raise DoesNotFit."""
    return {**arguments, "count": table.counted(table.rows_of(frame, arguments))}


def apply(frame: pd.DataFrame, arguments: Arguments) -> pd.DataFrame:
    left = frame.loc[~table.rows_of(frame, arguments)]
    if left.empty:
        raise DoesNotFit("That would leave no row in this table.", "Delete the table if none of it is needed.")
    return left


def says(arguments: Arguments, words: Words) -> str:
    return f"{words.few(arguments['count'], 'row was', 'rows were').capitalize()} left out."


REPAIR = Repair("remove_rows", "Leave these rows out", says, apply, settle)
