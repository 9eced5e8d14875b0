"""The likely cause of a verdict as one sentence."""

from datetime import date

from core.common.finding import Cause
from core.common.words import Words, clean

_BECAUSE = {
    "missing": "{columns} stopped arriving in many rows",
    "new_category": "{columns} began to hold words that the model has never met",
    "renamed": "{columns} stopped arriving under the name the model knows",
    "unit": "{columns} began to arrive in another unit",
    "frozen": "{columns} stopped changing",
    "shifted": "{columns} became different from what the model learned",
    "mix": "more cases of one kind came in than before",
    "rule_changed": "the same kind of case began to end differently",
    "group": "one group is served worse than the others",
}
"""By `Cause.what`. What is not here (slow, old …) is its own explanation."""


def likely(cause: Cause | None, words: Words) -> str:
    """Say the likely cause in a sentence; empty where none is known.

    As in "Most likely because “age” stopped arriving in many rows on Tuesday 13 October."."""
    if cause is None or cause.what not in _BECAUSE:
        return ""
    named = words.items([f"“{clean(column)}”" for column in cause.columns]) or "a column"
    since = f" on {words.weekday(date.fromisoformat(cause.since))}" if cause.since else ""
    return f"Most likely because {_BECAUSE[cause.what].format(columns=named)}{since}."
