"""What an inspection may see: a table before anything learns from it, and the question asked of it, once there is one.

An inspection is an `Indicator` that is asked of a table. It touches neither database nor clock.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from core.common.words import Words
from core.data.reading import Column
from core.models.learning.targets import Target
from core.models.learning.training_set import ChosenColumns
from core.models.reference import Floats, Whole
from core.models.registry import Plan
from core.models.template import Template
from core.models.training.columns import usable_columns
from core.monitoring.detectors.duplicates import Copies, find_copies
from core.monitoring.indicator import NotApplicable

MOST_SAMPLED = 50_000


@dataclass(frozen=True)
class Question:
    """What a table is to answer."""

    template: Template
    plan: Plan
    target: Target | None
    """n rows, as many as the table has; None for questions without a known answer."""


@dataclass(frozen=True)
class Learnable:
    """Columns and rows that a training would use: n rows."""

    chosen: ChosenColumns
    codes: Floats
    """(n,): the answers, as in `core.models.reference`."""
    rows: Whole
    """(n,): their numbers in the table."""


@dataclass(frozen=True)
class CheckedTable:
    """A dataset of n rows, and what it is for."""

    frame: pd.DataFrame
    """Its index is the row's number in the table as it was read."""
    columns: tuple[Column, ...]
    today: date
    words: Words
    question: Question | None = None

    @cached_property
    def sample(self) -> pd.DataFrame:
        """Return the whole frame, or of a large one 50,000 rows drawn at random with a fixed seed, in the table's order."""
        if len(self.frame) <= MOST_SAMPLED:
            return self.frame
        return self.frame.sample(MOST_SAMPLED, random_state=0).sort_index()

    @cached_property
    def copies(self) -> Copies:
        """Return the rows that say the same as another one. Raise NotApplicable for a table of one column."""
        if len(self.columns) < 2:
            raise NotApplicable("With one column, equal rows say nothing.")
        return find_copies(self.frame, self.columns)

    @cached_property
    def inputs(self) -> tuple[Column, ...]:
        """Return the columns that may be learned from: all but the answer, the id, and those left out."""
        if self.question is None:
            return self.columns
        roles = self.question.plan.roles
        apart = {name for role in ("target", "id", "person", "ignore") for name in roles.get(role, ())}
        return tuple(column for column in self.columns if column.name not in apart)

    @cached_property
    def learnable(self) -> Learnable:
        """Return what a training would learn from, of the sample. Raise NotApplicable where there is no known answer."""
        question, target = self.asked(), self.answer()
        known = pd.Series(target.codes, index=self.frame.index).loc[self.sample.index]
        codes: Floats = np.asarray(known, dtype=np.float64)
        here = replace(target, codes=codes)
        rows = self.sample[here.usable]
        chosen = usable_columns(rows, self.columns, question.plan, here, lambda: None)
        return Learnable(chosen, codes[here.usable], rows.index.to_numpy(dtype=np.int64))

    def asked(self) -> Question:
        """Return the question. Raise NotApplicable while there is none."""
        if self.question is None:
            raise NotApplicable("This can be said once you have chosen a question.", "Choose one under New model.")
        return self.question

    def answer(self) -> Target:
        """Return the column with the known answer. Raise NotApplicable where there is none."""
        target = self.asked().target
        if target is None:
            raise NotApplicable("This question has no known answer to compare with.")
        return target
