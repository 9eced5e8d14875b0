"""The bytes that the log keeps, as `core.inference.inputs.Input.bin` has them: with all they need at hand, and by the column."""

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from core.inference.inputs import ABOVE, BELOW, MISSING, UNSEEN, Input, Value

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


def binner(asked: Input) -> Callable[[Value], int]:
    """Return a function that does what `asked.bin` does, faster: with everything it needs at hand."""
    if asked.kind == "category":
        places: dict[Value, int] = {category: place for place, category in enumerate(asked.categories)}
        places[None] = MISSING
        return lambda value: places.get(value, UNSEEN)
    if asked.kind not in ("number", "date"):
        return asked.bin
    low, high = (-math.inf if asked.low is None else asked.low), (math.inf if asked.high is None else asked.high)
    edges = asked.edges

    def bin_of(value: Any) -> int:
        if value is None:
            return MISSING
        return BELOW if value < low else ABOVE if value > high else bisect_right(edges, value)

    return bin_of


def bins_of_many(
    inputs: Sequence[Input], binners: Sequence[Callable[[Value], int]], columns: "Sequence[npt.NDArray[Any]]"
) -> list[bytes]:
    """Return for each of n rows its bytes, one for each input. `binners` has one function for each input."""
    import numpy as np

    made = np.empty((len(columns[0]), len(inputs)), dtype=np.uint8)
    for at, (asked, bin_of, column) in enumerate(zip(inputs, binners, columns, strict=True)):
        if asked.kind in ("category", "text"):
            made[:, at] = list(map(bin_of, column.tolist()))
        else:
            made[:, at] = _of_numbers(asked, column)
    held, width = made.tobytes(), len(inputs)
    return [held[start : start + width] for start in range(0, len(held), width)]


def _of_numbers(asked: Input, values: "npt.NDArray[np.float64]") -> "npt.NDArray[np.uint8]":
    import numpy as np

    missing = np.isnan(values)
    if asked.kind == "yes_no":
        bins = np.where(missing, 0, values).astype(np.uint8)
    else:
        bins = np.searchsorted(np.array(asked.edges), values, side="right").astype(np.uint8)
    if asked.low is not None:
        bins[values < asked.low] = BELOW
    if asked.high is not None:
        bins[values > asked.high] = ABOVE
    bins[missing] = MISSING
    return bins
