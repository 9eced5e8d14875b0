"""Which versions of models learned from rows about somebody, and making them forget that they did.

What a version learned from is remembered as numbers (`core.models.training_rows`). With them somebody who has a row could still
find out that it was learned from, so they go with the row. What the version learned by it stays in it.
"""

from collections.abc import Iterator, Sequence

import pandas as pd

from core.data import dataset
from core.models import registry
from core.models.registry import ModelVersion
from core.models.training_rows import TrainingRows
from core.operations.person_data.results import TrainedVersion
from core.storage.workspace import Workspace


def learned_from(workspace: Workspace, sought: str) -> tuple[TrainedVersion, ...]:
    """Return the versions that learned from rows about the person, the newest models first."""
    names = {model.id: model.name for model in registry.all_models(workspace)}
    found = []
    for version, known, frames in _versions_about(workspace, sought):
        met = [known.met(frame) for frame in frames]
        rows = max((int(each.sum()) for each in met if each is not None), default=0)
        if rows:
            found.append(TrainedVersion(version.model, names[version.model], version.number, rows))
    return tuple(found)


def forget(workspace: Workspace, sought: str) -> None:
    """Forget, for each version, that it learned from these rows: nobody can find out any more. To be called before they are erased."""
    for version, known, frames in list(_versions_about(workspace, sought)):
        left = known
        for frame in frames:
            left = left.without(frame)
        registry.replace_training_rows(workspace, version, left)


def _versions_about(
    workspace: Workspace, sought: str
) -> Iterator[tuple[ModelVersion, TrainingRows, Sequence[pd.DataFrame]]]:
    """Each version with what it remembers, and the rows about the person in its table; an id counts without a row, too."""
    tables = {
        table.id: dataset.about_somebody(workspace, table.id, sought) for table in dataset.all_datasets(workspace)
    }
    for model in registry.all_models(workspace):
        for version in registry.versions(workspace, model.id):
            known = registry.training_rows(workspace, model.id, version.number)
            if known is not None:
                alone = pd.DataFrame({name: [sought] for name in known.who})
                yield version, known, [*tables.get(version.dataset, ()), alone]
