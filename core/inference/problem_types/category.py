"""One of several answers: its score is the probability of the answer given."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from core.inference.form import Form
from core.inference.inputs import Input, NotThisKind
from core.inference.label_codes import as_label, largest, softmax, softmax_of_many
from core.inference.problem_type import AnswerFacts, AnswerType, Outcome

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Rows = npt.NDArray[np.float64]


def decide(form: Form, outputs: list[float]) -> tuple[float, float]:
    """Answer the most probable label."""
    probabilities = softmax(form, outputs)
    best = max(probabilities)
    return best, float(probabilities.index(best))


def decide_many(form: Form, outputs: "Rows") -> "tuple[Rows, Rows]":
    """Answer many rows as `decide` does one."""
    return softmax_of_many(form, outputs).max(axis=1), outputs.argmax(axis=1).astype(float)


def code_of(labels: Sequence[str], reported: Any, _number: Input) -> float:
    """Return the place of the label that was reported."""
    _, place = as_label(labels, reported)
    if place is None:
        raise NotThisKind("category")
    return float(place)


def headline(facts: AnswerFacts) -> str:
    """Say the most probable answer, and in how many such cases it is right."""
    return f"Most likely “{facts.answer}”: so it is in {facts.words.of_100(facts.score)} cases like this."


ANSWER = AnswerType(
    key="category",
    outputs=len,
    decide=decide,
    decide_many=decide_many,
    code_of=code_of,
    outcome=lambda form: Outcome(labels=tuple(form.labels)),
    headline=headline,
    for_and_against=("“{column}” speaks for “{answer}”", "“{column}” speaks against “{answer}”"),
    purpose="It says what “{target}” most likely is.",
    probabilities=softmax,
    probabilities_of_many=softmax_of_many,
    explained_output=largest,
)
