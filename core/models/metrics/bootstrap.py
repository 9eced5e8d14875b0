"""Ranges by the bootstrap (Efron 1979): the same measure on rows drawn again and again from those that there are."""

from collections.abc import Callable

import numpy as np

from core.models.reference import Floats, Whole

Scores = dict[str, dict[str, float]]
"""{name: {"value", "low", "high", "rows"}}"""
Measured = Callable[[Floats], dict[str, float]]
"""Weights (n,) -> figures by name; NaN where a figure has no meaning."""
DRAWS = 200


def with_ranges(measured: Measured, rows: int, units: Whole | None = None, seed: int = 0) -> Scores:
    """All figures with the middle 95% of what redrawn rows give.

    `units` (n,) numbers the people (or whatever belongs together) from 0: they are drawn as a whole, not row by row.
    """
    rng = np.random.default_rng(seed)
    figures = measured(np.ones(rows))
    units = np.arange(rows) if units is None else units
    count = int(units.max()) + 1 if rows else 0
    drawn: dict[str, list[float]] = {name: [] for name in figures}
    for _ in range(DRAWS):
        weights = np.bincount(rng.integers(0, count, count), minlength=count)[units].astype(np.float64)
        for name, value in measured(weights).items():
            drawn[name].append(value)
    return {
        name: {"value": value, **_middle(drawn[name], value), "rows": float(rows)}
        for name, value in figures.items()
        if not np.isnan(value)
    }


def _middle(draws: list[float], value: float) -> dict[str, float]:
    known = np.array([draw for draw in draws if not np.isnan(draw)])
    if not len(known):
        return {"low": value, "high": value}
    low, high = np.quantile(known, [0.025, 0.975])
    return {"low": float(min(low, value)), "high": float(max(high, value))}
