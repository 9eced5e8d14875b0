"""What the owner says about personal data in a column, against or instead of what was found."""

import json
from dataclasses import replace

from core.common.actor import OWNER, Actor
from core.common.errors import NotFound
from core.data.dataset.keeping import find
from core.data.dataset.records import Dataset
from core.data.dataset.storage import changing, columns_as_json
from core.data.personal import UNSURE
from core.data.reading import Column
from core.storage import audit_log
from core.storage.workspace import Workspace


def mark_personal(workspace: Workspace, dataset_id: str, column: str, kind: str | None, who: Actor = OWNER) -> Dataset:
    """Note what the owner said: that a column holds personal data of some type, or none, or `personal.UNSURE`. Raise NotFound."""
    found = find(workspace, dataset_id)
    if found.column(column) is None:
        raise NotFound("This table has no column of that name.", "Look at its columns and choose one of them.")
    marks = {**found.marks, column: kind}
    columns = [_marked(each, kind) if each.name == column else each for each in found.columns]
    with changing(workspace, found.id) as (db, row):
        db.execute("UPDATE dataset SET marks = ? WHERE id = ?", [json.dumps(marks), row["id"]])
        db.execute(
            "UPDATE dataset_version SET columns = ? WHERE dataset = ? AND number = ?",
            [columns_as_json(columns), row["id"], row["version"]],
        )
        audit_log.record(workspace, db, who, "personal data marked", row["id"])
    return find(workspace, found.id)


def _marked(column: Column, kind: str | None) -> Column:
    if kind == UNSURE:
        return replace(column, personal=column.personal or UNSURE, personal_sure=False)
    return replace(column, personal=kind, personal_sure=True)
