"""What the endpoint is given to read: a sealed table of models and keys, and each version's exported form."""

from datetime import datetime
from typing import Any

import msgspec

from core import model_version, preferences
from core.serving.access import AccessKey
from core.serving.live_table import LiveFolder, LiveModel, LiveTable, State
from core.store import Database
from core.workspace import Workspace


def publish(workspace: Workspace) -> None:
    """Writes the live folder anew from the workspace. The endpoint notices within a second.

    Done while holding the workspace's write lock, so that two publishers cannot overtake each other.
    """
    keep = preferences.load(workspace).keep_inputs_months > 0
    models = model_version.all_models(workspace)
    folder = LiveFolder(workspace.settings.live, workspace.vault)
    with workspace.store.writing() as db:
        live = tuple(_live(workspace, db, model) for model in models if model_version.versions(workspace, model.id))
        table = LiveTable(live, tuple(_keys(db)), keep)
        new = [model for model in live if not folder.has(model.file)]
        folder.write(
            table, {model.file: model_version.exported_bytes(workspace, model.id, model.version) for model in new}
        )


def publish_if_lost(workspace: Workspace) -> None:
    """Makes the folder anew when it is not there."""
    if LiveFolder(workspace.settings.live, workspace.vault).stamp() is None:
        publish(workspace)


def _live(workspace: Workspace, db: Database, model: model_version.Model) -> LiveModel:
    row = next(iter(db.query("SELECT version, state FROM deployment WHERE model = ?", [model.id])), None)
    state: State = "off" if row is None or row["state"] == "stopped" else row["state"]
    version = model_version.version(workspace, model.id, row["version"] if row else None)
    id_column = model.plan.column("id")
    return LiveModel(model.id, model.name, state, version.number, id_column, _card(version))


def _card(version: model_version.Version) -> dict[str, Any]:
    return {"created": version.created, **msgspec.to_builtins(version.card)}


def _keys(db: Database) -> list[AccessKey]:
    found = db.query("SELECT id, digest, model, expires FROM access_key WHERE revoked IS NULL")
    return [AccessKey(row["id"], row["digest"], row["model"], _seconds(row["expires"])) for row in found]


def _seconds(text: str | None) -> float | None:
    return None if text is None else datetime.fromisoformat(text).timestamp()
