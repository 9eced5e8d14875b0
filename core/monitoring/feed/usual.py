"""What is usual of a column: how often each code of the log is met, as far as training tells."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.inference.inputs import ABOVE, ABSENT, BELOW, UNSEEN, Input
from core.models.reference import Bytes, Counts, Floats
from core.monitoring.window import Window

YEARS = range(1900, 2101)
Codes = npt.NDArray[np.bool_]
"""(256,): which codes count."""


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
    def time(self) -> bool:
        """Return whether it moves on by itself: a date, or the number of a year."""
        asked, numbers = self.asked, (self.asked.low, *self.asked.edges, self.asked.high)
        years = all(number is not None and number in YEARS for number in numbers)
        return asked.kind == "date" or (asked.kind == "number" and years)

    @property
    def counts(self) -> Counts:
        """Return (256,): how often each code was met among learned and held-back rows together."""
        return self.learned + self.held

    def of(self, codes: Codes) -> tuple[int, int]:
        """Return (hits, rows) of `codes`, of learned or held-back rows, whichever share is larger: what varied then is no news now.

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

    def rank(self) -> Floats:
        """Return (256,): where a code's values lie among all numbers met, from 0 (lowest) to 1."""
        ladder = self.counts[:BELOW].astype(np.float64)
        ladder[ABSENT:] = 0
        middle = (np.cumsum(ladder) - ladder / 2) / max(ladder.sum(), 1.0)
        return np.concatenate([middle, np.full(256 - BELOW, np.nan)])


def only(*codes: int) -> Codes:
    """Return (256,): true for just these codes."""
    chosen = np.zeros(256, dtype=bool)
    chosen[list(codes)] = True
    return chosen


def usual_of(window: Window) -> Iterator[Usual]:
    """Yield what is usual of each input, in order. Where nobody measured what each column brings, all weigh alike."""
    drivers, reference = window.subject.drivers, window.reference
    total = sum(drivers.get(asked.name, 0.0) for asked in reference.inputs)
    for index, asked in enumerate(reference.inputs):
        weight = drivers.get(asked.name, 0.0) / total if total else 1 / len(reference.inputs)
        yield Usual(asked, index, weight, reference.bin_counts[index], counted(reference.held_bins[:, index]))


def counted(codes: Bytes) -> Counts:
    """Count how often each of the 256 codes is met."""
    return np.bincount(codes, minlength=256)
