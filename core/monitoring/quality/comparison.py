"""How good answers are now, beside how good they were on rows held back when the model was made."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from core.common.finding import Level
from core.models.metrics.intervals import Limits, Range, surprise
from core.models.reference import Reference
from core.monitoring.quality.measures import HITS, MEASURES, Known, Measure, known
from core.monitoring.window import Answers, Subject

WORSE, CLEARLY_WORSE = 0.1, 0.2
"""Lost, as a part of all that there was to lose."""
DOUBT, SURE = 2.4, 3.0
"""Standard errors of the difference: chance alone gets there about 1 time in 120, and 1 in 700."""
UNEXPLAINED = Limits(watch=(WORSE, DOUBT), act=(CLEARLY_WORSE, SURE))
EXPLAINED = Limits(watch=(WORSE, DOUBT), act=(CLEARLY_WORSE, DOUBT))
"""Where something broke that the model leans on, a loss is what had to come: it takes less to be sure of it."""
FEWEST_WARNINGS, FEWEST_A_MONTH = 20, 15
MONTHS = 12


@dataclass(frozen=True)
class Comparison:
    """One measure, now and when the model was tested."""

    measure: Measure
    now: Range
    then: Range
    room: float
    """What there is to lose: the way from what was promised down to guessing."""

    @property
    def lost(self) -> float:
        """The part of it that is lost; below zero when it became better."""
        return self._worse(self.now.value - self.then.value) / self.room if self.room > 0 else 0.0

    def level(self, limits: Limits = UNEXPLAINED) -> Level:
        return limits.level(self.lost, self._worse(surprise(self.now, self.then)))

    def _worse(self, more: float) -> float:
        return more if self.measure.error else -more


def promised(reference: Reference) -> Known:
    """The rows that were held back."""
    there = ~np.isnan(reference.held_actual)
    return Known(reference.held_score[there], reference.held_answer[there], reference.held_actual[there])


def compare(subject: Subject, then: Known, now: Known) -> list[Comparison]:
    """The measures that are judged, the one that is easiest to understand first. Groups (segments) have none."""
    of = MEASURES[subject.predicts]
    tested, guess = of.of(then), subject.baseline.get(of.name, 0.5)
    found = [Comparison(of, of.of(now), tested, tested.value if of.error else tested.value - guess)]
    if subject.predicts == "yes_no":
        hits = Comparison(HITS, HITS.of(now), HITS.of(then), HITS.of(then).value)
        if min(hits.now.rows, hits.then.rows) >= FEWEST_WARNINGS:
            found.insert(0, hits)
    return found


def easiest(judged: Comparison, found: list[Comparison]) -> Comparison:
    """What tells a loss in the easiest way: the first measure that is worse as well, be it less surely."""
    return next((comparison for comparison in found if comparison.lost >= WORSE), judged)


def by_month(answers: Answers, of: Measure) -> dict[date, Range]:
    """The measure of answers with known outcome, by the first day of each month; of the newest months that have enough rows."""
    months = answers.at.astype("datetime64[s]").astype("datetime64[M]")
    found = {}
    for month in np.unique(months)[-MONTHS:]:
        then = answers.where(months == month)
        if len(then) < FEWEST_A_MONTH:
            continue
        figure = of.of(known(then))
        if figure.rows >= FEWEST_A_MONTH and not np.isnan(figure.value):
            found[month.astype("datetime64[D]").astype(object)] = figure
    return found
