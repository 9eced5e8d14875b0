"""Why a row got its answer: the columns that moved it most, and which way, for programs and in words."""

from collections.abc import Sequence
from typing import Any

from core.inference.exported import Answered
from core.inference.inputs import Value
from core.serving.endpoint.traffic import ServedVersion

_WAYS = {
    "yes_no": (
        "“{column}” makes “{answer}” in “{target}” more likely",
        "“{column}” makes “{answer}” in “{target}” less likely",
    ),
    "number": ("“{column}” makes it more", "“{column}” makes it less"),
    "category": ("“{column}” speaks for “{answer}”", "“{column}” speaks against “{answer}”"),
    "segments": ("“{column}” tells this group from the others",) * 2,
}
"""What it says for and against, by what is predicted. A yes or no speaks of the yes, whichever was answered. Groups are told by all
columns together, so that none of them alone speaks for or against one."""


def reasons(served: ServedVersion, values: Sequence[Value], said: Answered) -> list[dict[str, Any]]:
    """The three columns that moved this answer most: for the positive answer, a higher number, this answer.

    Each with `column`, `direction` (for, against), `weight` (its share of all three, 0 to 1) and `says`, a sentence.
    """
    exported = served.exported
    found = exported.reasons(values)
    whole = sum(abs(effect) for _, effect in found) or 1.0
    answer = exported.labels[1] if exported.predicts == "yes_no" else said.answer
    more, less = _WAYS[exported.predicts]
    return [
        {
            "column": column,
            "direction": "for" if effect > 0 else "against",
            "weight": round(abs(effect) / whole, 3),
            "says": (more if effect > 0 else less).format(column=column, answer=answer, target=exported.form.target),
        }
        for column, effect in found
    ]
