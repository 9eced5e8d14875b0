"""How far a share that was counted may lie from the true one."""

import math

Z_95 = 1.959964
"""Standard errors to either side of a figure that hold the true one 95 times of 100."""


def wilson_interval(hits: int, rows: int) -> tuple[float, float]:
    """Return the ends of the 95% score interval of the share `hits` / `rows`, from 0 to 1 where there are no rows.

    Wilson, JASA 22 (1927). It holds for few rows and rare hits too.
    """
    if rows == 0:
        return 0.0, 1.0
    value, z2 = hits / rows, Z_95**2
    middle = (value + z2 / (2 * rows)) / (1 + z2 / rows)
    half = Z_95 * math.sqrt(value * (1 - value) / rows + z2 / (4 * rows**2)) / (1 + z2 / rows)
    return max(0.0, middle - half), min(1.0, middle + half)
