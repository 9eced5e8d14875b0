"""Datasets that are there: found, opened, named, deleted."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from core.common.actor import OWNER, Actor
from core.common.words import clean, first_free
from core.data.dataset.contents import open_frame
from core.data.dataset.records import Dataset
from core.data.dataset.storage import all_rows, changing, dataset_of, remove, row_of, version_row
from core.data.reading.wire import columns_from
from core.storage import audit_log
from core.storage.store import Database, Row
from core.storage.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

_LONGEST_NAME = 80
OnKept = Callable[[Database, str], None]
"""Called inside the transaction that keeps a dataset, with its id, for what has to be kept with it or not at all."""


def all_datasets(workspace: Workspace) -> list[Dataset]:
    """Return all datasets, the newest first."""
    with workspace.store.reading() as db:
        return [dataset_of(db, row) for row in all_rows(db)]


def find(workspace: Workspace, id_or_name: str) -> Dataset:
    """Return the dataset of that id, or else of that name. Raise NotFound."""
    with workspace.store.reading() as db:
        return dataset_of(db, row_of(db, id_or_name))


def frame(workspace: Workspace, dataset_id: str, version: int | None = None) -> "pd.DataFrame":
    """Return the table as understood and repaired, with the dtypes of `core.data.reading.Reading`; of an earlier version if told.

    Its index is the number of each row in the table as it was read, from 0: gaps are rows that were left out since.
    Raises NotFound.
    """
    with workspace.store.reading() as db:
        row = row_of(db, dataset_id)
        row = row if version is None else version_row(db, row["id"], version)
    return open_frame(workspace, row["contents"], columns_from(json.loads(row["columns"])))


def keep(workspace: Workspace, dataset_id: str, who: Actor = OWNER) -> Dataset:
    """Make a preview a dataset to stay. Raise NotFound."""
    return _changed(workspace, dataset_id, who, "dataset kept", {"state": "kept"})


def rename(workspace: Workspace, dataset_id: str, name: str, who: Actor = OWNER) -> Dataset:
    """Give a dataset another name, which is made unique. Raise NotFound."""
    with workspace.store.writing() as db:
        row = row_of(db, dataset_id)
        wanted = named(db, name, row["id"])
        db.execute("UPDATE dataset SET name = ? WHERE id = ?", [wanted, row["id"]])
        audit_log.record(workspace, db, who, "dataset renamed", row["id"])
    return find(workspace, row["id"])


def delete(workspace: Workspace, dataset_id: str, who: Actor) -> None:
    """Remove a dataset with its files and versions; SQLite overwrites their bytes. Models that learned from it stay.

    Raises NotFound.
    """
    with changing(workspace, dataset_id) as (db, row):
        remove(db, row["id"])
        audit_log.record(workspace, db, who, "dataset deleted", row["id"], rows=row["rows"])


def _changed(workspace: Workspace, dataset_id: str, who: Actor, what: str, values: Row) -> Dataset:
    with workspace.store.writing() as db:
        row = row_of(db, dataset_id)
        db.table("dataset").update(row["id"], values)
        audit_log.record(workspace, db, who, what, row["id"])
    return find(workspace, row["id"])


def named(db: Database, wanted: str, dataset_id: str) -> str:
    """Return what a dataset is called when somebody wants it called so: tidy, and like no other."""
    taken = {row["name"] for row in db.query("SELECT name FROM dataset WHERE id <> ?", [dataset_id])}
    return first_free(clean(wanted, _LONGEST_NAME) or "Table", taken, "{name} ({number})")
