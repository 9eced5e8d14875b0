"""What a fault looks like in the log: codes that are met more often than usual."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.common.finding import What
from core.inference.inputs import ABOVE, ABSENT, BELOW, MISSING, UNSEEN
from core.monitoring.feed.usual import Codes, Usual, only


@dataclass(frozen=True)
class Symptom:
    """What more rows than usual show."""

    what: What
    codes: Callable[[Usual], Codes]
    """The codes that show it."""
    least: float
    """The smallest rise worth saying."""
    kinds: tuple[str, ...]
    """Of columns that can have it."""
    whole: float = 0.0
    """The share of rows since the first day that has to show it, for what befalls all rows or none."""


def _tail(usual: Usual, outside: int, high: bool) -> Codes:
    """The highest, or lowest, tenth of the values met in training, and what lies beyond."""
    rank = usual.rank()
    with np.errstate(invalid="ignore"):
        return (rank >= 0.9 if high else rank <= 0.1) & (usual.counts > 0) | only(outside)


_ANY = ("number", "date", "yes_no", "category", "text")
SYMPTOMS = (
    Symptom("renamed", lambda _: only(ABSENT), 0.1, _ANY, whole=0.95),  # single rows without it were left empty
    Symptom("missing", lambda _: only(MISSING, ABSENT), 0.1, _ANY),
    Symptom("new_category", lambda _: only(UNSEEN), 0.05, ("category",)),
    Symptom("unit", lambda _: only(ABOVE), 0.25, ("number",)),
    Symptom("unit", lambda _: only(BELOW), 0.25, ("number",)),
    Symptom("unit", lambda _: only(ABOVE), 0.1, ("number",), whole=0.9),
    Symptom("unit", lambda _: only(BELOW), 0.1, ("number",), whole=0.9),
    Symptom("unit", lambda usual: _tail(usual, ABOVE, high=True), 0.3, ("number",), whole=0.9),
    Symptom("unit", lambda usual: _tail(usual, BELOW, high=False), 0.3, ("number",), whole=0.9),
)
"""In this order: the first that fits a column is what is said of it."""

BEYOND = Symptom("shifted", lambda _: only(ABOVE, BELOW), 0.1, ("number",))
"""Said when nothing else explains numbers beyond those learned."""
