"""Values that stand apart: a second heap, at the distance of a known factor, with few values in between."""

import numpy as np

from core.monitoring.detectors.unit_errors.candidates import (
    FACTORS,
    Floats,
    Mask,
    is_of_fitting_size,
    is_same_shape,
    spread_of,
)
from core.monitoring.detectors.unit_errors.digits import decimals

VALLEY = 0.25
"""Between the heaps lie at most so many values, compared with the second heap."""


def heap(values: Floats, logs: Floats, residuals: Floats) -> tuple[float, Mask] | None:
    """Return the factor, and the rows (n,), of a second heap of residuals whose values are spread as the others once divided."""
    spread = spread_of(residuals)
    for factor in sorted(FACTORS, key=lambda each: -abs(np.log(each))):
        shift = float(np.log(factor))
        if spread > 0.45 * abs(shift):
            continue
        along = residuals / shift
        part = (along > 0.6) & (along < 1.4 + 2 * spread / abs(shift))
        if not is_of_fitting_size(part):
            continue
        width = min(0.25, max(0.08, 1.5 * spread / abs(shift)))
        top = (np.abs(along - 1) < width).sum() / (2 * width)
        centred = abs(np.median(residuals[part]) - shift) <= 0.08 * abs(shift) + 3 * spread / np.sqrt(part.sum())
        if (
            _lowest_between(along, top) <= VALLEY * top
            and centred
            and _fits(logs, part, shift)
            and _finer(values, part, factor)
        ):
            return factor, part
    return None


def _lowest_between(along: Floats, top: float) -> float:
    """The fewest values, per unit of distance, in any window between the heaps wide enough for ten at the height of the second."""
    width = float(np.clip(10 / max(top, 1e-9), 0.12, 0.25))
    starts = np.arange(0.35, 0.8 - width + 1e-9, 0.05)
    return min(float(((along > start) & (along < start + width)).sum()) / width for start in starts)


def _fits(logs: Floats, part: Mask, shift: float) -> bool:
    moved = float(np.median(logs[part]) - np.median(logs[~part]))
    several = len(np.unique(np.round(logs[part], 6))) >= 6
    return several and 0.6 < moved / shift < 1.4 and is_same_shape(logs[part], logs[~part], shift, 0.2)


def _finer(values: Floats, part: Mask, factor: float) -> bool:
    """Numbers divided by ten get a decimal more. Where they have as many as the rest, they are small by themselves."""
    if factor >= 1:
        return True
    rest, own = decimals(values[~part], 0.98), decimals(values[part], 0.98)
    return rest is None or own is None or own > rest
