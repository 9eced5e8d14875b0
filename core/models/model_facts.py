"""What a model says, and how well: the facts that a version's card, its sentences and its watching have in common."""

from collections.abc import Mapping

import msgspec

from core.inference.problem_types import AnswerType, answer_type


class ModelFacts(msgspec.Struct, frozen=True):
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


class HasModelFacts:
    """Read access to the `facts` of whatever holds them."""

    facts: ModelFacts

    @property
    def template(self) -> str:
        return self.facts.template

    @property
    def answer_type(self) -> AnswerType:
        """Return how its kind of answer is given, said and reported back."""
        return answer_type(self.facts.predicts)

    @property
    def predicts(self) -> str:
        return self.facts.predicts

    @property
    def target(self) -> str:
        return self.facts.target

    @property
    def positive(self) -> str:
        return self.facts.positive

    @property
    def labels(self) -> tuple[str, ...]:
        return self.facts.labels

    @property
    def rows_learned(self) -> int:
        return self.facts.rows_learned

    @property
    def rows_held(self) -> int:
        return self.facts.rows_held

    @property
    def split(self) -> str:
        return self.facts.split

    @property
    def scores(self) -> Mapping[str, Mapping[str, float]]:
        return self.facts.scores

    @property
    def baseline(self) -> Mapping[str, float]:
        return self.facts.baseline

    @property
    def powers(self) -> Mapping[str, float]:
        return self.facts.powers

    @property
    def threshold(self) -> float:
        return self.facts.threshold

    @property
    def unit(self) -> str:
        return self.facts.unit
