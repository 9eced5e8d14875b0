"""A part of a column whose numbers seem to be in another unit, and the tests that any such part has to pass."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
How = Literal["group", "digits", "whole", "apart", "run", "recurring", "zeros"]

UNITS = (2.54, 0.4536, 0.3048, 1.609344)
"""Inches to centimetres, pounds to kilograms, feet to metres, miles to kilometres."""
TENS = (10.0, 100.0, 1000.0)
FACTORS = tuple(sorted({*TENS, *(1 / factor for factor in TENS), *UNITS, *(1 / factor for factor in UNITS)}))
LEAST, MOST, FEWEST = 0.02, 0.4, 12
"""Share of the rows between which a part can be told from slips, and from the rest; and how many rows it has at least."""


@dataclass(frozen=True)
class Rescaled:
    """Some rows of a column, `factor` times as large as they would be in the unit of the others."""

    column: str
    factor: float
    share: float
    """Of the rows that hold something above zero."""
    how: How
    """What gave it away: a group that lies apart, digits that fit only after dividing, values that are whole only then, values that
    stand apart, a run of rows, values that come again in other rows after dividing, zeros at the end."""
    first: int
    last: int
    """Numbers of the first and the last of the rows."""
    rows: list[int] | dict[str, Any] | None
    """Which they are, as a repair takes them; None where that cannot be told of each row."""
    group: tuple[str, str] | None = None
    """The column and its value, where they are the rows of one group."""


def is_same_shape(part: Floats, rest: Floats, shift: float, most: float) -> bool:
    """Tell whether the part, moved back by `shift`, is spread like the rest: Kolmogorov-Smirnov distance at most `most`, and
    chance.
    """
    return bool(distance(part - shift, rest) <= most + 1.2 / np.sqrt(len(part)))


def distance(one: Floats, other: Floats) -> float:
    """Return the largest difference of two empirical distributions, 0 to 1."""
    one, other = np.sort(one), np.sort(other)
    at = np.concatenate([one, other])
    shares = [np.searchsorted(each, at, side="right") / len(each) for each in (one, other)]
    return float(np.max(np.abs(shares[0] - shares[1])))


def is_of_fitting_size(part: Mask) -> bool:
    return bool(part.sum() >= FEWEST and LEAST <= part.mean() <= MOST)


def spread_of(values: Floats) -> float:
    """Return the robust standard deviation, from the median absolute deviation."""
    return float(1.4826 * np.median(np.abs(values - np.median(values)))) if len(values) else 0.0
