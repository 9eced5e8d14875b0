"""Adding datasets: the original file and the table as it was understood are kept, both sealed."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from core.common.actor import Actor
from core.common.progress import SILENT, Progress
from core.common.words import clean
from core.data.dataset.building import described
from core.data.dataset.contents import ORIGINAL, TABLE, content_of, to_bytes
from core.data.dataset.keeping import OnKept, find, named
from core.data.dataset.records import Dataset, State
from core.data.dataset.storage import columns_as_json, reading_as_json
from core.data.reading import Choices, Reading, contents, read_table, understand_frame
from core.storage import audit_log, blobs
from core.storage.store import Row
from core.storage.workspace import Workspace, new_id, now

if TYPE_CHECKING:
    import pandas as pd


def add(
    workspace: Workspace,
    source: bytes | Path,
    filename: str,
    *,
    name: str | None = None,
    choices: Choices | None = None,
    password: str | None = None,
    state: State = "kept",
    who: Actor,
    progress: Progress = SILENT,
    on_kept: OnKept = lambda _db, _dataset_id: None,
) -> Dataset:
    """Read a file and keep what was understood, with the file itself, both sealed.

    `on_kept` is called inside the transaction that keeps it.

    Raises:
        UnreadableFile: it cannot be read; nothing is kept then.
        Cancelled: it was asked to stop.
        NotPossibleNow: the disk is full.
    """
    data = contents(source)
    reading = read_table(data, filename, choices or Choices(), password=password, progress=progress)
    original = reading.unlocked or data  # sealed as all is, so that reading it again needs no password
    facts = _New(filename, name, original, state, practice=False, who=who, decided=choices or Choices())
    return _keep_new(workspace, reading, facts, on_kept)


def add_frame(
    workspace: Workspace, frame: "pd.DataFrame", name: str, filename: str, *, practice: bool = False, who: Actor
) -> Dataset:
    """Keep a table that we made ourselves, such as practice data; its kinds are found as in a file."""
    return _keep_new(workspace, understand_frame(frame), _New(filename, name, None, "kept", practice=practice, who=who))


@dataclass(frozen=True)
class _New:
    """What is said of a table that comes in."""

    filename: str
    name: str | None
    original: bytes | None
    state: State
    practice: bool
    who: Actor
    decided: Choices = field(default_factory=Choices)


def _keep_new(
    workspace: Workspace, reading: Reading, new: _New, on_kept: OnKept = lambda _db, _dataset_id: None
) -> Dataset:
    columns = columns_as_json(described(reading.frame, reading.columns, {}))
    table, dataset_id, part_id, at = to_bytes(reading.frame), new_id("d"), new_id("p"), now()
    with workspace.store.writing() as db:
        wanted = named(db, new.name or Path(new.filename).stem, dataset_id)
        facts: Row = {"id": dataset_id, "name": wanted, "filename": clean(new.filename, 200), "created": at}
        db.table("dataset").insert({**facts, "state": new.state, "practice": int(new.practice)})
        same: Row = {
            "rows": len(reading.frame),
            "columns": columns,
            "contents": blobs.keep(workspace, db, table, TABLE),
            "who": str(new.who),
        }
        sealed = None if new.original is None else blobs.keep(workspace, db, new.original, ORIGINAL)
        part: Row = {**same, "id": part_id, "dataset": dataset_id, "filename": clean(new.filename, 200), "added": at}
        read = reading_as_json(reading, new.decided)
        db.table("dataset_part").insert({**part, "reading": read, "original": sealed})
        version: Row = {**same, "dataset": dataset_id, "number": 1, "created": at, "content": content_of(table)}
        made = json.dumps({"what": "added"})
        db.table("dataset_version").insert({**version, "made": made, "parts": json.dumps([part_id])})
        audit_log.record(
            workspace, db, new.who, "dataset added", dataset_id, rows=len(reading.frame), columns=len(reading.columns)
        )
        on_kept(db, dataset_id)
    return find(workspace, dataset_id)
