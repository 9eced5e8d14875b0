"""How good answers are now, beside how good they were on rows held back when the model was made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from core.common.finding import Level
from core.models.metrics.intervals import Limits, Range, z_score
from core.models.reference import Reference
from core.monitoring.quality.metric import LabelledAnswers, Quality, QualityMetric
from core.monitoring.window import Answers

WORSE, CLEARLY_WORSE = 0.1, 0.2
"""Lost, as a part of all that there was to lose."""
DOUBT, SURE = 2.4, 3.0
"""Standard errors of the difference: chance alone gets there about 1 time in 120, and 1 in 700."""
UNEXPLAINED = Limits(watch=(WORSE, DOUBT), act=(CLEARLY_WORSE, SURE))
EXPLAINED = Limits(watch=(WORSE, DOUBT), act=(CLEARLY_WORSE, DOUBT))
"""Where something broke that the model leans on, a loss is what had to come: it takes less to be sure of it."""
FEWEST_OF_EASIER, FEWEST_A_MONTH = 20, 15
MONTHS = 12


@dataclass(frozen=True)
class QualityChange:
    """One measure, now and when the model was tested."""

    metric: QualityMetric
    now: Range
    then: Range
    room: float
    """What there is to lose: the way from what was promised down to guessing."""

    @property
    def lost(self) -> float:
        """Return which part of the room is lost; below zero when answers became better."""
        return self._worse(self.now.value - self.then.value) / self.room if self.room > 0 else 0.0

    def level(self, limits: Limits = UNEXPLAINED) -> Level:
        """Return how urgent the loss is, by its size and by how sure it is."""
        return limits.level(self.lost, self._worse(z_score(self.now, self.then)))

    def _worse(self, more: float) -> float:
        return more if self.metric.error else -more


def promised(reference: Reference) -> LabelledAnswers:
    """Return the answers to the rows that were held back when the model was made, as far as their outcome is known."""
    there = ~np.isnan(reference.held_actual)
    return LabelledAnswers(reference.held_score[there], reference.held_answer[there], reference.held_actual[there])


def compare(
    quality: Quality, baseline: Mapping[str, float], then: LabelledAnswers, now: LabelledAnswers
) -> list[QualityChange]:
    """Return the changes of the measures that are judged, the one that is easiest to understand first.

    `baseline` is what guessing gets, by the name of the measure.
    """
    found = [_change(quality.metric, baseline, then, now)]
    if quality.easier:
        easier = _change(quality.easier, baseline, then, now)
        if min(easier.now.rows, easier.then.rows) >= FEWEST_OF_EASIER:
            found.insert(0, easier)
    return found


def _change(
    metric: QualityMetric, baseline: Mapping[str, float], then: LabelledAnswers, now: LabelledAnswers
) -> QualityChange:
    tested = metric.measure(then)
    return QualityChange(metric, metric.measure(now), tested, metric.room(tested.value, baseline.get(metric.name, 0.5)))


def easiest(judged: QualityChange, found: list[QualityChange]) -> QualityChange:
    """Return the change that says a loss in the easiest way: the first that is worse as well, be it less surely."""
    return next((change for change in found if change.lost >= WORSE), judged)


def by_month(answers: Answers, metric: QualityMetric) -> dict[date, Range]:
    """Return the figure of answers with known outcome by the first day of each month, of the newest months with enough rows."""
    months = answers.at.astype("datetime64[s]").astype("datetime64[M]")
    found = {}
    for month in np.unique(months)[-MONTHS:]:
        then = answers.where(months == month)
        if len(then) < FEWEST_A_MONTH:
            continue
        figure = metric.measure(LabelledAnswers.of(then))
        if figure.rows >= FEWEST_A_MONTH and not np.isnan(figure.value):
            found[month.astype("datetime64[D]").astype(object)] = figure
    return found
