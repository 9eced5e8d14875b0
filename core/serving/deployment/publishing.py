"""What the endpoint is given to read: a sealed table of models and keys, and each version's exported form."""

from datetime import datetime
from typing import Any

import msgspec

from core.models import registry
from core.serving.deployment.state import Routing, deployment_row
from core.serving.endpoint.access_keys import AccessKey
from core.serving.endpoint.live_table import LiveFolder, LiveModel, LiveTable, State, Trial
from core.storage import preferences
from core.storage.store import Database, Row
from core.storage.workspace import Workspace


def publish(workspace: Workspace) -> None:
    """Write the live folder anew from the workspace. The endpoint notices within a second.

    This holds the workspace's write lock, so that two publishers cannot overtake each other.
    """
    chosen = preferences.load(workspace)
    models = registry.all_models(workspace)
    folder = LiveFolder(workspace.settings.live, workspace.vault)
    with workspace.store.writing() as db:
        live = tuple(_live(workspace, db, model) for model in models if registry.versions(workspace, model.id))
        table = LiveTable(live, tuple(_keys(db)), chosen.keep_inputs_months > 0, chosen.web_origin)
        wanted = [(model, version) for model in live for version in model.versions]
        new = [(model, version) for model, version in wanted if not folder.has(model.file_of(version))]
        exported = registry.exported_bytes
        folder.write(table, {model.file_of(version): exported(workspace, model.id, version) for model, version in new})


def publish_if_lost(workspace: Workspace) -> None:
    """Write the live folder anew when it is not there."""
    if LiveFolder(workspace.settings.live, workspace.vault).stamp() is None:
        publish(workspace)


def trial_of(row: Row) -> Trial | None:
    """Return the trial in a row of `deployment`, still without the card; None while there is one version."""
    routing = Routing.of(row)
    if beside := routing.beside:
        return Trial(beside.version, row["version"], beside.share, _moment(beside.since))
    if routing.on_trial and routing.before:
        return Trial(row["version"], routing.before, 1.0, _moment(row["since"]))
    return None


def _live(workspace: Workspace, db: Database, model: registry.Model) -> LiveModel:
    row = deployment_row(db, model.id)
    state: State = "off" if row is None or row["state"] == "stopped" else row["state"]
    version = registry.version(workspace, model.id, row["version"] if row else None)
    id_column = model.plan.column("id")
    trial = trial_of(row) if row else None
    if trial:
        other = trial.older if trial.newer == version.number else trial.newer
        card = _card(registry.version(workspace, model.id, other))
        trial = msgspec.structs.replace(trial, card=card)
    before = Routing.of(row).before if row else None
    return LiveModel(model.id, model.name, state, version.number, id_column, _card(version), trial, before)


def _card(version: registry.ModelVersion) -> dict[str, Any]:
    facts = {"created": version.created, "purpose": registry.purpose(version.card)}
    return {**facts, **version.card.as_dict()}


def _keys(db: Database) -> list[AccessKey]:
    found = db.query("SELECT id, digest, model, expires, per_minute FROM access_key WHERE revoked IS NULL")
    return [AccessKey(**{**row, "expires": _seconds(row["expires"])}) for row in found]


def _seconds(text: str | None) -> float | None:
    return None if text is None else _moment(text)


def _moment(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()
