"""What an indicator may see. Indicators touch neither database nor clock: everything they judge is in here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from core.common.words import Words
from core.models.model_facts import ModelFacts
from core.models.reference import Reference
from core.models.registry import Worth
from core.models.stakes import Stake
from core.monitoring.window.data_protection_facts import DataProtection
from core.serving.prediction_log.columns import Answers
from core.serving.prediction_log.tallies import DailyCalls

Whole = npt.NDArray[np.int64]
EPOCH, ONE_DAY = date(1970, 1, 1), timedelta(days=1)


@dataclass(frozen=True)
class Subject(ModelFacts):
    """The model that is looked at, and its version."""

    model: str
    name: str
    version: int
    trained: date
    live_since: date | None
    left_out: Mapping[str, str]
    """Columns left out of training, and the reason's key."""
    drivers: Mapping[str, float]
    """How much of what the model knows each column brings (shares, together 1); empty where it was not measured."""
    nouns: Mapping[str, str]
    """The template's words: "one" (customer), "many" (customers), "did" (left), "will" (leave), "did_not" (stayed)."""
    learned_until: date | None = None
    """The newest day in the training data, where it has a date."""
    worth: Worth = field(default_factory=Worth)
    """What the owner said a warning brings that was right, and a needless one costs."""
    stake: Stake | None = None
    """What the owner said depends on its answers; None while nobody has said."""
    seen_to: bool = False
    """Whether the owner said that what follows from it is done."""


@dataclass(frozen=True)
class Window:
    """Everything that can be judged about one model on one day."""

    today: date
    subject: Subject
    reference: Reference
    answers: Answers
    """Of the last 400 days, of all versions."""
    daily_calls: tuple[DailyCalls, ...]
    """Oldest day first, at most 400 days."""
    data_protection: DataProtection
    words: Words
    newest_outcome: date | None = None

    @cached_property
    def judged(self) -> Answers:
        """Return the answers of the version that is judged: only these can be compared with the reference."""
        return self.answers.where(self.answers.version == self.subject.version)
