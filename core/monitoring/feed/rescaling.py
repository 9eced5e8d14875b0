"""Whether numbers were multiplied by one factor: the mark of another unit (pounds for kilograms, cents for whole money)."""

import numpy as np

from core.inference.inputs import ABOVE, BELOW, Input
from core.models.reference import Counts, Floats

_LEAST, _MOST = 1.5, 1500.0
"""No shop's numbers grow by half from one day to the next, all alike; no unit is much more than a thousand of another."""
_STEPS = np.geomspace(_LEAST, _MOST, 160)
FACTORS = np.concatenate([1 / _STEPS, _STEPS])
CLEARLY_OTHER = 2.5
"""Kolmogorov's distance times the square root of the rows: chance alone gets there about 1 time in 100,000."""
LEFT = 0.2
"""The part of the distance that may be left when the old values are multiplied."""
BY_CHANCE, BY_BINS = 0.9, 0.04
"""What may be left of it besides: by chance (times the square root of the rows), and because bins are not values."""
A_TIE = 0.02
"""When numbers end up far outside, a factor and a move explain them equally; then it is a factor."""


def factor(asked: Input, then: Counts, now: Counts) -> float | None:
    """Return the factor between two counts (256,) of a number's codes; None when one factor does not explain what changed.

    The old values are multiplied by each factor, and moved by each amount, and laid over the new ones. A factor has to leave
    little of the distance, and less than any move does. What lies within a bin is taken as spread evenly, or as one value.
    """
    places = np.array([asked.low, *asked.edges, asked.high], dtype=np.float64)
    old, new = _below(asked, then), _below(asked, now)
    apart = float(np.abs(new - old).max())
    if apart < CLEARLY_OTHER * np.sqrt(1 / _rows(asked, now) + 1 / _rows(asked, then)):
        return None
    width = places[-1] - places[0]
    left = [_left(places, old, new, places / each) for each in FACTORS]
    moved = [_left(places, old, new, places - step) for step in np.linspace(-width, width, 201)]
    best = int(np.argmin(left))
    most = min(LEFT * apart, BY_CHANCE / np.sqrt(_rows(asked, now)) + BY_BINS, min(moved) + A_TIE)
    return float(FACTORS[best]) if left[best] <= most else None


def _left(places: Floats, old: Floats, new: Floats, before: Floats) -> float:
    """The distance that is left when each of `places` stood at `before` in the old values."""
    evenly = np.interp(before, places, old, left=0.0, right=1.0)
    single = np.append(old, 1.0)[np.searchsorted(places, before, "left")]
    return float(min(np.abs(evenly - new).max(), np.abs(single - new).max()))


def _below(asked: Input, counts: Counts) -> Floats:
    """(edges + 2,): the share of values below the lowest, each inner edge, and up to the highest value met in training."""
    bins = counts[: len(asked.edges) + 1]
    reached: Floats = (counts[BELOW] + np.concatenate([[0], np.cumsum(bins)])) / _rows(asked, counts)
    return reached


def _rows(asked: Input, counts: Counts) -> int:
    """How many hold a number; at least one."""
    return max(1, int(counts[: len(asked.edges) + 1].sum() + counts[BELOW] + counts[ABOVE]))
