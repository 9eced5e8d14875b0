"""The tables of one piece of work: each is unsealed and decoded once, when it is first needed, and let go with the work."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.data.dataset.keeping import frame
from core.data.dataset.records import Dataset
from core.storage.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class OpenTables:
    """What one job opens, to be handed along. Nothing that lives longer than a job may hold one: it is full of personal data."""

    workspace: Workspace
    _frames: "dict[tuple[str, str], pd.DataFrame]" = field(default_factory=dict, repr=False)

    def frame(self, of: Dataset) -> "pd.DataFrame":
        """Return the table of a dataset as `dataset.frame` does, for reading only. Raises NotFound."""
        key = of.id, of.content
        if key not in self._frames:
            self._frames[key] = frame(self.workspace, of.id, of.version)
        return self._frames[key]
