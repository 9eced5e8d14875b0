"""Looks for faults in what was sent. A fault needs both a size that matters and more rows than chance explains."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from core.common.finding import What
from core.inference.inputs import ABSENT, MISSING
from core.models.metrics.intervals import proportion_range, z_score
from core.models.reference import Counts
from core.monitoring.change_point import first_day
from core.monitoring.feed.rescaling import factor
from core.monitoring.feed.symptoms import BEYOND, SYMPTOMS, Symptom
from core.monitoring.feed.usual import Codes, Usual, counted, only, usual_of
from core.monitoring.window import Answers, Recent, Window
from core.monitoring.window.contents import EPOCH

SURE = 4.0
"""Standard errors beyond the usual: with 50 columns looked at every day, chance alone gets there less than once a year."""
MOVED = 0.15
"""Share of rows with other numbers than usual, from which on it is tried whether one factor explains them."""
FEWEST, DAYS = 12, 3
"""Rows and days since it began, from which on a fault of all rows is told from a strange day."""
NEVER = 1e-9
ALL_ALIKE = {"number": FEWEST, "text": FEWEST}
"""Rows that have to be alike before a column counts as stuck; 30 of other kinds, which may well be of one kind for a while."""


@dataclass(frozen=True)
class Fault:
    """One column, and what is wrong with it."""

    what: What
    column: str
    share: float
    """Of the rows since then."""
    usual: float
    """Of the rows in training."""
    since: date
    weight: float
    """How much of what the model knows is lost by it: the column's share among the drivers, times `share`."""


def faults(window: Window, period: Recent) -> list[Fault]:
    """Find what is wrong with the columns in `period`, what matters most first."""
    history = window.judged.between(EPOCH, period.last)
    found = (_fault(usual, history, period.answers) for usual in usual_of(window))
    return sorted((fault for fault in found if fault), key=lambda fault: -fault.weight)


def _fault(usual: Usual, history: Answers, answers: Answers) -> Fault | None:
    counts = counted(answers.bins[:, usual.index])
    return (
        _frozen(usual, history)
        or next((fault for symptom in SYMPTOMS if (fault := _shown(symptom, usual, history, counts))), None)
        or _rescaled(usual, history, counts)
        or _shown(BEYOND, usual, history, counts)
    )


def _shown(symptom: Symptom, usual: Usual, history: Answers, counts: Counts) -> Fault | None:
    """The fault, if the symptom's codes are met clearly more often among `counts` than is usual."""
    if usual.asked.kind not in symptom.kinds or (usual.time and symptom.what not in ("renamed", "missing")):
        return None
    codes = symptom.codes(usual)
    hits, rows = usual.of(codes)
    now, then = proportion_range(int(counts[codes].sum()), int(counts.sum())), proportion_range(hits, rows)
    if now.value - then.value < symptom.least or z_score(now, then) < SURE:
        return None
    shown = codes[history.bins[:, usual.index]]
    since = first_day(history, shown.astype(np.float64), then.value, now.value)
    affected = float(shown[_from(history, since)].mean())
    if affected < symptom.whole:
        return None
    return Fault(symptom.what, usual.asked.name, affected, then.value, since, usual.weight * affected)


def _rescaled(usual: Usual, history: Answers, counts: Counts) -> Fault | None:
    """Numbers that moved, all by the same factor, from one day on."""
    if usual.asked.kind != "number" or usual.time:
        return None
    more = counts * usual.counts.sum() > usual.counts * counts.sum()
    more[[MISSING, ABSENT]] = False
    now, then = (float(found[more].sum() / max(1, found.sum())) for found in (counts, usual.counts))
    if now - then < MOVED:
        return None
    since = first_day(history, more[history.bins[:, usual.index]].astype(np.float64), then, now)
    after = counted(history.bins[_from(history, since), usual.index])
    if after.sum() < FEWEST or factor(usual.asked, usual.counts, after) is None:
        return None
    return Fault("unit", usual.asked.name, 1.0, 0.0, since, usual.weight)


def _frozen(usual: Usual, history: Answers) -> Fault | None:
    """Whole days at the end on which every row had the same value, far more often than chance allows.

    All in the lowest or highest bin of a number is left to the other symptoms: there, many values look alike.
    """
    codes, days = history.bins[:, usual.index], history.days
    if usual.time or not len(codes) or codes[-1] >= ABSENT:
        return None
    other = np.flatnonzero(codes != codes[-1])
    rows = days > days[other[-1]] if len(other) else np.ones(len(days), dtype=bool)
    same, met = usual.of(only(int(codes[-1])))
    if (
        rows.sum() < ALL_ALIKE.get(usual.asked.kind, 30)
        or len(np.unique(days[rows])) < DAYS
        or (same / met) ** int(rows.sum()) > NEVER
        or _at_the_end(usual, int(codes[-1]))
    ):
        return None
    since = EPOCH + timedelta(days=int(days[rows][0]))
    return Fault("frozen", usual.asked.name, 1.0, same / met, since, usual.weight)


def _at_the_end(usual: Usual, code: int) -> bool:
    rank = usual.rank()[code]
    return usual.asked.kind == "number" and code in (0, len(usual.asked.edges)) and not 0.1 < rank < 0.9


def _from(history: Answers, since: date) -> Codes:
    """(n,): the answers from that day on."""
    return history.days >= (since - EPOCH).days
