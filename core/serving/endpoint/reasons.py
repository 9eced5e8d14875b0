"""Why a row got its answer: the columns that moved it most, and which way, for programs and in words."""

from collections.abc import Sequence
from typing import Any

from core.inference.exported import Answered
from core.inference.inputs import Value
from core.serving.endpoint.traffic import ServedVersion


def reasons(served: ServedVersion, values: Sequence[Value], answered: Answered) -> list[dict[str, Any]]:
    """Return the three columns that moved this answer most: for the explained answer, or a higher number.

    Each with `column`, `direction` (for, against), `weight` (its share of all three, 0 to 1) and `says`, a sentence.
    """
    exported = served.exported
    found = exported.reasons(values)
    whole = sum(abs(effect) for _, effect in found) or 1.0
    answer = exported.answer_type.explained_answer(exported.labels, answered.answer)
    more, less = exported.answer_type.for_and_against
    return [
        {
            "column": column,
            "direction": "for" if effect > 0 else "against",
            "weight": round(abs(effect) / whole, 3),
            "says": (more if effect > 0 else less).format(column=column, answer=answer, target=exported.form.target),
        }
        for column, effect in found
    ]
