"""How good answers are, as figures with ranges. Each measure is said here once, for card, comparison, indicator and report alike.

`ranking`, `classification`, `calibration`, `regression` and `segments` hold the measures; `yes_no`, `category` and `number` put those
of one kind of answer together. `intervals` makes ranges by formula, `bootstrap` by drawing rows. A measure takes a weight for each
row, so that a range is found by weighing rows anew, not by copying them.
"""

from core.models.metrics import category, number, segments, yes_no
from core.models.metrics.bootstrap import Scores, with_ranges

__all__ = ["Scores", "category", "number", "segments", "with_ranges", "yes_no"]
