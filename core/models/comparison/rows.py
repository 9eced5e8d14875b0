"""The rows on which two versions are compared, and what each says of them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.models.reference import Floats, Whole

Mask = npt.NDArray[np.bool_]
FEWEST = 30
"""Rows below which nothing is said."""


@dataclass(frozen=True)
class VersionScores:
    """What one version says of n rows, as the rules of its kind of answer turn it into figures. `answer`: as it is given."""

    score: Floats
    answer: Floats


@dataclass(frozen=True)
class ComparedRows:
    """n rows whose end is known. `actual`: what the scores are held against."""

    frame: pd.DataFrame
    actual: Floats
    old: VersionScores
    new: VersionScores
    units: Whole
    """(n,): rows with the same number are about the same person."""
    guess: float = 0.0
    """What guessing gets, where that hangs on the rows: the share of the most common of several answers."""

    def __len__(self) -> int:
        return len(self.actual)

    def where(self, mask: Mask) -> "ComparedRows":
        """Return some of the rows."""
        return ComparedRows(
            self.frame[mask],
            self.actual[mask],
            VersionScores(self.old.score[mask], self.old.answer[mask]),
            VersionScores(self.new.score[mask], self.new.answer[mask]),
            self.units[mask],
            self.guess,
        )
