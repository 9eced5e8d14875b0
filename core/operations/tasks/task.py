"""A job as the function that does it sees it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.common.errors import Cancelled
from core.common.progress import OnStep, ShouldStop, part
from core.storage.store import Database
from core.storage.workspace import Workspace


@dataclass(frozen=True)
class Task:
    """A job as its function sees it."""

    workspace: Workspace
    arguments: dict[str, Any]
    on_step: OnStep
    should_stop: ShouldStop
    made: dict[str, Any] | None = None
    """What an earlier try, cut off after it, kept already."""
    keep: Callable[[Database, dict[str, Any]], None] = lambda _db, _made: None
    """Notes what was made, in the transaction that keeps it."""

    def step(self, share: float, said: str) -> None:
        """Says how far it is, or ends it: raises Cancelled when the owner pressed stop."""
        if self.should_stop():
            raise Cancelled
        self.on_step(share, said)

    def part(self, begin: float, end: float) -> OnStep:
        """`on_step` for a part of the work, which itself goes from 0 to 1."""
        return part(self.on_step, begin, end)

    @property
    def day(self) -> date | None:
        """The local day for which the timetable put it in; None when an owner did."""
        day = self.arguments.get("day")
        return date.fromisoformat(day) if day else None


Result = dict[str, Any]
