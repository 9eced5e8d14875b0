"""The nearest of several groups that were found, not told: its score is the distance, and nothing proves it right or wrong."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from core.inference.form import Form
from core.inference.inputs import Input, NotThisKind
from core.inference.label_codes import largest
from core.inference.problem_type import AnswerType, NoOutcome

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Rows = npt.NDArray[np.float64]


def decide(_form: Form, outputs: list[float]) -> tuple[float, float]:
    """Answer the group whose middle is nearest. Outputs are distances with a minus."""
    nearest = max(outputs)
    return -nearest, float(outputs.index(nearest))


def decide_many(_form: Form, outputs: "Rows") -> "tuple[Rows, Rows]":
    """Answer many rows as `decide` does one."""
    return -outputs.max(axis=1), outputs.argmax(axis=1).astype(float)


def code_of(_labels: Sequence[str], _reported: Any, _number: Input) -> float:
    """Raise NotThisKind: groups have no right answer."""
    raise NotThisKind("category")


ANSWER = AnswerType(
    key="segments",
    outputs=len,
    decide=decide,
    decide_many=decide_many,
    code_of=code_of,
    outcome=lambda _form: None,
    no_outcome=NoOutcome(
        refusal="something that can be checked: groups have no right answer",
        instead="Groups have no right or wrong, so there is nothing to tell of how it ended.",
        undecided="Groups have no right answer, so only you can say which ones help you more.",
    ),
    headline=lambda facts: f"This one belongs to the group “{facts.answer}”.",
    # Groups are told by all columns together, so that none of them alone speaks for or against one.
    for_and_against=("“{column}” tells this group from the others",) * 2,
    purpose="",
    explained_output=largest,
)
