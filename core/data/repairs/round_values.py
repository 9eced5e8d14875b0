"""Values are told less exactly, so that fewer rows point at one person: rounded numbers, months for days, shorter postcodes."""

import pandas as pd

from core.common.words import Words
from core.data.repair import Arguments, DoesNotFit, Repair
from core.data.repairs import _table as table

_PERIODS = {"month": "M", "year": "Y"}


def settle(frame: pd.DataFrame, arguments: Arguments) -> Arguments:
    """Check `column`, and one of `step` (numbers), `to` ("month" or "year", dates) and `first` (characters kept of a text).

    Raises DoesNotFit.
    """
    apply(frame, arguments)
    return dict(arguments)


def apply(frame: pd.DataFrame, arguments: Arguments) -> pd.DataFrame:
    """Round a number to the nearest multiple of `step`, a date to the first day of its month or year."""
    values = table.column_of(frame, arguments)
    if table.is_number(values) and float(arguments.get("step", 0)) > 0:
        step = float(arguments["step"])
        rounded = table.as_number(((values.astype("float64") / step).round() * step).round(12))
    elif table.is_date(values) and arguments.get("to") in _PERIODS:
        days = values.to_numpy(dtype="datetime64[us]").astype(f"datetime64[{_PERIODS[arguments['to']]}]")
        rounded = pd.Series(days.astype("datetime64[us]"), index=values.index)
    elif values.dtype == "str" and int(arguments.get("first", 0)) > 0:
        rounded = values.str.slice(0, int(arguments["first"])).str.strip()
    else:
        raise DoesNotFit(f"{table.quoted(values.name)} cannot be rounded that way.", "Choose another way to round it.")
    return table.with_column(frame, values.name, rounded)


def says(arguments: Arguments, words: Words) -> str:
    name = table.quoted(arguments["column"])
    if "step" in arguments:
        return f"{name} was rounded to steps of {words.rounded(float(arguments['step']))}."
    if "to" in arguments:
        return f"{name} keeps only the {'month and year' if arguments['to'] == 'month' else 'year'}."
    return f"{name} keeps only {words.few(arguments['first'], 'first character', 'first characters')}."


REPAIR = Repair("round_values", "Round the values", says, apply, settle)
