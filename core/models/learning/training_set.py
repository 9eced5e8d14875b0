"""What is learned from: the usable rows of a table, the columns that may be used, and which rows are held back."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from core.inference.inputs import Input, InputKind
from core.models.features import Column, describe
from core.models.learning.splitting import Split
from core.models.learning.targets import Target
from core.models.reference import Floats
from core.models.registry import LeftOut, Worth

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class ChosenColumns:
    """The columns that are used, with their values in all n rows."""

    names: tuple[str, ...]
    kinds: tuple[InputKind, ...]
    personal: tuple[str | None, ...]
    spelled: tuple[tuple[str, str], ...]
    """How the file writes each (the `written` and `unit` of a reading's column)."""
    values: tuple[Column, ...]
    left_out: tuple[LeftOut, ...]
    powers: dict[str, float]
    """How well each column alone tells the answer."""

    def rows(self, mask: npt.NDArray[np.bool_]) -> list[Column]:
        """Return the values of some of the rows."""
        return [column[mask] for column in self.values]

    def describe(self, learned: Sequence[Column]) -> list[Input]:
        """Describe the columns as inputs of a model, as the learned rows have them."""
        facts = zip(self.names, self.kinds, learned, self.personal, self.spelled, strict=True)
        return [
            replace(describe(name, kind, column, personal), written=written, unit=unit)
            for name, kind, column, personal, (written, unit) in facts
        ]


@dataclass(frozen=True)
class TrainingSet:
    """n usable rows."""

    chosen: ChosenColumns
    target: Target | None
    """None for a question without known answers."""
    days: Floats | None
    """(n,): days since 1970, where there is a date."""
    split: Split
    seed: int
    worth: Worth = field(default_factory=Worth)

    @property
    def known_target(self) -> Target:
        """Return the column with the known answers. Raise LookupError where the question has none."""
        if self.target is None:
            raise LookupError("This question has no known answers.")
        return self.target

    @property
    def period(self) -> tuple[date, date] | None:
        """Return the days of the oldest and the newest learned row; None without dates."""
        if self.days is None:
            return None
        known = self.days[~self.split.held & ~np.isnan(self.days)]
        if not len(known):
            return None
        return _EPOCH + timedelta(days=int(known.min())), _EPOCH + timedelta(days=int(known.max()))
