"""Mistakes and mishaps that an owner can mend. Each says what happened and what to do; none repeats the owner's data."""

import traceback
from pathlib import Path
from types import TracebackType
from typing import Any


class OwnerError(Exception):
    """Something the owner can mend.

    `sentence` says what happened, `advice` what to do; `facts` are small numbers or names for tests and JSON, never a
    value from a table. Pages and command line show it in one place each; a traceback is never shown.
    """

    def __init__(self, sentence: str, advice: str, **facts: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.advice = advice
        self.facts = facts

    def as_dict(self) -> dict[str, str]:
        return {"error": self.sentence, "advice": self.advice}


class UnreadableFile(OwnerError):
    """A file that cannot be read as a table."""


class NotFound(OwnerError):
    """A dataset, model, version or report that is not there (any more)."""


class NotTrainable(OwnerError):
    """A table and a question that do not make a model together."""


class NotPossibleNow(OwnerError):
    """Something that the state of things does not allow: going live without a version, a full disk, a taken port."""


class ClearlyWorse(NotPossibleNow):
    """A version that did clearly worse than the one before would go live. Possible all the same, by typing the model's name.

    `facts`: `version`, `against`, and `gain` (below zero) in the unit of `measure`.
    """


class DamagedFile(OwnerError):
    """A file of ours whose seal is broken: a backup, a report or a model that was altered, or a wrong recovery key."""


class Cancelled(Exception):
    """The owner pressed stop. Not an error: whoever runs a long job lets it pass and records it."""


def technical(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return kind and place of a failure that nobody foresaw: "KeyError in x.py, line 3".

    Never its message, which may quote a table.
    """
    steps = traceback.extract_tb(trace) if trace else []
    place = f"{Path(steps[-1].filename).name}, line {steps[-1].lineno}" if steps else "an unknown place"
    return f"{kind.__name__} in {place}"
