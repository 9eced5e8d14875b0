"""How one kind of answer is learned: the heavy half of a problem type, beside `core.inference.problem_type`."""

from collections.abc import Callable
from dataclasses import dataclass

from core.common.finding import Chart
from core.common.progress import Progress
from core.models.comparison.rules import ComparisonRules
from core.models.learning.known_answers import KnownAnswers
from core.models.learning.result_facts import ResultFacts
from core.models.learning.training_result import TrainingResult
from core.models.learning.training_set import TrainingSet


@dataclass(frozen=True)
class LearningType:
    """Frozen data and functions; no class tree. Adding a kind of answer is adding one file with one of these."""

    key: str
    """As stored wherever `predicts` is."""
    learn: Callable[[TrainingSet, Progress], TrainingResult]
    """The whole way from usable rows to a proven model. Raises NotTrainable, Cancelled."""
    summarise: Callable[[ResultFacts], tuple[str, ...]]
    """How good a model is, in sentences; the one that matters most first."""
    hardly_better: Callable[[ResultFacts], bool]
    """Whether a model is hardly better than guessing."""
    draw: Callable[[ResultFacts], Chart]
    """The one picture of the result, with what it shows in words."""
    comparison: ComparisonRules
    """By what two versions of a model are compared."""
    known_answers: KnownAnswers | None = None
    """What it needs to learn from rows whose answer is known; None for a kind that has no right answers."""

    @property
    def answers(self) -> KnownAnswers:
        """Return how it learns from known answers. Raise LookupError for a kind that has no right answers."""
        if self.known_answers is None:
            raise LookupError(f"{self.key} has no right answers.")
        return self.known_answers
