"""Putting the rows of a further file to a table: names and units as they were, rows that are there already not twice."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.data.dataset.records import Joining
from core.data.reading import Column

_DIGITS = 6
"""Decimals up to which two numbers count as the same."""


@dataclass(frozen=True)
class Joined:
    """A table with a further file's rows, and how many of these were new, there already, or newer than what was there."""

    frame: pd.DataFrame
    added: int
    copies: int
    replaced: int


def join(old: pd.DataFrame, new: pd.DataFrame, how: Joining, first_row: int) -> Joined:
    """Join `old` with the rows of `new`, which get the numbers from `first_row` on.

    A row that is there already is not added again. Of two rows with the same value in `how.key`, the newer one stays.
    """
    fitted = fitted_to(old, new, how)
    fitted.index = pd.RangeIndex(first_row, first_row + len(fitted))
    shared = [name for name in old.columns if name in fitted.columns]
    known = np.zeros(len(fitted), dtype=bool) if how.keep_copies else _there_already(old[shared], fitted[shared])
    fresh = fitted.loc[~known]
    outdated = _outdated(old, fresh, how.key)
    names = [*old.columns, *(name for name in fitted.columns if name not in old.columns)]
    whole = pd.DataFrame({name: _one_below_the_other(name, old.loc[~outdated], fresh) for name in names})
    replaced = int(outdated.sum())
    return Joined(whole, len(fresh) - replaced, int(known.sum()), replaced)


def joined_columns(old: tuple[Column, ...], new: tuple[Column, ...], how: Joining) -> tuple[Column, ...]:
    """Return the columns of both; the table's own kind stands where they differ, unless it held nothing so far."""
    names = {column.name for column in old}
    fitted = {how.renamed.get(column.name, column.name): column for column in new}
    known = (
        replace(column, kind=fitted[column.name].kind) if column.kind == "empty" and column.name in fitted else column
        for column in old
    )
    return (*known, *(column for name, column in fitted.items() if name not in names))


def fitted_to(old: pd.DataFrame, new: pd.DataFrame, how: Joining) -> pd.DataFrame:
    """Return `new` with the names, units and kinds of `old`. What does not fit a kind is missing."""
    renamed = new.rename(columns=dict(how.renamed))
    columns = {
        name: _like(old[name], renamed[name]) if name in old and old[name].notna().any() else renamed[name]
        for name in renamed.columns
    }
    for name, factor in how.factors.items():
        columns[name] = columns[name].astype("float64") * factor
    return pd.DataFrame(columns)


def _like(old: "pd.Series[Any]", new: "pd.Series[Any]") -> "pd.Series[Any]":
    if _family(old) == _family(new) or new.isna().all():
        return new
    text = new.astype("str").where(new.notna(), None)
    if _family(old) == "number":
        return pd.to_numeric(text, errors="coerce").astype("float64")
    if _family(old) == "date":
        return pd.to_datetime(text, errors="coerce", format="ISO8601").astype("datetime64[us]")
    if _family(old) == "yes_no":
        return text.str.casefold().map({"yes": True, "no": False, "true": True, "false": False}).astype("boolean")
    return text.astype("str")


def _family(values: "pd.Series[Any]") -> str:
    if pd.api.types.is_bool_dtype(values):
        return "yes_no"
    if pd.api.types.is_numeric_dtype(values):
        return "number"
    return "date" if pd.api.types.is_datetime64_any_dtype(values) else "text"


def _there_already(old: pd.DataFrame, new: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """(n,): rows of `new` that `old` has too. What comes twice in the new file and once in the old is new once."""
    if old.columns.empty:
        return np.zeros(len(new), dtype=bool)
    before, now = _marks(old), _marks(new)
    left = before.value_counts()
    place = now.groupby(now).cumcount()
    return np.asarray(place < now.map(left).fillna(0))


def _marks(frame: pd.DataFrame) -> "pd.Series[Any]":
    """One number for each row, the same for equal rows."""
    plain = {
        str(place): values.astype("float64").round(_DIGITS) if _family(values) in ("number", "yes_no") else values
        for place, (_, values) in enumerate(frame.items())
    }
    return pd.util.hash_pandas_object(pd.DataFrame(plain), index=False)


def _outdated(old: pd.DataFrame, fresh: pd.DataFrame, key: str | None) -> npt.NDArray[np.bool_]:
    if key is None or key not in old or key not in fresh:
        return np.zeros(len(old), dtype=bool)
    return np.asarray(old[key].isin(fresh[key].dropna()) & old[key].notna())


def _one_below_the_other(name: str, old: pd.DataFrame, new: pd.DataFrame) -> "pd.Series[Any]":
    model = old[name] if name in old.columns and (name not in new.columns or old[name].notna().any()) else new[name]
    number = _family(model) == "number"
    kind: Any = "float64" if number else "datetime64[us]" if _family(model) == "date" else model.dtype
    parts: list[pd.Series[Any]] = [
        frame[name].astype(kind)
        if name in frame.columns and frame[name].notna().any()
        else pd.Series(None, index=frame.index, dtype=kind)
        for frame in (old, new)
    ]
    whole = pd.concat(parts)
    return _as_read(whole) if number else whole


def _as_read(numbers: "pd.Series[Any]") -> "pd.Series[Any]":
    """Int64 where every value is whole, as a reading gives it."""
    known = numbers.dropna()
    return numbers.astype("Int64") if len(known) and (known % 1 == 0).all() and (known.abs() < 2**53).all() else numbers
