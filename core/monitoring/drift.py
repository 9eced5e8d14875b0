"""How far the values of each column have moved from those of training, in rows: "about 20 of 100 are different".

For categories this is the total variation distance; for numbers the Kolmogorov-Smirnov distance over the bins. Both say
what share of rows would have to change for the two to look alike.
"""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from core.common.finding import Cause, What
from core.inference.inputs import ABOVE, ABSENT, BELOW, MISSING
from core.models.reference import Counts, Floats
from core.monitoring.change_point import first_day
from core.monitoring.feed import Usual, counted, usual_of
from core.monitoring.window import Recent, Window
from core.monitoring.window.contents import EPOCH

WORTH_SAYING = 0.15
"""Fifteen rows of 100 are different: below that, shops change every month."""
LEAST = 0.03
"""With many rows, chance is soon ruled out; what is smaller than this is still nothing."""
FEWEST = 30


@dataclass(frozen=True)
class Move:
    """One column whose values have moved."""

    column: str
    kind: str
    size: float
    """Share of rows that are different, beyond what varied while the model was made."""
    since: date
    weight: float
    alone: bool = False
    """Whether no other column moved by more than chance, be it too little to be worth saying."""


def moves(window: Window, period: Recent) -> list[Move]:
    """Return the columns whose values have moved in `period` by so much that it is worth saying, the greatest move first."""
    found = (_move(window, period, usual) for usual in usual_of(window) if not usual.time)
    surely = sorted((move for move in found if move), key=lambda move: -move.size)
    return [replace(move, alone=len(surely) == 1) for move in surely if move.size >= WORTH_SAYING]


def cause(found: list[Move]) -> Cause | None:
    """Return what the moves mean together: one number that moved alone is a shift, all else means more of one kind of case."""
    if not found:
        return None
    what: What = "shifted" if found[0].alone and found[0].kind == "number" else "mix"
    return Cause(what, tuple(move.column for move in found[:5]), found[0].since.isoformat())


def _move(window: Window, period: Recent, usual: Usual) -> Move | None:
    now, ordered = _present(counted(period.answers.bins[:, usual.index])), usual.asked.kind in ("number", "text")
    learned, held = _present(usual.learned), _present(usual.held)
    then = learned + held
    if min(now.sum(), then.sum()) < FEWEST:
        return None
    varied = max(0.0, _apart(learned, held, ordered) - chance(learned, held, ordered)) if held.sum() else 0.0
    moved = _apart(now, then, ordered) - varied
    if moved < max(LEAST, chance(now, then, ordered)):
        return None
    history = window.judged.between(EPOCH, period.last)
    since = first_day(history, _evidence(now, then)[history.bins[:, usual.index]], 0.0, 0.0)
    return Move(usual.asked.name, usual.asked.kind, moved, since, usual.weight)


def _evidence(now: Counts, then: Counts) -> Floats:
    """(256,): by how much a row with this code speaks for the new values (log likelihood ratio); few rows speak softly."""
    before = _shares(then + 0.5 * (now + then > 0))
    evidence = np.zeros(256)
    met = before > 0
    evidence[met] = np.log((now[met] + 20 * before[met]) / (now.sum() + 20) / before[met])
    return evidence


def distance(one: Counts, other: Counts, ordered: bool) -> float:
    """Return how far two counts lie apart, from 0 (alike) to 1 (nothing in common).

    `ordered`: the counts are those of a number's bins, from low to high."""
    gap = _shares(one) - _shares(other)
    return float(np.abs(np.cumsum(gap)).max() if ordered else np.abs(gap).sum() / 2)


def chance(one: Counts, other: Counts, ordered: bool) -> float:
    """Return the distance that chance alone stays below 999 times of 1,000 when both are drawn from the same values.

    Numbers: Smirnov's limit. Categories: mean and spread of a sum of absolute normal deviations."""
    thin = 1 / one.sum() + 1 / other.sum()
    if ordered:
        return float(1.95 * np.sqrt(thin))
    together = _shares(one + other)
    spread = together * (1 - together) * thin
    return float(np.sqrt(2 / np.pi * spread).sum() / 2 + 4.1 * np.sqrt((1 - 2 / np.pi) * spread.sum() / 2))


def _present(counts: Counts) -> Counts:
    present = counts.copy()
    present[[MISSING, ABSENT]] = 0
    return present


def _shares(counts: Counts | Floats) -> Floats:
    shares: Floats = counts / counts.sum()
    return shares


def _apart(one: Counts, other: Counts, ordered: bool) -> float:
    """The distance between counts of codes; those below the range stand before all bins, those above it after them."""
    if ordered:
        one, other = (np.concatenate([counts[[BELOW]], counts[:ABSENT], counts[[ABOVE]]]) for counts in (one, other))
    return distance(one, other, ordered)
