"""What a model computes for many rows at once, as columns and with numpy: the same numbers as for one row after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.inference.features import parts_of_many
from core.inference.form import Form
from core.inference.inputs import Input, Value
from core.inference.problem_types import answer_type

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True)
class AnswerColumns:
    """The answers of n rows, as columns of (n,)."""

    score: "npt.NDArray[np.float64]"
    code: "npt.NDArray[np.float64]"
    low: "npt.NDArray[np.float64] | None"
    high: "npt.NDArray[np.float64] | None"


def columns_of(inputs: Sequence[Input], rows: Sequence[Sequence[Value]]) -> "list[npt.NDArray[Any]]":
    """Return rows as columns, in the order of `inputs`: float64 with NaN for missing, or object with text and None."""
    import numpy as np

    kinds = ["O" if asked.kind in ("category", "text") else "d" for asked in inputs]
    return [np.array(column, dtype=kind) for column, kind in zip(zip(*rows, strict=True), kinds, strict=True)]


def answers_of(form: Form, inputs: Sequence[Input], columns: "Sequence[npt.NDArray[Any]]") -> AnswerColumns:
    """Return the answers for many rows."""
    score, code = answer_type(form.predicts).decide_many(form, raw_of(form, inputs, columns))
    low, high = form.margin.around(score) if form.margin else (None, None)
    return AnswerColumns(score, code, low, high)


def raw_of(form: Form, inputs: Sequence[Input], columns: "Sequence[npt.NDArray[Any]]") -> "npt.NDArray[np.float64]":
    """Return the members' outputs for many rows, (n, outputs), joined but not yet turned into an answer."""
    import numpy as np

    made = parts_of_many(inputs, columns)
    raw = np.full((len(columns[0]), 1), form.bias)
    for member, weight in zip(form.members, form.weights, strict=True):
        outputs = member.outputs_of_many(made)
        raw = raw + weight * (np.exp(outputs) if form.exponential else outputs)
    return raw
