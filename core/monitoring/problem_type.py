"""What watching a model has to know of its kind of answer: the watching facet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from core.common.words import Words
from core.models.metrics.intervals import Range
from core.monitoring.answer_balance import BalanceRules
from core.monitoring.answer_mix import AnswerMix
from core.monitoring.indicator import NotApplicable
from core.monitoring.key_figure import KeyFigure
from core.monitoring.quality import Quality
from core.monitoring.window import Answers, Subject

Slot = TypeVar("Slot")


@dataclass(frozen=True)
class WatchingType:
    """How models of one kind of answer are watched. Frozen facts and functions; adding a kind is adding one file with one of these.

    What a kind does not have is None, and `not_applicable` says why.
    """

    key: str
    """As stored in a version's card: `predicts`."""
    quality: Quality | None
    """None where it never turns out what would have been right."""
    came_true: Callable[[Answers], npt.NDArray[np.bool_]] | None
    """Answers with outcome -> (n,): whether that happened of which `score` is the chance. None where the score is no chance."""
    mix: AnswerMix
    """Whether it answers as it did in its test."""
    balance: BalanceRules
    """Whether it has learned from enough of each answer."""
    key_figure: Callable[[Subject, Answers, Words], KeyFigure]
    """A month's answers -> the first figure of its report."""
    worth: Callable[[Subject, Answers, Words], KeyFigure | None] = lambda _subject, _month, _words: None
    """A month's answers -> what they were worth in money; None where that is not known."""
    facts: Callable[[Subject, Words], Mapping[str, str]] = lambda _subject, _words: {}
    """What the report's appendix names of such a model besides, by heading."""
    estimated_quality: Callable[[Answers], Range] | None = None
    """Answers without outcome -> what the metric of `quality` will probably be. None where that cannot be estimated."""
    not_applicable: Mapping[str, str] = field(default_factory=dict)
    """By the key of an indicator that can say nothing of this kind: why, as a whole sentence for the owner."""

    @property
    def has_outcomes(self) -> bool:
        """Return whether it can turn out later what would have been right."""
        return self.quality is not None

    def check_applies(self, indicator: str) -> None:
        """Raise NotApplicable, with the sentence, where the indicator of this key can say nothing of this kind of answer."""
        if indicator in self.not_applicable:
            raise NotApplicable(self.not_applicable[indicator])

    def need(self, slot: Slot | None, indicator: str) -> Slot:
        """Return `slot`, which an indicator cannot do without. Raises NotApplicable, with the sentence, where it is None."""
        if slot is None:
            raise NotApplicable(self.not_applicable[indicator])
        return slot
