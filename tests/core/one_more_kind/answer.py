"""How often something will happen: its score is the expected number, its answer the whole number next to it."""

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
    """Answer the whole number next to the joined output, which is never below nothing."""
    expected = max(outputs[0], 0.0)
    return expected, float(round(expected))


def decide_many(_form: Form, outputs: "Rows") -> "tuple[Rows, Rows]":
    """Answer many rows as `decide` does one."""
    expected = outputs[:, 0].clip(min=0.0)
    return expected, expected.round()


def code_of(_labels: Sequence[str], reported: Any, number: Input) -> float:
    """Return the count that was reported. Raise NotThisKind for what is no whole number from 0 up."""
    value = number.read(reported)
    if not isinstance(value, float) or value < 0 or not value.is_integer():
        raise NotThisKind("number")
    return value


def headline(facts: AnswerFacts) -> str:
    """Say how often."""
    return f"About {facts.words.counted(round(facts.score), 'time')}."


ANSWER = AnswerType(
    key="count",
    outputs=lambda _labels: 1,
    decide=decide,
    decide_many=decide_many,
    code_of=code_of,
    outcome=lambda form: Outcome(number=form.target_input()),
    headline=headline,
    for_and_against=("“{column}” makes it more often", "“{column}” makes it less often"),
    purpose="It says how often “{target}” will be.",
    is_amount=True,
)
