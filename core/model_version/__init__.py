"""Models and their versions: what was made, kept sealed, found again and forgotten.

A model is a question asked of a business; each training makes a version of it. `plan` says what was asked for, `card` what came
out, `pipelines` how the fitted pipeline is kept.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from core import blobs, events
from core.errors import DamagedFile, NotFound
from core.finding import Finding
from core.learned import LearnedRows
from core.model_version.card import Card, Driver, LeftOut, Segment, card_to_json
from core.model_version.plan import Plan, Worth
from core.model_version.shapes import Made, Model, Version, model_of, version_of
from core.reference import Reference
from core.store import Database, Row
from core.words import clean, first_free
from core.workspace import Workspace, new_id, now

if TYPE_CHECKING:
    from sklearn.base import BaseEstimator

__all__ = [
    "Card", "Driver", "LeftOut", "Made", "Model", "OnKept", "Plan", "Segment", "Version", "Worth",
    "all_models", "delete", "exported_bytes", "find", "learned", "pipeline", "reference", "rename", "save", "set_findings",
    "set_stakes", "set_worth",
    "version", "versions",
]  # fmt: skip

PIPELINE, EXPORTED, REFERENCE, LEARNED = "model pipeline", "model exported", "model reference", "model learned rows"
"""Purposes under which the pieces of a version are sealed."""
OnKept = Callable[[Database, Version], None]
"""Called inside the transaction that keeps a version, for what has to be kept with it or not at all."""


def all_models(workspace: Workspace) -> list[Model]:
    """Newest first."""
    with workspace.store.reading() as db:
        return [model_of(row) for row in db.query("SELECT * FROM model ORDER BY created DESC, id")]


def find(workspace: Workspace, id_or_name: str) -> Model:
    """Raises NotFound."""
    with workspace.store.reading() as db:
        row = next(iter(db.query("SELECT * FROM model WHERE id = ? OR name = ?", [id_or_name, id_or_name])), None)
    if row is None:
        raise NotFound("There is no model of that name.", "See the list of models for the right name.")
    return model_of(row)


def versions(workspace: Workspace, model_id: str) -> list[Version]:
    """Newest first."""
    with workspace.store.reading() as db:
        found = db.query("SELECT * FROM version WHERE model = ? ORDER BY number DESC", [model_id])
        return [version_of(row) for row in found]


def version(workspace: Workspace, model_id: str, number: int | None = None) -> Version:
    """The newest when no number is given. Raises NotFound."""
    return version_of(_row(workspace, model_id, number))


def pipeline(workspace: Workspace, model_id: str, number: int | None = None) -> "BaseEstimator":
    """The fitted pipeline; its seal is checked before anything of it is loaded. Raises NotFound, DamagedFile."""
    row = _row(workspace, model_id, number)
    data = blobs.fetch(workspace, row["pipeline"], PIPELINE)
    if not workspace.vault.is_ours(_sealed(row["model"], row["number"], data), PIPELINE, row["seal"]):
        raise DamagedFile(
            "This model was changed outside Plainwell, so it is not loaded.", "Restore a backup, or train again."
        )
    from core.model_version.pipelines import pipeline_from_bytes  # brings scikit-learn along, which few callers need

    return pipeline_from_bytes(data)


def exported_bytes(workspace: Workspace, model_id: str, number: int | None = None) -> bytes:
    """What `core.exported.Exported.from_bytes` takes. Raises NotFound, DamagedFile."""
    return blobs.fetch(workspace, _row(workspace, model_id, number)["exported"], EXPORTED)


def reference(workspace: Workspace, model_id: str, number: int | None = None) -> Reference:
    """Raises NotFound, DamagedFile."""
    return Reference.from_bytes(blobs.fetch(workspace, _row(workspace, model_id, number)["reference"], REFERENCE))


def learned(workspace: Workspace, model_id: str, number: int) -> LearnedRows | None:
    """Which rows a version learned from; None of versions made before this was kept. Raises NotFound, DamagedFile."""
    blob = _row(workspace, model_id, number)["learned"]
    return LearnedRows.from_bytes(blobs.fetch(workspace, blob, LEARNED)) if blob else None


def save(
    workspace: Workspace,
    plan: Plan,
    made: Made,
    *,
    name: str | None = None,
    model_id: str | None = None,
    practice: bool = False,
    created: str | None = None,
    content: str = "",
    fresh: Mapping[str, Any] | None = None,
    who: str,
    on_kept: OnKept = lambda _db, _version: None,
) -> Version:
    """Keeps what was made as a new model, or as the next version of `model_id`. All of it is kept, or nothing.

    `created`: as of an earlier moment (the practice shop), else now. `content`: that of the dataset's table it learned from.
    `fresh`: of a later version, where its new rows came from.
    """
    from core.model_version.pipelines import pipeline_to_bytes  # brings scikit-learn along

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
            "seal": workspace.vault.mac(_sealed(model, number, data), PIPELINE),
            "exported": blobs.keep(workspace, db, made.exported, EXPORTED),
            "reference": blobs.keep(workspace, db, made.reference.to_bytes(), REFERENCE),
            "learned": blobs.keep(workspace, db, made.learned, LEARNED) if made.learned else None,
            "plan": json.dumps(plan.as_dict()),
            "fresh": json.dumps(dict(fresh or {})),
        }
        db.table("version").insert(row)
        if model_id:
            db.table("model").update(model, {"plan": json.dumps(plan.as_dict())})
        events.record(workspace, db, who, "version made", model, version=number, dataset=plan.dataset)
        on_kept(db, version_of(row))
    return version_of(row)


def set_findings(workspace: Workspace, model_id: str, number: int, findings: Sequence[Finding]) -> None:
    """What the audits of a version said."""
    told = json.dumps([finding.as_dict() for finding in findings])
    with workspace.store.writing() as db:
        db.execute("UPDATE version SET findings = ? WHERE model = ? AND number = ?", [told, model_id, number])


def rename(workspace: Workspace, model_id: str, name: str, who: str = "owner") -> Model:
    """Gives it another name; " 2" is added when another model has that one. Raises NotFound."""
    find(workspace, model_id)
    with workspace.store.writing() as db:
        db.table("model").update(model_id, {"name": _free_name(db, name, model_id)})
        events.record(workspace, db, who, "model renamed", model_id)
    return find(workspace, model_id)


def set_worth(workspace: Workspace, model_id: str, worth: Worth, who: str = "owner") -> Model:
    """Raises NotFound."""
    model = find(workspace, model_id)
    with workspace.store.writing() as db:
        db.table("model").update(model_id, {"worth": json.dumps(asdict(worth))})
        events.record(workspace, db, who, "worth set", model_id)
    return replace(model, worth=worth)


def set_stakes(workspace: Workspace, model_id: str, stakes: str, *, seen_to: bool, who: str = "owner") -> Model:
    """What the owner says depends on its answers (core.stakes). Raises NotFound."""
    model = find(workspace, model_id)
    plan = replace(model.plan, stakes=stakes, seen_to=seen_to)
    with workspace.store.writing() as db:
        db.table("model").update(model_id, {"plan": json.dumps(plan.as_dict())})
        events.record(workspace, db, who, "use told", model_id, stakes=stakes, seen_to=seen_to)
    return replace(model, plan=plan)


def delete(workspace: Workspace, model_id: str, who: str) -> None:
    """Forgets a model, its versions and all their bytes. Raises NotFound."""
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
        events.record(workspace, db, who, "model deleted", model_id)


def _new_model(db: Database, plan: Plan, name: str, created: str, practice: bool) -> str:
    model = new_id("m")
    db.table("model").insert(
        {
            "id": model,
            "name": _free_name(db, name, model),
            "template": plan.template,
            "created": created,
            "plan": json.dumps(plan.as_dict()),
            "practice": int(practice),
        }
    )
    return model


def _free_name(db: Database, wanted: str, own_id: str) -> str:
    """The wanted name, with the first number behind it that makes it the only one."""
    wanted = clean(wanted) or "Model"
    taken = {row["name"] for row in db.query("SELECT name FROM model WHERE id != ?", [own_id])}
    return first_free(wanted, taken)


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


def _sealed(model: str, number: int, data: bytes) -> bytes:
    """A pipeline together with its place, so that one version's cannot stand in for another's."""
    return f"{model} {number} ".encode() + data
