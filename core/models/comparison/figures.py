"""By how much the newer of two versions is better on the same rows, with a range by the paired bootstrap.

Rows are drawn anew again and again (Efron 1979), each time the same ones for both versions, so that what is hard for both cancels out.
"""

from collections.abc import Callable
from statistics import NormalDist

import numpy as np

from core.models.comparison.rows import Cases, Told
from core.models.comparison.shapes import Figure
from core.models.metrics.bootstrap import middle_95, redrawn
from core.models.metrics.classification import log_losses
from core.models.metrics.ranking import auc_by_weights
from core.models.metrics.regression import absolute_errors
from core.models.metrics.weighting import weighted_mean
from core.models.reference import Floats
from core.models.registry import Worth

DRAWS = 400
_LEAST_ROOM = {"auc": 0.1, "accuracy": 0.1, "log_loss": 0.05}
"""A version that hardly beats guessing leaves little to lose; without a floor each trifle would look large."""
_LESS_IS_BETTER = {"log_loss", "mae"}
Weighed = Callable[[Floats], float]
"""Weight of each row -> the figure; NaN where it has no meaning."""
Measure = Callable[[Cases, Told], Weighed]
"""Rows and what a version says of them; what can be worked out once is."""


def figures(cases: Cases, worth: Worth | None = None, seed: int = 0, looks: int = 1) -> tuple[Figure, ...]:
    """Of n rows, n at least 1: the measure that decides, then others. With a known `worth`, money last (yes/no alone).

    `looks`: at how many sets of rows somebody looks for one that stands out; the ranges hold for all of them together.
    """
    measures: dict[str, Measure] = dict(_MEASURES[cases.predicts])
    if worth is not None and worth.known and cases.predicts == "yes_no":
        measures["money"] = _money(worth)
    both = {name: (measure(cases, cases.old), measure(cases, cases.new)) for name, measure in measures.items()}
    drawn: dict[str, list[float]] = {name: [] for name in measures}
    for weights in redrawn(cases.units, DRAWS, seed):
        for name, (old, new) in both.items():
            drawn[name].append(_gain(name, old(weights), new(weights)))
    whole = np.ones(len(cases))
    return tuple(
        _figure(name, cases, (old(whole), new(whole)), drawn[name], looks) for name, (old, new) in both.items()
    )


def _figure(name: str, cases: Cases, both: tuple[float, float], drawn: list[float], looks: int) -> Figure:
    old, new = both
    gain = _gain(name, old, new)
    low, high = middle_95(drawn, gain)
    if looks > 1:
        known = [each for each in drawn if not np.isnan(each)] or [gain]
        low, high = _for_all(gain, low, high, float(np.std(known)), looks)
    return Figure(name, old, new, gain, low, high, _room(name, cases, old))


def _for_all(gain: float, low: float, high: float, deviation: float, looks: int) -> tuple[float, float]:
    """The range for `looks` sets of rows at once (Bonferroni; Dunn 1961): a few hundred draws have no tail to read it from, so it is
    the wider of the usual range stretched as a normal distribution's would be, and that distribution's own."""
    usual, wanted = (NormalDist().inv_cdf(1 - 0.025 / many) for many in (1, looks))
    stretch = wanted / usual
    return (
        gain + min(stretch * (low - gain), -wanted * deviation),
        gain + max(stretch * (high - gain), wanted * deviation),
    )


def _gain(name: str, old: float, new: float) -> float:
    return old - new if name in _LESS_IS_BETTER else new - old


def _room(name: str, cases: Cases, old: float) -> float:
    """What the older version has over guessing; of errors, the error itself."""
    if name == "auc":
        found = old - 0.5
    elif name == "accuracy":
        found = old - cases.guess
    elif name == "log_loss":
        found = float(log_losses(cases.actual, np.full(len(cases), cases.actual.mean())).mean()) - old
    else:
        found = abs(old)
    return max(float(found), _LEAST_ROOM.get(name, 1e-9))


def _auc(cases: Cases, told: Told) -> Weighed:
    return auc_by_weights(cases.actual, told.score)


def _mean(each: Floats) -> Weighed:
    return lambda weights: weighted_mean(each, weights)


def _log_loss(cases: Cases, told: Told) -> Weighed:
    return _mean(log_losses(cases.actual, told.score))


def _accuracy(_cases: Cases, told: Told) -> Weighed:
    return _mean(told.score)


def _mae(cases: Cases, told: Told) -> Weighed:
    return _mean(absolute_errors(cases.actual, told.score))


def _money(worth: Worth) -> Measure:
    """What the warnings bring for 100 rows."""
    hit, miss = worth.hit or 0.0, worth.miss or 0.0
    return lambda cases, told: _mean(100 * told.answer * (hit * cases.actual - miss * (1 - cases.actual)))


_MEASURES: dict[str, dict[str, Measure]] = {
    "yes_no": {"auc": _auc, "log_loss": _log_loss},
    "number": {"mae": _mae},
    "category": {"accuracy": _accuracy},
}
"""By what a model predicts, the one that decides first. Groups (segments) have no right answer, so nothing decides."""
JUDGED = frozenset(_MEASURES)
