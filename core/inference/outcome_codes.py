"""What really happened, as one of a model's answers, however it is written."""

import math
from collections.abc import Sequence
from typing import Any

from core.common.parsing.booleans import truth
from core.inference.form import Form, Predicts
from core.inference.inputs import Input, NotThisKind

_ANY_NUMBER = Input("", "number")


def number_told(form: Form) -> Input:
    """What really happened, where it is a number: how it is read, and said to be read."""
    return Input(form.target, "number", written=form.written, unit=form.unit)


def reported(form: Form, actual: Any) -> float:
    """`code_of` what somebody reports: a number that can be read two ways is read as the model's table writes it.

    Raises NotThisKind.
    """
    return code_of(form.predicts, form.labels, actual, number_told(form))


def code_of(predicts: Predicts, labels: Sequence[str], actual: Any, number: Input = _ANY_NUMBER) -> float:
    """Coded as in core.models.reference. Raises NotThisKind for what is not one of the answers; nothing is, of groups.

    An answer's own spelling goes first. Of yes/no also any other: where the answers are words for yes and no, by what it means;
    where they are others ("stayed", "left"), yes is the positive one. `number` says how a number is written.
    """
    if predicts == "number":
        return _number(actual, number)
    said = _as_text(actual).casefold()
    own = [label.casefold() for label in labels]
    if predicts == "segments" or not said:
        raise NotThisKind("category")
    if said in own:
        return float(own.index(said))
    meant = truth(said)
    if predicts != "yes_no" or meant is None:
        raise NotThisKind("category")
    means = [truth(label) for label in labels]
    return float(means.index(meant)) if set(means) == {True, False} else float(meant)


def _number(actual: Any, asked: Input) -> float:
    value = asked.read(actual)
    if not isinstance(value, float) or not math.isfinite(value):
        raise NotThisKind("number")
    return value


def _as_text(actual: Any) -> str:
    value = Input("", "category").read(actual)
    return value if isinstance(value, str) else ""
