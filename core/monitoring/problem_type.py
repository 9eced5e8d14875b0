"""What watching a model has to know of its kind of answer: the watching facet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.monitoring.indicator import NotApplicable


@dataclass(frozen=True)
class WatchingType:
    """How models of one kind of answer are watched. Frozen facts and functions; adding a kind is adding one file with one of these."""

    key: str
    """As stored in a version's card: `predicts`."""
    has_outcomes: bool
    """Whether it can turn out later what would have been right."""
    not_applicable: Mapping[str, str] = field(default_factory=dict)
    """By the key of an indicator that can say nothing of this kind: why, as a whole sentence for the owner."""

    def check_applies(self, indicator: str) -> None:
        """Raise NotApplicable, with the sentence, where the indicator of this key can say nothing of this kind of answer."""
        if indicator in self.not_applicable:
            raise NotApplicable(self.not_applicable[indicator])
