"""Which table a file just read looks like."""

from core.data.dataset.keeping import all_datasets, find
from core.data.dataset.records import Dataset
from core.storage.workspace import Workspace

SAME = 0.6
"""Share of a table's columns that a file has to have to be taken for the same table."""


def resembling(workspace: Workspace, dataset_id: str) -> Dataset | None:
    """Return the kept table that a table just read looks most like, by its columns' names and kinds. Raise NotFound."""
    new = find(workspace, dataset_id)
    kept = [(_shared(one, new), one) for one in all_datasets(workspace) if one.state == "kept" and one.id != new.id]
    best = max(kept, key=lambda each: each[0], default=None)
    return best[1] if best and best[0] >= SAME else None


def _shared(old: Dataset, new: Dataset) -> float:
    """Share of the larger table's columns that both have; kinds that differ count half."""
    kinds = {column.name.casefold(): column.kind for column in old.parts[0].columns}
    score = 0.0
    for column in new.columns:
        if column.name.casefold() in kinds:
            score += 1.0 if kinds[column.name.casefold()] == column.kind else 0.5
    return score / max(len(kinds), len(new.columns))
