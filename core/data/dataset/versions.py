"""The versions of a dataset: what each was made of, and going back to one."""

import json
from collections.abc import Iterator
from typing import Any

from core.common.actor import OWNER, Actor
from core.common.words import Words, clean
from core.data.dataset.keeping import find
from core.data.dataset.records import Dataset, Version
from core.data.dataset.storage import changing, row_of, version_row
from core.storage import audit_log
from core.storage.store import Database, Row
from core.storage.workspace import Workspace


def versions(workspace: Workspace, dataset_id: str) -> list[Version]:
    """Return all versions, the newest first. Raise NotFound."""
    with workspace.store.reading() as db:
        row = row_of(db, dataset_id)
        found = db.query("SELECT * FROM dataset_version WHERE dataset = ? ORDER BY number DESC", [row["id"]])
        return [_version(db, one, row["version"]) for one in list(found)]


def go_back(workspace: Workspace, dataset_id: str, number: int, who: Actor = OWNER) -> Dataset:
    """Use another version from now on, with its own repairs. None is lost by it. Raise NotFound."""
    with changing(workspace, dataset_id) as (db, row):
        version_row(db, row["id"], number)
        db.execute("UPDATE dataset SET version = ? WHERE id = ?", [number, row["id"]])
        audit_log.record(workspace, db, who, "other dataset version used", row["id"], version=number)
    return find(workspace, dataset_id)


def _version(db: Database, row: Row, current: int) -> Version:
    parts = db.query(
        "SELECT filename FROM json_each(?) AS wanted JOIN dataset_part ON dataset_part.id = wanted.value ORDER BY wanted.key",
        [row["parts"]],
    )
    repairs = db.query(
        "SELECT count(*) AS n FROM repair WHERE dataset = ? AND version = ?", [row["dataset"], row["number"]]
    )
    facts: dict[str, Any] = {key: row[key] for key in ("number", "created", "rows", "content")}
    return Version(
        **facts,
        who=Actor.from_text(row["who"]),
        files=tuple(part["filename"] for part in parts),
        made=json.loads(row["made"]),
        repairs=int(next(iter(repairs))["n"]),
        is_current=row["number"] == current,
    )


def story(version: Version, words: Words) -> str:
    """Say how a version came about, in a sentence or two."""
    what, told = version.made.get("what", "added"), f"Read from {_file(version.files[0])}."
    if what == "changed":
        told = "Changed after a model had learned from the version before."
    elif what == "appended":
        told = f"{words.items(list(_appended(version, words)))}."
    if version.repairs:
        told += f" {words.few(version.repairs, 'repair', 'repairs').capitalize()} made."
    return told


def _appended(version: Version, words: Words) -> Iterator[str]:
    added, replaced, copies = (version.made[name] for name in ("added", "replaced", "copies"))
    yield f"{words.few(added, 'row').capitalize()} added from {_file(version.files[-1])}"
    if replaced:
        yield f"{words.few(replaced, 'row')} brought up to date"
    if copies:
        yield f"{words.few(copies, 'row')} left out because {'it was' if copies == 1 else 'they were'} there"


def _file(name: str) -> str:
    return f"“{clean(name, 60)}”"
