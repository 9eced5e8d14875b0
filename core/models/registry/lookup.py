"""Finding models and versions, and opening the sealed pieces of a version."""

from typing import TYPE_CHECKING

from core.common.errors import DamagedFile, NotFound
from core.models.reference import Reference
from core.models.registry.records import Model, ModelVersion, model_of, version_of
from core.models.training_rows import TrainingRows
from core.storage import blobs
from core.storage.store import Row
from core.storage.workspace import Workspace

if TYPE_CHECKING:
    from sklearn.base import BaseEstimator

PIPELINE, EXPORTED, REFERENCE, LEARNED = "model pipeline", "model exported", "model reference", "model learned rows"
"""Purposes under which the pieces of a version are sealed."""


def all_models(workspace: Workspace) -> list[Model]:
    """Return all models, the newest first."""
    with workspace.store.reading() as db:
        return [model_of(row) for row in db.query("SELECT * FROM model ORDER BY created DESC, id")]


def find(workspace: Workspace, id_or_name: str) -> Model:
    """Return the model of that id or name. Raise NotFound."""
    with workspace.store.reading() as db:
        row = next(iter(db.query("SELECT * FROM model WHERE id = ? OR name = ?", [id_or_name, id_or_name])), None)
    if row is None:
        raise NotFound("There is no model of that name.", "See the list of models for the right name.")
    return model_of(row)


def versions(workspace: Workspace, model_id: str) -> list[ModelVersion]:
    """Return all versions of a model, the newest first."""
    with workspace.store.reading() as db:
        found = db.query("SELECT * FROM version WHERE model = ? ORDER BY number DESC", [model_id])
        return [version_of(row) for row in found]


def version(workspace: Workspace, model_id: str, number: int | None = None) -> ModelVersion:
    """Return a version of a model, the newest when no number is given. Raise NotFound."""
    return version_of(_row(workspace, model_id, number))


def pipeline(workspace: Workspace, model_id: str, number: int | None = None) -> "BaseEstimator":
    """Return the fitted pipeline, whose seal is checked before anything of it is loaded. Raise NotFound, DamagedFile."""
    row = _row(workspace, model_id, number)
    data = blobs.fetch(workspace, row["pipeline"], PIPELINE)
    if not workspace.vault.is_ours(with_its_place(row["model"], row["number"], data), PIPELINE, row["seal"]):
        raise DamagedFile(
            "This model was changed outside Plainwell, so it is not loaded.", "Restore a backup, or train again."
        )
    from core.models.registry.pipeline_files import (
        pipeline_from_bytes,  # brings scikit-learn along, which few callers need
    )

    return pipeline_from_bytes(data)


def exported_bytes(workspace: Workspace, model_id: str, number: int | None = None) -> bytes:
    """Return what `core.inference.exported.Exported.from_bytes` takes. Raise NotFound, DamagedFile."""
    return blobs.fetch(workspace, _row(workspace, model_id, number)["exported"], EXPORTED)


def reference(workspace: Workspace, model_id: str, number: int | None = None) -> Reference:
    """Return what a version remembers of its training rows and of those held back. Raise NotFound, DamagedFile."""
    return Reference.from_bytes(blobs.fetch(workspace, _row(workspace, model_id, number)["reference"], REFERENCE))


def training_rows(workspace: Workspace, model_id: str, number: int) -> TrainingRows | None:
    """Return which rows a version learned from; None of versions made before this was kept. Raise NotFound, DamagedFile."""
    blob = _row(workspace, model_id, number)["learned"]
    return TrainingRows.from_bytes(blobs.fetch(workspace, blob, LEARNED)) if blob else None


def _row(workspace: Workspace, model_id: str, number: int | None) -> Row:
    with workspace.store.reading() as db:
        found = db.query(
            "SELECT * FROM version WHERE model = ? AND (number = ? OR ? IS NULL) ORDER BY number DESC LIMIT 1",
            [model_id, number, number],
        )
        row = next(iter(found), None)
    if row is None:
        raise NotFound("There is no such version of this model.", "See the list of its versions.")
    return row


def with_its_place(model: str, number: int, data: bytes) -> bytes:
    """Return a pipeline's bytes behind its place, to be sealed: so one version's cannot stand in for another's."""
    return f"{model} {number} ".encode() + data
