"""What really happened, as the code of one of a model's answers, however it is written."""

from collections.abc import Sequence
from typing import Any

from core.inference.form import Form
from core.inference.inputs import Input
from core.inference.problem_types import answer_type

_ANY_NUMBER = Input("", "number")


def code_of(predicts: str, labels: Sequence[str], value: Any) -> float:
    """Return the code of a table's value, as `Answered.code`. Raise NotThisKind for what is not one of the answers."""
    return answer_type(predicts).code_of(labels, value, _ANY_NUMBER)


def reported(form: Form, value: Any) -> float:
    """Return the code of what somebody reports: a number that can be read two ways is read as the model's table writes it.

    Raise NotThisKind for what is not one of the answers.
    """
    return answer_type(form.predicts).code_of(form.labels, value, form.target_input())
