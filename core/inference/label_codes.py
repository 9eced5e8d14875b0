"""What joined outputs come to where there is one for each label, and how a label that was reported is found again."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from core.inference.form import Form
from core.inference.inputs import Input, NotThisKind

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Rows = npt.NDArray[np.float64]


def softmax(form: Form, outputs: Sequence[float]) -> list[float]:
    """Return the probability of each label."""
    top = max(outputs)
    weights = [math.exp(form.sharpness * (value - top)) for value in outputs]
    whole = sum(weights)
    return [weight / whole for weight in weights]


def softmax_of_many(form: Form, outputs: "Rows") -> "Rows":
    """Return the (n, labels) probabilities of (n, labels) outputs."""
    import numpy as np

    weights: Rows = np.exp(form.sharpness * (outputs - outputs.max(axis=1, keepdims=True)))
    whole: Rows = weights / weights.sum(axis=1, keepdims=True)
    return whole


def largest(outputs: Sequence[float]) -> int:
    """Return the place of the largest output."""
    return outputs.index(max(outputs))


def as_label(labels: Sequence[str], reported: Any) -> tuple[str, int | None]:
    """Return what was reported as folded text, and the place of the label that is spelled like it, if there is one.

    Raise NotThisKind where nothing was reported.
    """
    value = Input("", "category").read(reported)
    text = value.casefold() if isinstance(value, str) else ""
    if not text:
        raise NotThisKind("category")
    own = [label.casefold() for label in labels]
    return text, own.index(text) if text in own else None
