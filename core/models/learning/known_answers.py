"""What differs from kind to kind where a model learns from rows whose answer is known."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.common.progress import Progress
from core.common.words import Words
from core.models.learning.choosing import ChoiceRows, ChosenModel
from core.models.learning.evaluation import Evaluate, Evaluation
from core.models.learning.label_errors import LabelErrors
from core.models.learning.leak_rules import LeakRules
from core.models.learning.targets import Target, TargetColumn
from core.models.learning.training_set import ChosenColumns
from core.models.reference import Floats
from core.models.registry import Worth


@dataclass(frozen=True)
class KnownAnswers:
    """Frozen data and functions, put together in the file of a kind."""

    read_target: Callable[[TargetColumn], Target]
    """What the column of answers means. Raises NotTrainable, with what would help."""
    leaks: LeakRules
    """From when on a column knows too much of the answer."""
    choose: Callable[[ChoiceRows, Progress], ChosenModel]
    """Which estimator suits the rows, fitted on all of them. Raises Cancelled."""
    form_facts: Callable[[Floats, Floats, Worth], dict[str, Any]]
    """(actual, out-of-fold answers, worth) -> what the exported form needs besides its members: a threshold, a margin, a scale."""
    evaluate: Evaluate
    measure: Callable[[Evaluation, Floats], dict[str, float]]
    """(evaluation, weights of its rows) -> all figures of the contract; NaN where one has no meaning."""
    baseline: Callable[[Floats, Evaluation], dict[str, float]]
    """(learned answers, evaluation) -> what guessing gets on the same rows."""
    find_label_errors: Callable[[ChosenColumns, Floats], LabelErrors]
    """(columns, known answers) -> which of these look wrong. Raises CannotCompare where nothing quick can tell."""
    fewest_label_errors: float
    """Share of wrong answers that has to be all but certain, before anything is said."""
    describe_group: Callable[[Floats, Floats, Words, str], str]
    """(answers, actual answers, words, unit of the answer) -> how well it did for a group, as part of a sentence."""
