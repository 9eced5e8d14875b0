"""The measures by which two versions are compared: how each is worked out on weighed rows, and how it is said."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.models.comparison.phrasing_context import PhrasingContext
from core.models.comparison.results import MeasuredGain
from core.models.comparison.rows import ComparedRows, VersionScores
from core.models.metrics.classification import log_losses
from core.models.metrics.ranking import auc_by_weights
from core.models.metrics.regression import absolute_errors
from core.models.metrics.weighting import weighted_mean
from core.models.reference import Floats
from core.models.registry import Worth

Weighed = Callable[[Floats], float]
"""Weight of each row -> the figure; NaN where it has no meaning."""


@dataclass(frozen=True)
class ComparisonMeasure:
    """One figure of two versions on the same rows."""

    name: str
    """As in core.models.metrics."""
    prepare: Callable[[ComparedRows, VersionScores], Weighed]
    """Works out once what can be, before rows are weighed anew again and again."""
    room: Callable[[ComparedRows, float], float]
    """(rows, figure of the older version) -> what there is to win: what it has over guessing; of errors, the error itself."""
    least_room: float = 1e-9
    """A version that hardly beats guessing leaves little to lose; without a floor each trifle would look large."""
    less_is_better: bool = False
    in_amounts: bool = False
    """Whether its figures are amounts in the unit of the answer, not shares."""
    describe_both: Callable[[PhrasingContext, MeasuredGain], str] | None = None
    """What both versions have, in a sentence; for a measure that decides."""
    counts: str = ""
    """What it counts, as in "it has 70 of 100 answers right"."""

    def gain(self, old: float, new: float) -> float:
        """Return by how much the new figure is better."""
        return old - new if self.less_is_better else new - old

    def write(self, context: PhrasingContext, value: float) -> str:
        """Write one figure as the owner reads it."""
        if not self.in_amounts:
            return context.words.of_100(value)
        return context.words.short_amount(value, context.unit)

    def write_gain(self, context: PhrasingContext, gain: float) -> str:
        """Write a difference as "2 of 100 better"."""
        if not self.in_amounts and abs(gain) < 0.005:
            return "none"
        return f"{self.write(context, abs(gain))} {'better' if gain > 0 else 'worse'}"


def _mean(each: Floats) -> Weighed:
    return lambda weights: weighted_mean(each, weights)


def _log_loss_left(rows: ComparedRows, old: float) -> float:
    share = np.full(len(rows), rows.actual.mean())
    return float(log_losses(rows.actual, share).mean()) - old


def _of_pairs(context: PhrasingContext, figure: MeasuredGain) -> str:
    nouns, (new, old) = context.nouns, _both(context, AUC, figure)
    pair = f"Shown one that {nouns['did']} and one that {nouns['did_not']}"
    if new == old:
        return f"{pair}, both versions picked right in {new}."
    return f"{pair}, version {context.new} picked right in {new}, version {context.old} in {old}."


def _of_right(context: PhrasingContext, figure: MeasuredGain) -> str:
    new, old = _both(context, ACCURACY, figure)
    if new == old:
        return f"Both versions were right in {new} cases."
    return f"Version {context.new} was right in {new} cases, and version {context.old} in {old}."


def _of_errors(context: PhrasingContext, figure: MeasuredGain) -> str:
    new, old = _both(context, MEAN_ABSOLUTE_ERROR, figure)
    if new == old:
        return f"On average, both versions were off by {new}."
    return f"On average, version {context.new} was off by {new}, and version {context.old} by {old}."


def _both(context: PhrasingContext, measure: ComparisonMeasure, figure: MeasuredGain) -> tuple[str, str]:
    return measure.write(context, figure.new), measure.write(context, figure.old)


AUC = ComparisonMeasure(
    "auc",
    lambda rows, scores: auc_by_weights(rows.actual, scores.score),
    lambda _rows, old: old - 0.5,
    0.1,
    describe_both=_of_pairs,
    counts="such pairs right",
)
LOG_LOSS = ComparisonMeasure(
    "log_loss",
    lambda rows, scores: _mean(log_losses(rows.actual, scores.score)),
    _log_loss_left,
    0.05,
    less_is_better=True,
)
ACCURACY = ComparisonMeasure(
    "accuracy",
    lambda _rows, scores: _mean(scores.score),
    lambda rows, old: old - rows.guess,
    0.1,
    describe_both=_of_right,
    counts="answers right",
)
MEAN_ABSOLUTE_ERROR = ComparisonMeasure(
    "mae",
    lambda rows, scores: _mean(absolute_errors(rows.actual, scores.score)),
    lambda _rows, old: abs(old),
    less_is_better=True,
    in_amounts=True,
    describe_both=_of_errors,
    counts="as its usual error",
)


def money(worth: Worth) -> ComparisonMeasure:
    """Return what the warnings bring for 100 rows, with the owner's amounts."""

    def brought(rows: ComparedRows, scores: VersionScores) -> Weighed:
        return _mean(100 * scores.answer * worth.gain(rows.actual))

    return ComparisonMeasure("money", brought, lambda _rows, old: abs(old), in_amounts=True)
