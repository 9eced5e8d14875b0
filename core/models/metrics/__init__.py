"""How good answers are, as figures with ranges. One file for each kind of answer; `intervals` makes the ranges.

Every measure takes a weight for each row, so that a range is found by weighing rows anew, not by copying them.
"""

from collections.abc import Mapping

from core.models.metrics import category, number, segments, yes_no
from core.models.metrics.bootstrap import Scores, with_ranges

__all__ = ["Baseline", "Scores", "category", "number", "segments", "with_ranges", "yes_no"]

Baseline = Mapping[str, float]
