"""A run of rows, one after the other, whose numbers are larger or smaller by a known factor: part of the file came from elsewhere."""

import numpy as np

from core.monitoring.detectors.unit_errors.candidates import (
    FACTORS,
    LEAST,
    MOST,
    Floats,
    Mask,
    is_same_shape,
    spread_of,
)

CLEAR = 2.3
"""The logarithm of ten."""


def run(logs: Floats, residuals: Floats) -> tuple[float, Mask] | None:
    """Return the factor, and the rows (n,), of a run that begins and ends abruptly and is spread as the rest once divided."""
    fits = []
    for factor in FACTORS:
        shift = float(np.log(factor))
        part = stretch(residuals, shift)
        if part is not None and _fits(logs, residuals, part, shift):
            fits.append((abs(_moved(residuals, part) - shift), factor, part))
    return min(fits, key=lambda each: each[0])[1:] if fits else None


def _moved(values: Floats, part: Mask) -> float:
    return float(np.median(values[part]) - np.median(values[~part]))


def stretch(residuals: Floats, shift: float) -> Mask | None:
    """Return the rows that gain most by being moved back: the stretch of the largest sum (Kadane)."""
    spread = max(spread_of(residuals), 0.1)
    most = 2 * spread / abs(shift) + 1
    gain = np.clip(residuals / shift, -most, most + 1) - 0.5
    total = np.concatenate([[0.0], np.cumsum(gain)])
    lowest = np.minimum.accumulate(total)
    end = int(np.argmax(total - lowest))
    start = int(np.argmin(total[: end + 1]))
    rows = len(residuals)
    if end - start < 12 or not LEAST <= (end - start) / rows <= MOST:
        return None
    part = np.zeros(rows, dtype=bool)
    part[start:end] = True
    return part


def _fits(logs: Floats, residuals: Floats, part: Mask, shift: float) -> bool:
    """Whether the run has moved by the factor: exactly so by itself or given the other columns, and about so in both.

    Where a table has an order, a run differs a little by itself; where other columns follow the order, they explain some of it.
    So for factors of ten or more one of the two is enough; smaller differences are met by chance.
    """
    about = all(0.6 < _moved(values, part) / shift < 1.4 for values in (logs, residuals))
    exactly = [_has_moved(values, part, shift) for values in (logs, residuals)]
    return about and (all(exactly) or (any(exactly) and abs(shift) >= CLEAR))


def _has_moved(values: Floats, part: Mask, shift: float) -> bool:
    error = 3 * 1.25 * spread_of(values[~part]) / np.sqrt(part.sum())
    near = abs(_moved(values, part) - shift) <= 0.05 * abs(shift) + error and error <= 0.4 * abs(shift)
    return bool(near) and is_same_shape(values[part], values[~part], shift, 0.08)
