"""Keeping what was made as a version, and forgetting a model with all its bytes."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from core.common.actor import Actor
from core.common.words import clean, first_free
from core.models.registry.card import card_to_json
from core.models.registry.lookup import EXPORTED, LEARNED, PIPELINE, REFERENCE, find, with_its_place
from core.models.registry.plan import Plan
from core.models.registry.records import ModelVersion, TrainedModel, version_of
from core.models.training_rows import TrainingRows
from core.storage import audit_log, blobs
from core.storage.store import Database, Row
from core.storage.workspace import Workspace, new_id, now

OnKept = Callable[[Database, ModelVersion], None]
"""Called inside the transaction that keeps a version, for what has to be kept with it or not at all."""


def save(
    workspace: Workspace,
    plan: Plan,
    made: TrainedModel,
    *,
    name: str | None = None,
    model_id: str | None = None,
    practice: bool = False,
    created: str | None = None,
    content: str = "",
    fresh: Mapping[str, Any] | None = None,
    who: Actor,
    on_kept: OnKept = lambda _db, _version: None,
) -> ModelVersion:
    """Keep what was made as a new model, or as the next version of `model_id`. All of it is kept, or nothing.

    `created`: as of an earlier moment (the practice shop), else now. `content`: that of the dataset's table it learned from.
    `fresh`: of a later version, where its new rows came from.
    """
    from core.models.registry.pipeline_files import pipeline_to_bytes  # brings scikit-learn along

    data, created = pipeline_to_bytes(made.pipeline), created or now()
    with workspace.store.writing() as db:
        model = model_id or _new_model(db, plan, name or plan.template, created, practice)
        newest = next(iter(db.query("SELECT max(number) AS number FROM version WHERE model = ?", [model])))
        number = (newest["number"] or 0) + 1
        row: Row = {
            "model": model,
            "number": number,
            "created": created,
            "dataset": plan.dataset,
            "content": content,
            "card": card_to_json(made.card),
            "findings": json.dumps([finding.as_dict() for finding in made.findings]),
            "pipeline": blobs.keep(workspace, db, data, PIPELINE),
            "seal": workspace.vault.mac(with_its_place(model, number, data), PIPELINE),
            "exported": blobs.keep(workspace, db, made.exported, EXPORTED),
            "reference": blobs.keep(workspace, db, made.reference.to_bytes(), REFERENCE),
            "learned": blobs.keep(workspace, db, made.training_rows, LEARNED) if made.training_rows else None,
            "plan": json.dumps(plan.as_dict()),
            "fresh": json.dumps(dict(fresh or {})),
        }
        db.table("version").insert(row)
        if model_id:
            db.table("model").update(model, {"plan": json.dumps(plan.as_dict())})
        audit_log.record(workspace, db, who, "version made", model, version=number, dataset=plan.dataset)
        on_kept(db, version_of(row))
    return version_of(row)


def replace_training_rows(workspace: Workspace, version: ModelVersion, left: TrainingRows) -> None:
    """Keep what is `left` of what a version remembers of its training rows, in the place of what it remembered."""
    with workspace.store.writing() as db:
        place = [version.model, version.number]
        before = next(iter(db.query("SELECT learned FROM version WHERE model = ? AND number = ?", place)))["learned"]
        kept = blobs.keep(workspace, db, left.to_bytes(), LEARNED)
        db.execute("UPDATE version SET learned = ? WHERE model = ? AND number = ?", [kept, *place])
        blobs.discard(db, before)


def delete(workspace: Workspace, model_id: str, who: Actor) -> None:
    """Forget a model, its versions and all their bytes. Raise NotFound."""
    find(workspace, model_id)
    with workspace.store.writing() as db:
        pieces = [
            piece
            for row in db.query(
                "SELECT pipeline, exported, reference, learned FROM version WHERE model = ?", [model_id]
            )
            for piece in row.values()
        ]
        pieces += [
            piece
            for row in db.query("SELECT contents, pdf, html FROM report WHERE model = ?", [model_id])
            for piece in row.values()
        ]
        db.execute("DELETE FROM model WHERE id = ?", [model_id])
        blobs.discard(db, *pieces)
        audit_log.record(workspace, db, who, "model deleted", model_id)


def _new_model(db: Database, plan: Plan, name: str, created: str, practice: bool) -> str:
    model = new_id("m")
    db.table("model").insert(
        {
            "id": model,
            "name": free_name(db, name, model),
            "template": plan.template,
            "created": created,
            "plan": json.dumps(plan.as_dict()),
            "practice": int(practice),
        }
    )
    return model


def free_name(db: Database, wanted: str, own_id: str) -> str:
    """Return the wanted name, with the first number behind it that makes it the only one."""
    wanted = clean(wanted) or "Model"
    taken = {row["name"] for row in db.query("SELECT name FROM model WHERE id != ?", [own_id])}
    return first_free(wanted, taken)
