"""The bytes that the log keeps of many rows at once: the same as `core.inputs.Input.bin`, column by column."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from core.inputs import ABOVE, BELOW, MISSING, UNSEEN, Input

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


def bins_of_many(
    inputs: Sequence[Input], places: Sequence[Mapping[str, int] | None], columns: "Sequence[npt.NDArray[Any]]"
) -> list[bytes]:
    """n rows of one byte for each input. `places`: of a category, the bin of each value that was met in training."""
    import numpy as np

    made = np.empty((len(columns[0]), len(inputs)), dtype=np.uint8)
    for at, (asked, known, column) in enumerate(zip(inputs, places, columns, strict=True)):
        if known is not None:
            made[:, at] = [MISSING if value is None else known.get(value, UNSEEN) for value in column.tolist()]
        elif asked.kind == "text":
            made[:, at] = [asked.bin(value) for value in column.tolist()]
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
