"""Ranges by the bootstrap (Efron 1979): the same measure on rows drawn again and again from those that there are."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from core.models.reference import Floats, Whole

Scores = dict[str, dict[str, float]]
"""{name: {"value", "low", "high", "rows"}}"""
Measured = Callable[[Floats], dict[str, float]]
"""Weights (n,) -> figures by name; NaN where a figure has no meaning."""
DRAWS = 200


def redrawn(units: Whole, draws: int, seed: int = 0) -> Iterator[Floats]:
    """Yield the weights (n,) of each draw: how often each row was drawn.

    Rows with the same number in `units` (n,) are of one person, or belong together otherwise: they are drawn as a whole.
    """
    rng = np.random.default_rng(seed)
    kept, place = np.unique(units, return_inverse=True)
    for _ in range(draws):
        yield np.bincount(rng.integers(0, len(kept), len(kept)), minlength=len(kept))[place].astype(np.float64)


def middle_95(draws: Sequence[float] | Floats, value: float) -> tuple[float, float]:
    """Return the ends between which 95 of 100 draws lie, stretched to hold `value`; NaN draws do not count."""
    known = np.asarray(draws, dtype=np.float64)
    known = known[~np.isnan(known)]
    if not len(known):
        return value, value
    low, high = np.quantile(known, [0.025, 0.975])
    return float(min(low, value)), float(max(high, value))


def with_ranges(measured: Measured, rows: int, units: Whole | None = None, seed: int = 0) -> Scores:
    """Return all figures that have a meaning, with the middle 95% of what redrawn rows give. `units` as in `redrawn`."""
    figures = measured(np.ones(rows))
    drawn: dict[str, list[float]] = {name: [] for name in figures}
    for weights in redrawn(np.arange(rows) if units is None else units, DRAWS, seed):
        for name, value in measured(weights).items():
            drawn[name].append(value)
    ranges = {name: (value, *middle_95(drawn[name], value)) for name, value in figures.items() if not np.isnan(value)}
    return {
        name: {"value": value, "low": low, "high": high, "rows": float(rows)}
        for name, (value, low, high) in ranges.items()
    }
