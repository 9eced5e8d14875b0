"""What is put into words of a training's result."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.common.words import Words
from core.models.model_facts import ModelFacts
from core.models.reference import Reference


@dataclass(frozen=True)
class ResultFacts(ModelFacts):
    """A model's facts, and what its sentences and its picture need beside them."""

    nouns: Mapping[str, str]
    learned_until: str
    """As in "3 May 2015"; empty without a date."""
    rare: int
    """Rows left out because their answer was too rare."""
    reference: Reference
    words: Words

    def amount(self, value: float) -> str:
        """Write a number with three digits that count, as money where it is money."""
        return self.words.short_amount(value, self.unit)

    def of_hundred(self, score: Mapping[str, float]) -> str:
        """Write a share with its range, as in "62 (55 to 69)"."""
        return (
            f"{self.words.number(round(score['value'] * 100))} {self.words.range_of_100(score['low'], score['high'])}"
        )
