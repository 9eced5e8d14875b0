"""Numbers are multiplied by one factor: those that came in another unit."""

import pandas as pd

from core.common.words import Words
from core.data.repair import Arguments, DoesNotFit, Repair
from core.data.repairs import _table as table


def settle(frame: pd.DataFrame, arguments: Arguments) -> Arguments:
    """Check `column`, `factor` and `rows`; add `count`. Raise DoesNotFit."""
    if not 0 < abs(float(arguments["factor"])) < 1e12:
        raise DoesNotFit("That factor cannot be used.", "Give a number other than zero.")
    concerned = table.number_column(frame, arguments).notna().to_numpy() & table.rows_of(frame, arguments)
    return {**arguments, "count": table.counted(concerned)}


def apply(frame: pd.DataFrame, arguments: Arguments) -> pd.DataFrame:
    values = table.number_column(frame, arguments).astype("float64")
    changed = values.where(~table.rows_of(frame, arguments), (values * float(arguments["factor"])).round(12))
    return table.with_column(frame, values.name, table.as_number(changed))


def says(arguments: Arguments, words: Words) -> str:
    count, factor = arguments["count"], float(arguments["factor"])
    done = (
        f"divided by {words.rounded(1 / factor)}" if 0 < abs(factor) < 1 else f"multiplied by {words.rounded(factor)}"
    )
    values = words.few(count, "value of", "values of").capitalize()
    return f"{values} {table.quoted(arguments['column'])} {'was' if count == 1 else 'were'} {done}."


REPAIR = Repair("scale", "Bring to one unit", says, apply, settle)
