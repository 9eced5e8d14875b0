"""What really happened, as one of a model's answers, however it is written."""

import math
from collections.abc import Sequence
from typing import Any

from core.exported.form import Predicts
from core.inputs import Input, NotThisKind
from core.yes_no import truth


def code_of(predicts: Predicts, labels: Sequence[str], actual: Any) -> float:
    """Coded as in core.reference. Raises NotThisKind for what is not one of the answers; nothing is, of groups.

    An answer's own spelling goes first. Of yes/no also any other: where the answers are words for yes and no, by what it means;
    where they are others ("stayed", "left"), yes is the positive one.
    """
    if predicts == "number":
        return _number(actual)
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


def _number(actual: Any) -> float:
    value = Input("", "number").read(actual)
    if not isinstance(value, float) or not math.isfinite(value):
        raise NotThisKind("number")
    return value


def _as_text(actual: Any) -> str:
    value = Input("", "category").read(actual)
    return value if isinstance(value, str) else ""
