"""By what two versions are compared: this hangs on what kind of answer they give."""

from collections.abc import Callable
from dataclasses import dataclass

from core.inference.exported import AnswerColumns
from core.models.comparison.comparison_metrics import ComparisonMeasure
from core.models.comparison.rows import VersionScores
from core.models.reference import Floats
from core.models.registry import Worth


def as_answered(many: AnswerColumns, _actual: Floats) -> VersionScores:
    """Return scores and answers as the version gives them."""
    return VersionScores(many.score, many.code)


def as_coded(codes: Floats) -> tuple[Floats, float]:
    """Return what happened as it is coded, and that guessing does not hang on the rows."""
    return codes, 0.0


@dataclass(frozen=True)
class ComparisonRules:
    """Frozen data and functions, put together in the file of a kind of answer."""

    measures: tuple[ComparisonMeasure, ...]
    """The one that decides first. None where there is no right answer, so that nothing decides."""
    money: Callable[[Worth], ComparisonMeasure] | None = None
    """What the answers bring, where the owner's amounts are known; None for answers that bring nothing by themselves."""
    score: Callable[[AnswerColumns, Floats], VersionScores] = as_answered
    """(a version's answers, how the rows ended as that version codes it; NaN for what it cannot give) -> what the measures take."""
    expect: Callable[[Floats], tuple[Floats, float]] = as_coded
    """How the rows ended, as codes -> (what scores are held against, what guessing gets on these rows)."""
    enough: Callable[[Floats], bool] = lambda _actual: True
    """(what scores are held against) -> whether the rows are varied enough to compare on."""
    also_needed: str = ""
    """What `enough` asks for, after "at least 30 are needed"."""
    why_not: str = ""
    """What is said instead of a comparison, where there are no measures."""
