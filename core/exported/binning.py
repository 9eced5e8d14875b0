"""The bytes that the log keeps of many rows at once: the same as `core.inputs.Input.bin`, column by column."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from core.inputs import ABOVE, BELOW, MISSING, Input, Value

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


def bins_of_many(
    inputs: Sequence[Input], binners: Sequence[Callable[[Value], int]], columns: "Sequence[npt.NDArray[Any]]"
) -> list[bytes]:
    """n rows of one byte for each input. `binners`: the inputs' own."""
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
