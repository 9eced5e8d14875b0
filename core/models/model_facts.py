"""What a model says, and how well: the facts that a version's card, its sentences and its watching have in common."""

from dataclasses import dataclass, fields
from typing import Any

from core.inference.problem_types import AnswerType, answer_type


@dataclass(frozen=True)
class ModelFacts:
    """Figures are of rows that were held back, unless they say otherwise."""

    template: str
    predicts: str
    """The key of its kind of answer."""
    target: str
    positive: str
    labels: tuple[str, ...]
    """yes_no: the negative, then the positive answer; category: all answers; segments: the groups' names; number: none."""
    rows_learned: int
    rows_held: int
    split: str
    """One of "by time", "by person" or "at random"."""
    scores: dict[str, dict[str, float]]
    """{name: {"value", "low", "high", "rows"}}, names as in the contract; ranges of 95%."""
    baseline: dict[str, float]
    """What guessing gets, by the same names."""
    powers: dict[str, float]
    """How well each column alone tells the answer: AUC for answers, R2 for numbers."""
    threshold: float
    """From this score on, a yes/no model answers yes."""
    unit: str
    """Currency of the number it predicts, if it is money; empty otherwise."""

    @property
    def answer_type(self) -> AnswerType:
        """Return how its kind of answer is given, said and reported back."""
        return answer_type(self.predicts)

    def shared(self) -> dict[str, Any]:
        """Return these facts alone by name, to make something else of the same model with."""
        return {each.name: getattr(self, each.name) for each in fields(ModelFacts)}
