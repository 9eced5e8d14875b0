"""A job as the function that does it sees it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.common.progress import SILENT, Progress
from core.storage.store import Database
from core.storage.workspace import Workspace


@dataclass(frozen=True)
class Task:
    """A job as its function sees it."""

    workspace: Workspace
    arguments: dict[str, Any]
    progress: Progress = SILENT
    made: dict[str, Any] | None = None
    """What an earlier try, cut off after it, kept already."""
    keep: Callable[[Database, dict[str, Any]], None] = lambda _db, _made: None
    """Notes what was made, in the transaction that keeps it."""

    @property
    def day(self) -> date | None:
        """Return the local day for which the timetable put it in; None when an owner did."""
        day = self.arguments.get("day")
        return date.fromisoformat(day) if day else None


Result = dict[str, Any]
