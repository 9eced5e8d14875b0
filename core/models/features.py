"""From a table as it was read to what a model learns from: inputs, their values as columns, and the parts of these."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.inference.features import PARTS, parts_of_many
from core.inference.inputs import MOST_BINS, Input, InputKind, Value
from core.models.reference import Bytes, Floats

Column = npt.NDArray[Any]
"""(n,): float64 with NaN for missing, or object with text and None for missing."""
MOST_CATEGORIES = 250
_DAY = np.timedelta64(1, "D")

KIND_OF_INPUT: dict[str, InputKind] = {
    "number": "number",
    "date": "date",
    "yes_no": "yes_no",
    "category": "category",
    "postcode": "category",
    "text": "text",
    "id": "category",
    "email": "category",
    "phone": "category",
}
"""As what a column of each kind enters a model, when it does."""


@dataclass(frozen=True)
class FeatureColumn:
    """One column of the table that a pipeline is fitted on. Its name is made of numbers, never of the owner's words."""

    name: str
    kind: str
    """number, flag (0 or 1), category or text"""


def column_of(series: pd.Series, kind: InputKind) -> Column:
    """Return the (n,) values of a column of that kind, each as `Input.read` gives it."""
    if kind in ("category", "text"):
        known = series.notna().to_numpy()
        values = zip(series.astype(object).tolist(), known.tolist(), strict=True)
        return np.array([_as_text(value) if there else None for value, there in values], dtype=object)
    if kind == "date":
        days: Floats = (series.to_numpy(dtype="datetime64[ns]") - np.datetime64(0, "ns")) / _DAY
        return days
    return series.to_numpy(dtype=np.float64, na_value=np.nan)


def columns_of(frame: pd.DataFrame, inputs: Sequence[Input]) -> list[Column]:
    """Return the column (n,) of each input."""
    return [column_of(frame[asked.name], asked.kind) for asked in inputs]


def values_of(column: Column) -> list[Value]:
    """Return the values as single rows have them: None where one is missing."""
    if column.dtype == object:
        return list(column)
    missing = np.isnan(column).tolist()
    return [None if lost else value for value, lost in zip(column.tolist(), missing, strict=True)]


def describe(name: str, kind: InputKind, column: Column, personal: str | None = None) -> Input:
    """Return the input that a column of training rows makes: its range, the edges of its bins and its usual value."""
    if kind == "category":
        counts = pd.Series(column).value_counts()
        shown = tuple(str(value) for value in counts.index[:MOST_CATEGORIES])
        return Input(name, kind, categories=shown, typical=shown[0] if shown else None, personal=personal)
    if kind == "text":
        lengths = np.array([float(len(value)) for value in column if value is not None])
        return Input(name, kind, edges=_edges(lengths), personal=personal)
    known = column[~np.isnan(column)]
    low, high = float(known.min()), float(known.max())
    if kind == "yes_no":
        return Input(name, kind, low=0.0, high=1.0, typical=float(np.round(known.mean())), personal=personal)
    middle = float(np.quantile(known, 0.5, method="lower"))
    return Input(name, kind, edges=_edges(known), low=low, high=high, typical=middle, personal=personal)


def _edges(known: Floats) -> tuple[float, ...]:
    """Inner edges of at most MOST_BINS bins of equal counts. A value of few kinds gets a bin for each kind."""
    kinds = np.unique(known)
    if len(kinds) <= MOST_BINS:
        return tuple(float(edge) for edge in kinds[1:])
    shares = np.linspace(0, 1, MOST_BINS + 1)[1:-1]
    edges = np.unique(np.quantile(known, shares, method="higher"))
    return tuple(float(edge) for edge in edges if edge > kinds[0])


def bins_of(inputs: Sequence[Input], columns: Sequence[Column]) -> Bytes:
    """Return (n, inputs): the bin of each value, as one byte, as the prediction log has it."""
    binned = [[asked.bin(value) for value in values_of(column)] for asked, column in zip(inputs, columns, strict=True)]
    return np.array(binned, dtype=np.uint8).T.reshape(-1, len(inputs))


def layout(inputs: Sequence[Input]) -> list[FeatureColumn]:
    """Return the columns that a pipeline is fitted on, those of each input after the other."""
    kinds = [kind for asked in inputs for kind in PARTS[asked.kind]]
    return [FeatureColumn(f"part {at}", kind) for at, kind in enumerate(kinds)]


def table(inputs: Sequence[Input], columns: Sequence[Column]) -> pd.DataFrame:
    """Return the table of n rows that pipelines are fitted on and asked with, by the columns of `layout`."""
    made = parts_of_many(inputs, columns)
    return pd.DataFrame({part.name: column for part, column in zip(layout(inputs), made, strict=True)})


_TEXT = Input("", "text")


def _as_text(value: Any) -> Value:
    return _TEXT.read(value)
