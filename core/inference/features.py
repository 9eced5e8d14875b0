"""How a column's value becomes what a model is given: the one definition, for a single row and for many.

Each input becomes one or more parts. A number keeps near the range met in training, because nothing was learned beyond it;
a date becomes its day, month and weekday; free text brings its number of words. A missing number is NaN, missing text "".
"""

import math
import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from core.inference.inputs import Input, Value

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Column = npt.NDArray[Any]
    """(n,): float64 with NaN for missing, or object with text and None for missing."""

PARTS = {
    "number": ("number",),
    "yes_no": ("flag",),
    "category": ("category",),
    "date": ("number", "number", "number"),
    "text": ("text", "number"),
}
"""What each kind of input becomes."""
NAN = math.nan
_EPOCH = date(1970, 1, 1).toordinal()
_WORD = re.compile(r"(?u)\b\w\w+\b")
"""As scikit-learn's text vectorizers find words."""


def tokens(text: str) -> list[str]:
    """Return the words of a text, in lower case."""
    return _WORD.findall(text.lower())


def bounds(asked: Input) -> tuple[float, float]:
    """Return between which values a number or date is taken as it is; beyond, it counts as the nearest of the two."""
    if asked.low is None or asked.high is None:
        return -math.inf, math.inf
    span = asked.high - asked.low
    return asked.low - span, asked.high + span


def parts(inputs: Sequence[Input], limits: Sequence[tuple[float, float]], values: Sequence[Value]) -> list[Any]:
    """Return the parts of all inputs of one row, one after the other. `limits` are the inputs' `bounds`."""
    row: list[Any] = []
    for asked, (low, high), value in zip(inputs, limits, values, strict=True):
        kind = asked.kind
        if kind == "category":
            row.append(value or "")
        elif kind == "text":
            row += ("", NAN) if value is None else (value, float(len(tokens(str(value)))))
        elif value is None:
            row += (NAN, NAN, NAN) if kind == "date" else (NAN,)
        else:
            number = float(value)
            number = low if number < low else min(number, high)
            row += _calendar(number) if kind == "date" else (number,)
    return row


def _calendar(days: float) -> tuple[float, float, float]:
    whole = math.floor(days)
    return days, float(date.fromordinal(_EPOCH + whole).month), float((whole + 3) % 7)


def parts_of_many(inputs: Sequence[Input], columns: Sequence["Column"]) -> list["Column"]:
    """Return the parts of n rows at once, each as a column of (n,)."""
    import numpy as np

    made: list[Column] = []
    for asked, column in zip(inputs, columns, strict=True):
        if asked.kind == "category":
            made.append(_filled(column))
        elif asked.kind == "text":
            filled = _filled(column)
            counted = [NAN if value is None else float(len(tokens(value))) for value in column]
            made += (filled, np.array(counted, dtype=np.float64))
        else:
            numbers = np.clip(column.astype(np.float64), *bounds(asked))
            made += _calendars(numbers) if asked.kind == "date" else (numbers,)
    return made


def _filled(column: "Column") -> "Column":
    import numpy as np

    return np.array([value or "" for value in column], dtype=object)


def _calendars(days: "npt.NDArray[np.float64]") -> tuple["Column", "Column", "Column"]:
    import numpy as np

    missing = np.isnan(days)
    whole = np.floor(np.where(missing, 0.0, days)).astype(np.int64)
    months = whole.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12 + 1
    weekdays = (whole + 3) % 7
    return days, np.where(missing, NAN, months), np.where(missing, NAN, weekdays)


def owners(inputs: Sequence[Input]) -> list[int]:
    """Return for each part the position of the input that it comes from."""
    return [position for position, asked in enumerate(inputs) for _ in PARTS[asked.kind]]
