"""How one kind of answer is given: the light half of a problem type, which the endpoint loads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.inference.form import Form
from core.inference.inputs import Input

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from core.common.words import Words

    Rows = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Outcome:
    """What may be reported as having really happened: one of `labels`, or a number that is read as `number` says."""

    labels: tuple[str, ...] = ()
    truths: bool = False
    """Whether yes and no may be said in any other way too."""
    number: Input | None = None


@dataclass(frozen=True)
class NoOutcome:
    """What is said of a kind of answer that nothing can prove right or wrong."""

    refusal: str
    """To a caller who reports an outcome all the same: the end of "must be …"."""
    instead: str
    """To the owner, in place of a form for outcomes."""
    undecided: str
    """To the owner, in place of which of two versions is right more often."""


@dataclass(frozen=True)
class AnswerFacts:
    """One answer, with what it takes to say it in words."""

    answer: str | float | None
    score: float
    nouns: Mapping[str, str]
    """The template's words: "one" (customer), "many" (customers), "will" (leave)."""
    unit: str
    """Currency or unit of a number; empty otherwise."""
    words: "Words"


@dataclass(frozen=True)
class AnswerType:
    """Frozen data and functions; no class tree. Adding a kind of answer is adding one file with one of these."""

    key: str
    """As stored in a form and in a card: `predicts`."""
    outputs: Callable[[Sequence[str]], int]
    """Labels -> how many joined outputs a model has."""
    decide: Callable[[Form, list[float]], tuple[float, float]]
    """One row's joined outputs -> score and code (`Answered`)."""
    decide_many: "Callable[[Form, Rows], tuple[Rows, Rows]]"
    """(n, outputs) -> the same for many rows."""
    code_of: Callable[[Sequence[str], Any, Input], float]
    """Labels, what was reported, how a number is written -> its code. Raises NotThisKind for what is not one of the answers."""
    outcome: Callable[[Form], Outcome | None]
    """What may be reported; None for answers that nothing can prove right or wrong."""
    headline: Callable[[AnswerFacts], str]
    """The answer as a sentence."""
    for_and_against: tuple[str, str]
    """A reason as a sentence, by its direction, with {column}, {answer} and {target}."""
    purpose: str
    """What such a model is for, with {target} and {positive}; empty where its question says all."""
    no_outcome: NoOutcome | None = None
    """What is said where nothing can be reported; None where something can."""
    is_amount: bool = False
    """Whether an answer can be near the truth or far off, as a number can; else it is right or wrong."""
    probabilities: Callable[[Form, Sequence[float]], list[float]] | None = None
    """One row's joined outputs -> the probability of each label. None where joined outputs are not probabilities."""
    probabilities_of_many: "Callable[[Form, Rows], Rows] | None" = None
    """(n, outputs) -> (n, labels)"""
    explained_output: Callable[[Sequence[float]], int] | None = None
    """One row's joined outputs -> which of them the reasons of its answer are about. None where there is only one."""
    explained_answer: Callable[[Sequence[str], str | float], str | float] = lambda _labels, answer: answer
    """Labels and answer -> the answer that the reasons speak for or against."""
    band: Callable[[Form, float], str | None] = lambda _form, _score: None
    """"high", "medium" or "low", where the owner is warned from a limit on."""
    has_positive: bool = False
    """Whether it looks out for one answer, the positive one: so the owner may choose which, and say what hits and misses are worth."""

    @property
    def has_outcomes(self) -> bool:
        """Return whether it can turn out later that an answer was right or wrong."""
        return self.no_outcome is None
