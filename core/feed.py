"""Faults of what is sent to a model: columns that come empty, renamed, in another unit, with new values, or stuck.

Read from the log's bins alone. A fault needs both a size that matters and more rows than chance explains.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from core.change_point import first_day
from core.finding import What
from core.inputs import ABOVE, ABSENT, BELOW, MISSING, UNSEEN, Input
from core.ranges import share, surprise
from core.reference import Bytes, Counts
from core.window import Answers, Recent, Window
from core.window.shapes import EPOCH

SURE = 4.0
"""Standard errors beyond the usual: with 50 columns looked at every day, chance alone gets there less than once a year."""
_NEVER = 1e-6

Codes = npt.NDArray[np.bool_]
"""(256,): which codes count."""


@dataclass(frozen=True)
class Symptom:
    """What more rows than usual show. `codes` picks the codes that show it; `least` is the smallest rise worth saying."""

    what: What
    codes: Callable[["Usual"], Codes]
    least: float
    kinds: tuple[str, ...]


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


@dataclass(frozen=True)
class Usual:
    """How often each code of a column is met, as far as training tells."""

    asked: Input
    index: int
    """Its place among the inputs."""
    weight: float
    """How much of what the model knows it brings."""
    learned: Counts
    held: Counts

    @property
    def counts(self) -> Counts:
        return self.learned + self.held

    def of(self, codes: Codes) -> tuple[int, int]:
        """(hits, rows): the larger share of learned and held-back rows, so that what varied then is no news now.

        Values beyond those learned cannot be met among learned rows. What is to be expected of them comes from values
        that were met once (Good and Turing, Biometrika 40, 1953).
        """
        rows = int(self.learned.sum())
        hits = int(self.learned[codes].sum()) + (self._rare if codes[UNSEEN] or codes[ABOVE] or codes[BELOW] else 0)
        held_rows, held_hits = int(self.held.sum()), int(self.held[codes].sum())
        return (held_hits, held_rows) if held_hits * rows > hits * held_rows else (hits, rows)

    @property
    def _rare(self) -> int:
        return int((self.learned[: len(self.asked.categories)] == 1).sum()) if self.asked.categories else 1

    def rank(self) -> npt.NDArray[np.float64]:
        """(256,): where a code's values lie among all numbers met, from 0 (lowest) to 1."""
        ladder = self.counts[:BELOW].astype(np.float64)
        ladder[ABSENT:] = 0
        middle = (np.cumsum(ladder) - ladder / 2) / max(ladder.sum(), 1.0)
        return np.concatenate([middle, np.full(256 - BELOW, np.nan)])


def only(*codes: int) -> Codes:
    chosen = np.zeros(256, dtype=bool)
    chosen[list(codes)] = True
    return chosen


def _tail(usual: Usual, outside: int, high: bool) -> Codes:
    rank = usual.rank()
    rank[outside] = 1.0 if high else 0.0
    with np.errstate(invalid="ignore"):
        return (rank >= 0.9 if high else rank <= 0.1) & (usual.counts > 0) | only(outside)


_ANY = ("number", "date", "yes_no", "category", "text")
_SYMPTOMS = (
    Symptom("renamed", lambda _: only(ABSENT), 0.1, _ANY),
    Symptom("missing", lambda _: only(MISSING, ABSENT), 0.1, _ANY),
    Symptom("new_category", lambda _: only(UNSEEN), 0.05, ("category",)),
    Symptom("unit", lambda _: only(ABOVE), 0.25, ("number",)),
    Symptom("unit", lambda _: only(BELOW), 0.25, ("number",)),
    Symptom("unit", lambda usual: _tail(usual, ABOVE, high=True), 0.5, ("number",)),
    Symptom("unit", lambda usual: _tail(usual, BELOW, high=False), 0.5, ("number",)),
    Symptom("shifted", lambda _: only(ABOVE, BELOW), 0.1, ("number",)),
)
"""In this order: the first that fits a column is what is said of it."""


def usual_of(window: Window) -> Iterator[Usual]:
    """What is usual of each input, in order. Where nobody measured what each column brings, all count alike."""
    drivers, reference = window.subject.drivers, window.reference
    total = sum(drivers.get(asked.name, 0.0) for asked in reference.inputs)
    for index, asked in enumerate(reference.inputs):
        weight = drivers.get(asked.name, 0.0) / total if total else 1 / len(reference.inputs)
        yield Usual(asked, index, weight, reference.bin_counts[index], counted(reference.held_bins[:, index]))


def counted(codes: Bytes) -> Counts:
    """(256,): how often each code is met."""
    return np.bincount(codes, minlength=256)


def faults(window: Window, period: Recent) -> list[Fault]:
    """What is wrong with the columns in `period`, what matters most first."""
    history = window.judged.between(EPOCH, period.last)
    found = (_fault(usual, history, period.answers) for usual in usual_of(window))
    return sorted((fault for fault in found if fault), key=lambda fault: -fault.weight)


def _fault(usual: Usual, history: Answers, answers: Answers) -> Fault | None:
    counts = counted(answers.bins[:, usual.index])
    for symptom in _SYMPTOMS:
        if usual.asked.kind in symptom.kinds and _risen(usual, symptom.codes(usual), counts, symptom.least):
            fault = _since(symptom, usual, history, counts)
            if symptom.what != "renamed" or fault.share > 0.95:  # single rows without it were left empty
                return fault
    return _frozen(usual, answers)


def _risen(usual: Usual, codes: Codes, counts: Counts, least: float) -> bool:
    now, then = share(int(counts[codes].sum()), int(counts.sum())), share(*usual.of(codes))
    return now.value - then.value >= least and surprise(now, then) >= SURE


def _since(symptom: Symptom, usual: Usual, history: Answers, counts: Counts) -> Fault:
    codes = symptom.codes(usual)
    hits, rows = usual.of(codes)
    shown = codes[history.bins[:, usual.index]]
    since = first_day(history, shown.astype(np.float64), hits / rows, float(counts[codes].sum() / counts.sum()))
    affected = float(shown[history.days >= (since - EPOCH).days].mean())
    return Fault(symptom.what, usual.asked.name, affected, hits / rows, since, usual.weight * affected)


def _frozen(usual: Usual, answers: Answers) -> Fault | None:
    """Whole days at the end on which every row had the same value, far more often than chance allows."""
    codes, days = answers.bins[:, usual.index], answers.days
    if usual.asked.kind == "date" or not len(codes) or codes[-1] >= ABSENT:
        return None
    other = np.flatnonzero(codes != codes[-1])
    rows = days > days[other[-1]] if len(other) else np.ones(len(days), dtype=bool)
    same, met = usual.of(only(int(codes[-1])))
    if rows.sum() < 30 or (same / met) ** int(rows.sum()) > _NEVER:
        return None
    since = EPOCH + timedelta(days=int(days[rows][0]))
    return Fault("frozen", usual.asked.name, 1.0, same / met, since, usual.weight)
