"""By how much the newer of two versions is better on the same rows, with a range by the paired bootstrap.

Rows are drawn anew again and again (Efron 1979), each time the same ones for both versions, so that what is hard for both cancels out.
"""

from statistics import NormalDist

import numpy as np

from core.models.comparison.comparison_metrics import ComparisonMeasure
from core.models.comparison.results import MeasuredGain
from core.models.comparison.rows import ComparedRows
from core.models.comparison.rules import ComparisonRules
from core.models.metrics.bootstrap import middle_95, redrawn
from core.models.registry import Worth

DRAWS = 400


def gains(
    rules: ComparisonRules, rows: ComparedRows, worth: Worth | None = None, seed: int = 0, looks: int = 1
) -> tuple[MeasuredGain, ...]:
    """Compare on n rows, n at least 1: by the measure that decides, then by others; with a known `worth` by money last.

    `looks`: at how many sets of rows somebody looks for one that stands out; the ranges hold for all of them together.
    """
    measures = list(rules.measures)
    if worth is not None and worth.known and rules.money is not None:
        measures.append(rules.money(worth))
    both = [(each, each.prepare(rows, rows.old), each.prepare(rows, rows.new)) for each in measures]
    drawn: list[list[float]] = [[] for _ in measures]
    for weights in redrawn(rows.units, DRAWS, seed):
        for (measure, old, new), found in zip(both, drawn, strict=True):
            found.append(measure.gain(old(weights), new(weights)))
    whole = np.ones(len(rows))
    return tuple(
        _gain(measure, rows, (old(whole), new(whole)), found, looks)
        for (measure, old, new), found in zip(both, drawn, strict=True)
    )


def _gain(
    measure: ComparisonMeasure, rows: ComparedRows, both: tuple[float, float], drawn: list[float], looks: int
) -> MeasuredGain:
    old, new = both
    gain = measure.gain(old, new)
    low, high = middle_95(drawn, gain)
    if looks > 1:
        known = [each for each in drawn if not np.isnan(each)] or [gain]
        low, high = _for_all(gain, low, high, float(np.std(known)), looks)
    room = max(float(measure.room(rows, old)), measure.least_room)
    return MeasuredGain(measure.name, old, new, gain, low, high, room)


def _for_all(gain: float, low: float, high: float, deviation: float, looks: int) -> tuple[float, float]:
    """The range for `looks` sets of rows at once (Bonferroni; Dunn 1961): a few hundred draws have no tail to read it from, so it is
    the wider of the usual range stretched as a normal distribution's would be, and that distribution's own."""
    usual, wanted = (NormalDist().inv_cdf(1 - 0.025 / many) for many in (1, looks))
    stretch = wanted / usual
    return (
        gain + min(stretch * (low - gain), -wanted * deviation),
        gain + max(stretch * (high - gain), wanted * deviation),
    )
