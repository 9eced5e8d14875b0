"""What the owner decides about a model after it was made."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace

from core.common.actor import OWNER, Actor
from core.common.finding import Finding
from core.models.registry.keeping import free_name
from core.models.registry.lookup import find
from core.models.registry.plan import Worth
from core.models.registry.records import Model
from core.storage import audit_log
from core.storage.workspace import Workspace


def rename(workspace: Workspace, model_id: str, name: str, who: Actor = OWNER) -> Model:
    """Give the model another name; " 2" is added when another model has that one. Raise NotFound."""
    find(workspace, model_id)
    with workspace.store.writing() as db:
        db.table("model").update(model_id, {"name": free_name(db, name, model_id)})
        audit_log.record(workspace, db, who, "model renamed", model_id)
    return find(workspace, model_id)


def set_worth(workspace: Workspace, model_id: str, worth: Worth, who: Actor = OWNER) -> Model:
    """Keep what a right and a needless warning are worth to the owner. Raise NotFound."""
    model = find(workspace, model_id)
    with workspace.store.writing() as db:
        db.table("model").update(model_id, {"worth": json.dumps(asdict(worth))})
        audit_log.record(workspace, db, who, "worth set", model_id)
    return replace(model, worth=worth)


def set_stakes(workspace: Workspace, model_id: str, stakes: str, *, seen_to: bool, who: Actor = OWNER) -> Model:
    """Keep what the owner says depends on its answers (core.models.stakes). Raise NotFound."""
    model = find(workspace, model_id)
    plan = replace(model.plan, stakes=stakes, seen_to=seen_to)
    with workspace.store.writing() as db:
        db.table("model").update(model_id, {"plan": json.dumps(plan.as_dict())})
        audit_log.record(workspace, db, who, "use told", model_id, stakes=stakes, seen_to=seen_to)
    return replace(model, plan=plan)


def set_findings(workspace: Workspace, model_id: str, number: int, findings: Sequence[Finding]) -> None:
    """Keep what the checks of a version said, in the place of what they said before."""
    told = json.dumps([finding.as_dict() for finding in findings])
    with workspace.store.writing() as db:
        db.execute("UPDATE version SET findings = ? WHERE model = ? AND number = ?", [told, model_id, number])
