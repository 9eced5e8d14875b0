"""What several repairs need of a table: its columns, its rows, and values of the right kind."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.common.words import Words, clean
from core.data.repair import Arguments, DoesNotFit

Mask = npt.NDArray[np.bool_]
_WHOLE = 2.0**53
"""Beyond it a float64 cannot tell one whole number from the next."""


def quoted(name: object) -> str:
    """Return a column's name as it stands in a sentence."""
    return f"“{clean(name, 30)}”"


def shown(value: object, words: Words) -> str:
    """Return a cell as it stands in a sentence."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | int):
        digits = -int(Decimal(repr(value)).as_tuple().exponent) if value % 1 else 0
        return words.number(value, digits)
    return f"“{clean(value, 40)}”"


def column_of(frame: pd.DataFrame, arguments: Arguments) -> "pd.Series[Any]":
    """Return the column that is meant. Raise DoesNotFit."""
    name = str(arguments["column"])
    if name not in frame.columns:
        raise DoesNotFit(
            f"This table has no column {quoted(name)} any more.", "Look at its columns and choose one of them."
        )
    return frame[name]


def number_column(frame: pd.DataFrame, arguments: Arguments) -> "pd.Series[Any]":
    """Return the column that is meant, which holds numbers. Raise DoesNotFit."""
    values = column_of(frame, arguments)
    if not is_number(values):
        raise DoesNotFit(f"{quoted(values.name)} does not hold numbers.", "Choose a column that holds numbers.")
    return values


def is_number(values: "pd.Series[Any]") -> bool:
    return pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)


def is_date(values: "pd.Series[Any]") -> bool:
    return pd.api.types.is_datetime64_any_dtype(values)


def rows_of(frame: pd.DataFrame, arguments: Arguments) -> Mask:
    """Mark the rows that `rows` means, (n,). Raise DoesNotFit."""
    rows = arguments.get("rows")
    if rows is None:
        return np.ones(len(frame), dtype=bool)
    if not isinstance(rows, Mapping):
        return np.asarray(frame.index.isin([int(row) for row in rows]))
    if "from" in rows:
        return np.asarray((frame.index >= int(rows["from"])) & (frame.index <= int(rows["to"])))
    return beyond(column_of(frame, arguments), rows)


def beyond(values: "pd.Series[Any]", limits: Arguments) -> Mask:
    """Mark values above `above` or below `below`, (n,); a missing one is neither. Raise DoesNotFit."""
    if not is_number(values) and not is_date(values):
        raise DoesNotFit(
            f"{quoted(values.name)} holds neither numbers nor dates.", "Choose a column that holds one of them."
        )
    outside = np.zeros(len(values), dtype=bool)
    if limits.get("above") is not None:
        outside |= (values > value_for(values, limits["above"])).fillna(False).to_numpy(dtype=bool)
    if limits.get("below") is not None:
        outside |= (values < value_for(values, limits["below"])).fillna(False).to_numpy(dtype=bool)
    return outside


def value_for(values: "pd.Series[Any]", value: Any) -> Any:
    """Return a plain value as one of the column's own kind; None stays None. Raise DoesNotFit."""
    if value is None or value == "":
        return None
    try:
        if is_number(values):
            return _number(value)
        if is_date(values):
            return pd.Timestamp(value).tz_localize(None)
    except (ValueError, TypeError, OverflowError) as wrong:
        kind = "a date" if is_date(values) else "a number"
        raise DoesNotFit(f"What was given for {quoted(values.name)} is not {kind}.", f"Give {kind}.") from wrong
    if pd.api.types.is_bool_dtype(values):
        return _yes_or_no(values, value)
    return clean(value, 10_000) or None


def _number(value: Any) -> float:
    if isinstance(value, bool):
        raise TypeError("a yes or no is no number")
    number = float(value)
    if not np.isfinite(number):
        raise ValueError("not finite")
    return number


def _yes_or_no(values: "pd.Series[Any]", value: Any) -> bool:
    known = {"yes": True, "no": False, "true": True, "false": False}
    found = value if isinstance(value, bool | np.bool_) else known.get(str(value).casefold())
    if found is None:
        raise DoesNotFit(f"{quoted(values.name)} holds only yes and no.", "Give yes or no.")
    return bool(found)


def plain(value: Any) -> Any:
    """Return a cell as JSON knows it: numbers, true and false, ISO text, text, None."""
    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat() if value == value.normalize() else value.isoformat()
    return value.item() if hasattr(value, "item") else value


def with_column(frame: pd.DataFrame, name: Any, values: "pd.Series[Any]") -> pd.DataFrame:
    """Return the frame with other values in a column; the one that was given stays as it is."""
    changed = frame.copy()
    changed[name] = values
    return changed


def as_number(values: "pd.Series[Any]") -> "pd.Series[Any]":
    """Return numbers in the dtype that a reading gives them: Int64 where every value is whole, else float64."""
    numbers = values.astype("float64")
    known = numbers.dropna()
    whole = len(known) > 0 and bool(((known % 1 == 0) & (known.abs() < _WHOLE)).all())
    return numbers.astype("Int64") if whole else numbers


def emptied(values: "pd.Series[Any]", where: Mask) -> "pd.Series[Any]":
    """Return the same values, missing at the given rows."""
    blank = values.mask(where)
    return as_number(blank) if is_number(values) else blank


def counted(where: Mask) -> int:
    """Count the rows that are meant. Raise DoesNotFit when there are none, because then there is nothing to repair."""
    if not where.any():
        raise DoesNotFit("No row of this table is concerned, so nothing was changed.", "Look at the table again.")
    return int(where.sum())
