"""Adding, finding, naming and deleting datasets. The original file and the table as understood are kept sealed."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from core import blobs, events
from core.dataset.building import described
from core.dataset.contents import TABLE, content_of, from_bytes, to_bytes
from core.dataset.shape import Dataset, State
from core.dataset.storage import (
    all_rows,
    changing,
    columns_as_json,
    dataset_of,
    reading_as_json,
    remove,
    row_of,
    version_row,
)
from core.reading import Choices, Reading, contents, read_table, understand_frame
from core.reading.wire import columns_from
from core.store import Database, Row
from core.words import clean, first_free
from core.workspace import Workspace, new_id, now

if TYPE_CHECKING:
    import pandas as pd

ORIGINAL = "original"
_LONGEST_NAME = 80
OnKept = Callable[[Database, str], None]
"""Called inside the transaction that keeps a dataset, with its id, for what has to be kept with it or not at all."""


def add(
    ws: Workspace,
    source: bytes | Path,
    filename: str,
    *,
    name: str | None = None,
    choices: Choices | None = None,
    password: str | None = None,
    state: State = "kept",
    who: str,
    on_progress: Callable[[float, str], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    on_kept: OnKept = lambda _db, _dataset_id: None,
) -> Dataset:
    """Reads a file and keeps what was understood, with the file itself, both sealed.

    `on_kept` is called inside the transaction that keeps it.

    Raises:
        UnreadableFile: it cannot be read; nothing is kept then.
        Cancelled: `should_stop` said so.
        NotPossibleNow: the disk is full.
    """
    data = contents(source)
    reading = read_table(
        data, filename, choices or Choices(), password=password, on_progress=on_progress, should_stop=should_stop
    )
    original = reading.unlocked or data  # sealed as all is, so that reading it again needs no password
    facts = _New(filename, name, original, state, practice=False, who=who, decided=choices or Choices())
    return _keep_new(ws, reading, facts, on_kept)


def add_frame(
    ws: Workspace, frame: "pd.DataFrame", name: str, filename: str, *, practice: bool = False, who: str
) -> Dataset:
    """Keeps a table that we made ourselves, such as practice data; its kinds are found as in a file."""
    return _keep_new(ws, understand_frame(frame), _New(filename, name, None, "kept", practice=practice, who=who))


def all_datasets(ws: Workspace) -> list[Dataset]:
    """All datasets, the newest first."""
    with ws.store.reading() as db:
        return [dataset_of(db, row) for row in all_rows(db)]


def find(ws: Workspace, id_or_name: str) -> Dataset:
    """The dataset of that id, or else of that name. Raises NotFound."""
    with ws.store.reading() as db:
        return dataset_of(db, row_of(db, id_or_name))


def frame(ws: Workspace, dataset_id: str, version: int | None = None) -> "pd.DataFrame":
    """The table as understood and repaired, with the dtypes of `core.reading.Reading`; of an earlier version if told.

    Its index is the number of each row in the table as it was read, from 0: gaps are rows that were left out since.
    Raises NotFound.
    """
    with ws.store.reading() as db:
        row = row_of(db, dataset_id)
        row = row if version is None else version_row(db, row["id"], version)
    return from_bytes(blobs.fetch(ws, row["contents"], TABLE), columns_from(json.loads(row["columns"])))


def keep(ws: Workspace, dataset_id: str, who: str = "owner") -> Dataset:
    """Makes a preview a dataset to stay. Raises NotFound."""
    return _changed(ws, dataset_id, who, "dataset kept", {"state": "kept"})


def rename(ws: Workspace, dataset_id: str, name: str, who: str = "owner") -> Dataset:
    """Gives it another name, which is made unique. Raises NotFound."""
    with ws.store.writing() as db:
        row = row_of(db, dataset_id)
        wanted = _free_name(db, _tidy_name(name), row["id"])
        db.execute("UPDATE dataset SET name = ? WHERE id = ?", [wanted, row["id"]])
        events.record(ws, db, who, "dataset renamed", row["id"])
    return find(ws, row["id"])


def delete(ws: Workspace, dataset_id: str, who: str) -> None:
    """Removes a dataset with its files and versions; SQLite overwrites their bytes. Models that learned from it stay.

    Raises NotFound.
    """
    with changing(ws, dataset_id) as (db, row):
        remove(db, row["id"])
        events.record(ws, db, who, "dataset deleted", row["id"], rows=row["rows"])


@dataclass(frozen=True)
class _New:
    """What is said of a table that comes in."""

    filename: str
    name: str | None
    original: bytes | None
    state: State
    practice: bool
    who: str
    decided: Choices = field(default_factory=Choices)


def _keep_new(ws: Workspace, reading: Reading, new: _New, on_kept: OnKept = lambda _db, _dataset_id: None) -> Dataset:
    columns = columns_as_json(described(reading.frame, reading.columns, {}))
    table, dataset_id, part_id, at = to_bytes(reading.frame), new_id("d"), new_id("p"), now()
    with ws.store.writing() as db:
        wanted = _free_name(db, _tidy_name(new.name or Path(new.filename).stem), dataset_id)
        facts: Row = {"id": dataset_id, "name": wanted, "filename": clean(new.filename, 200), "created": at}
        db.table("dataset").insert({**facts, "state": new.state, "practice": int(new.practice)})
        same: Row = {
            "rows": len(reading.frame),
            "columns": columns,
            "contents": blobs.keep(ws, db, table, TABLE),
            "who": new.who,
        }
        sealed = None if new.original is None else blobs.keep(ws, db, new.original, ORIGINAL)
        part: Row = {**same, "id": part_id, "dataset": dataset_id, "filename": clean(new.filename, 200), "added": at}
        read = reading_as_json(reading, new.decided)
        db.table("dataset_part").insert({**part, "reading": read, "original": sealed})
        version: Row = {**same, "dataset": dataset_id, "number": 1, "created": at, "content": content_of(table)}
        made = json.dumps({"what": "added"})
        db.table("dataset_version").insert({**version, "made": made, "parts": json.dumps([part_id])})
        events.record(
            ws, db, new.who, "dataset added", dataset_id, rows=len(reading.frame), columns=len(reading.columns)
        )
        on_kept(db, dataset_id)
    return find(ws, dataset_id)


def _changed(ws: Workspace, dataset_id: str, who: str, what: str, values: Row) -> Dataset:
    with ws.store.writing() as db:
        row = row_of(db, dataset_id)
        db.table("dataset").update(row["id"], values)
        events.record(ws, db, who, what, row["id"])
    return find(ws, row["id"])


def _tidy_name(name: str) -> str:
    return clean(name, _LONGEST_NAME) or "Table"


def _free_name(db: Database, wanted: str, dataset_id: str) -> str:
    taken = {row["name"] for row in db.query("SELECT name FROM dataset WHERE id <> ?", [dataset_id])}
    return first_free(wanted, taken, "{name} ({number})")
