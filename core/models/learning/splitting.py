"""Which rows are held back, and how the others are shared out for choosing: what belongs together stays together."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.model_selection import KFold, StratifiedKFold

from core.models.estimators.joined import Folds
from core.models.features import Column
from core.models.reference import Floats, Whole

Mask = npt.NDArray[np.bool_]
MANY_ROWS = 1000
FEWEST_NEW = 60
"""Rows that no earlier version learned from: with fewer, they say too little to hold back them alone."""
FEWEST_EACH = 3
"""Rows of each answer on both sides, or a split by time tells nothing."""


@dataclass(frozen=True)
class Split:
    held: Mask
    """(n,)"""
    how: str
    """One of "by time", "by person" or "at random"."""
    units: Whole
    """(n,): rows with the same number belong together: one person, or exact copies of a row."""


def together(columns: tuple[Column, ...], codes: Floats | None, person: Column | None) -> Whole:
    """Number what belongs together (n,): the number of the person of each row; without persons, the same number for exact copies.

    A table of few columns repeats rows without copying them. Where more than half of the rows repeat, each stands alone.
    """
    if person is not None:
        return _numbered(pd.Series([who or f"row {at}" for at, who in enumerate(person)], dtype=object))
    frame = pd.DataFrame({str(at): column for at, column in enumerate(columns)})
    if codes is not None:
        frame["answer"] = codes
    units = _numbered(pd.util.hash_pandas_object(frame, index=False))
    return units if units.max() + 1 > len(units) / 2 else np.arange(len(units))


def split(
    codes: Floats | None, days: Floats | None, units: Whole, *, by_person: bool, seed: int, met: Mask | None = None
) -> Split:
    """Hold back about a fifth of the rows (a quarter of a small table): the newest where there are days, else whole
    persons, else at random with as many of each answer on both sides. `codes` are labels, or None where there are none.

    `met` (n,): rows that an earlier version learned from. Where others suffice, only those are held back at random.
    """
    share = 0.2 if len(units) >= MANY_ROWS else 0.25
    if days is not None:
        newest = _newest(days, share)
        if newest is not None and _both_sides(codes, newest):
            return Split(newest, "by time", units)
    held = _at_random(codes, units, np.ones(len(units), dtype=bool), share, seed)
    if met is not None:
        new = ~np.isin(units, units[met])
        held_of_new = _at_random(codes, units, new, share, seed) if new.sum() >= FEWEST_NEW else held
        held = held_of_new if _both_sides(codes, held_of_new) else held
    return Split(held, "by person" if by_person else "at random", units)


def _at_random(codes: Floats | None, units: Whole, among: Mask, share: float, seed: int) -> Mask:
    """(n,): about `share` of all rows, taken from `among`; at most half of these, because something has to be learned from them."""
    places, held = np.flatnonzero(among), np.zeros(len(units), dtype=bool)
    parts = max(2, round(len(places) / (share * len(units))))
    held[places[folds(codes[places] if codes is not None else None, units[places], parts, seed)[0][1]]] = True
    return held


def folds(codes: Floats | None, units: Whole, parts: int, seed: int) -> Folds:
    """Return `parts` ways to learn from some rows and look at the others; labels are shared out evenly."""
    first = np.unique(units, return_index=True)[1]
    place = np.unique(units, return_inverse=True)[1]
    highest = np.zeros(len(first))
    if codes is not None:
        np.maximum.at(highest, place, codes)
    enough = np.unique(highest, return_counts=True)[1].min() >= parts
    shared = (StratifiedKFold if enough else KFold)(parts, shuffle=True, random_state=seed).split(first, highest)
    return [
        (np.flatnonzero(np.isin(place, learned)), np.flatnonzero(np.isin(place, looked))) for learned, looked in shared
    ]


def _newest(days: Floats, share: float) -> Mask | None:
    """Rows after the day that parts off about `share` of them; None when no day does."""
    known = days[~np.isnan(days)]
    if len(known) < 0.9 * len(days) or len(np.unique(known)) < 3:
        return None
    candidates = np.unique(known)[:-1]
    later = 1 - np.searchsorted(np.sort(known), candidates, "right") / len(known)
    best = int(np.abs(later - share).argmin())
    if not share / 2 <= later[best] <= 2 * share:
        return None
    return np.asarray(np.nan_to_num(days, nan=-np.inf) > candidates[best])


def _both_sides(codes: Floats | None, held: Mask) -> bool:
    if codes is None:
        return True
    return all(
        min((codes[held] == label).sum(), (codes[~held] == label).sum()) >= FEWEST_EACH for label in np.unique(codes)
    )


def _numbered(values: pd.Series) -> Whole:
    return np.asarray(pd.factorize(values)[0], dtype=np.int64)
