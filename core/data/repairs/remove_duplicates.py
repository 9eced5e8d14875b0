"""Rows that are whole copies of an earlier one are left out; the first of them stays."""

import pandas as pd

from core.common.words import Words
from core.data.repair import Arguments, Repair
from core.data.repairs import _table as table


def settle(frame: pd.DataFrame, arguments: Arguments) -> Arguments:
    """Add `count`; there are no arguments of its own. Raise DoesNotFit when there is no copy."""
    return {**arguments, "count": table.counted(frame.duplicated().to_numpy())}


def apply(frame: pd.DataFrame, arguments: Arguments) -> pd.DataFrame:  # noqa: ARG001 - every repair takes them
    return frame.loc[~frame.duplicated()]


def says(arguments: Arguments, words: Words) -> str:
    copies = words.few(arguments["count"], "row that was a whole copy", "rows that were whole copies").capitalize()
    return f"{copies} of another left out."


REPAIR = Repair("remove_duplicates", "Leave the copies out", says, apply, settle)
