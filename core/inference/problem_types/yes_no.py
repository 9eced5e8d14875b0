"""One of two answers, the second of which is looked out for: its score is that answer's probability."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from core.common.parsing.booleans import truth
from core.inference.form import Form
from core.inference.inputs import Input, NotThisKind
from core.inference.label_codes import as_label
from core.inference.logistic import logistic, logistics
from core.inference.problem_type import AnswerFacts, AnswerType, Outcome

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Rows = npt.NDArray[np.float64]


def decide(form: Form, outputs: list[float]) -> tuple[float, float]:
    """Answer the positive one from the threshold on."""
    score = logistic(outputs[0])
    return score, 1.0 if score >= form.threshold else 0.0


def decide_many(form: Form, outputs: "Rows") -> "tuple[Rows, Rows]":
    """Answer many rows as `decide` does one."""
    scores = logistics(outputs[:, 0])
    return scores, (scores >= form.threshold).astype(float)


def probabilities(_form: Form, outputs: Sequence[float]) -> list[float]:
    """Return the probabilities of the negative and the positive answer."""
    score = logistic(outputs[0])
    return [1.0 - score, score]


def probabilities_of_many(_form: Form, outputs: "Rows") -> "Rows":
    """Return the (n, 2) probabilities of the negative and the positive answer."""
    import numpy as np

    scores = logistics(outputs[:, 0])
    return np.stack([1.0 - scores, scores], axis=1)


def code_of(labels: Sequence[str], reported: Any, _number: Input) -> float:
    """Return the place of the answer that was reported.

    An answer's own spelling goes first, then any other of yes and no: where the answers are words for yes and no, by what it means;
    where they are others ("stayed", "left"), yes is the positive one.
    """
    text, place = as_label(labels, reported)
    if place is not None:
        return float(place)
    meant = truth(text)
    if meant is None:
        raise NotThisKind("category")
    means = [truth(label) for label in labels]
    return float(means.index(meant)) if set(means) == {True, False} else float(meant)


def band(form: Form, score: float) -> str:
    """Return "high" from the model's limit up, "medium" from half of it, else "low"."""
    if score >= form.threshold:
        return "high"
    return "medium" if score >= form.threshold / 2 else "low"


def headline(facts: AnswerFacts) -> str:
    """Say the probability as a count out of 100."""
    if facts.score < 0.01:
        count = "fewer than 1"
    else:
        count = "more than 99" if facts.score > 0.99 else f"about {facts.words.number(facts.score * 100)}"
    return f"Of 100 {facts.nouns['many']} like this one, {count} {facts.nouns['will']}."


ANSWER = AnswerType(
    key="yes_no",
    outputs=lambda _labels: 1,
    decide=decide,
    decide_many=decide_many,
    code_of=code_of,
    outcome=lambda form: Outcome(labels=tuple(form.labels), truths=True),
    headline=headline,
    for_and_against=(
        "“{column}” makes “{answer}” in “{target}” more likely",
        "“{column}” makes “{answer}” in “{target}” less likely",
    ),
    purpose="It looks out for “{positive}” in “{target}”.",
    probabilities=probabilities,
    probabilities_of_many=probabilities_of_many,
    explained_answer=lambda labels, _answer: labels[1],
    band=band,
    has_positive=True,
)
