"""An amount: its score is the amount itself."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from core.inference.form import Form
from core.inference.inputs import Input, NotThisKind
from core.inference.problem_type import AnswerFacts, AnswerType, Outcome

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Rows = npt.NDArray[np.float64]


def decide(_form: Form, outputs: list[float]) -> tuple[float, float]:
    """Answer the joined output as it is."""
    return outputs[0], outputs[0]


def decide_many(_form: Form, outputs: "Rows") -> "tuple[Rows, Rows]":
    """Answer many rows as `decide` does one."""
    return outputs[:, 0], outputs[:, 0]


def code_of(_labels: Sequence[str], reported: Any, number: Input) -> float:
    """Return the number that was reported."""
    value = number.read(reported)
    if not isinstance(value, float) or not math.isfinite(value):
        raise NotThisKind("number")
    return value


def headline(facts: AnswerFacts) -> str:
    """Say the amount, as money where it is money."""
    return f"About {facts.words.amount(facts.score, facts.unit)}."


ANSWER = AnswerType(
    key="number",
    is_amount=True,
    outputs=lambda _labels: 1,
    decide=decide,
    decide_many=decide_many,
    code_of=code_of,
    outcome=lambda form: Outcome(number=form.target_input()),
    headline=headline,
    for_and_against=("“{column}” makes it more", "“{column}” makes it less"),
    purpose="It says what “{target}” most likely is.",
)
