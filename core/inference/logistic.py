"""1 / (1 + exp(-value)) without overflow: a joined output as a probability."""

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


def logistic(value: float) -> float:
    """Return the probability that a log-odds value stands for."""
    if value >= 0:
        return 1.0 / (1.0 + math.exp(-value))
    grown = math.exp(value)
    return grown / (1.0 + grown)


def logistics(values: "npt.NDArray[np.float64]") -> "npt.NDArray[np.float64]":
    """Return the (n,) probabilities of (n,) log-odds values."""
    import numpy as np

    grown = np.exp(-np.abs(values))
    probabilities: npt.NDArray[np.float64] = np.where(values >= 0, 1.0 / (1.0 + grown), grown / (1.0 + grown))
    return probabilities
