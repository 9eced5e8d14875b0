"""Adding, finding, changing and deleting datasets. The original file and the table as understood are kept sealed."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from core import blobs, events, personal
from core.dataset.shape import Dataset, State, columns_as_json, from_row, reading_as_json
from core.errors import NotFound, NotPossibleNow
from core.reading import Choices, Column, Reading, contents, read_table, understand_frame
from core.reading.frame import frame_from_parquet, to_parquet
from core.store import Database, Row
from core.words import clean, first_free
from core.workspace import Workspace, new_id, now

if TYPE_CHECKING:
    import pandas as pd

ORIGINAL, TABLE = "original", "table"
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
    return _keep_new(ws, reading, filename, name, original=data, state=state, practice=False, who=who, on_kept=on_kept)


def add_frame(
    ws: Workspace, frame: "pd.DataFrame", name: str, filename: str, *, practice: bool = False, who: str
) -> Dataset:
    """Keeps a table that we made ourselves, such as practice data; its kinds are found as in a file."""
    return _keep_new(
        ws, understand_frame(frame), filename, name, original=None, state="kept", practice=practice, who=who
    )


def all_datasets(ws: Workspace) -> list[Dataset]:
    """All datasets, the newest first."""
    with ws.store.reading() as db:
        return [from_row(row) for row in db.query("SELECT * FROM dataset ORDER BY created DESC, id")]


def find(ws: Workspace, id_or_name: str) -> Dataset:
    """The dataset of that id, or else of that name. Raises NotFound."""
    with ws.store.reading() as db:
        return from_row(_row(db, id_or_name))


def frame(ws: Workspace, dataset_id: str) -> "pd.DataFrame":
    """The table as understood, with the dtypes of `core.reading.Reading`. Raises NotFound."""
    with ws.store.reading() as db:
        row = _row(db, dataset_id)
    return frame_from_parquet(blobs.fetch(ws, row["contents"], TABLE), from_row(row).columns)


def keep(ws: Workspace, dataset_id: str, who: str = "owner") -> Dataset:
    """Makes a preview a dataset to stay. Raises NotFound."""
    return _changed(ws, dataset_id, who, "dataset kept", {"state": "kept"})


def rename(ws: Workspace, dataset_id: str, name: str, who: str = "owner") -> Dataset:
    """Gives it another name, which is made unique. Raises NotFound."""
    with ws.store.writing() as db:
        row = _row(db, dataset_id)
        wanted = _free_name(db, _tidy_name(name), row["id"])
        db.execute("UPDATE dataset SET name = ? WHERE id = ?", [wanted, row["id"]])
        events.record(ws, db, who, "dataset renamed", row["id"])
    return find(ws, row["id"])


def mark_personal(ws: Workspace, dataset_id: str, column: str, kind: str | None, who: str = "owner") -> Dataset:
    """Notes what the owner said: that a column holds personal data of some type, or none. Raises NotFound."""
    found = find(ws, dataset_id)
    if found.column(column) is None:
        raise NotFound("This table has no column of that name.", "Look at its columns and choose one of them.")
    columns = tuple(replace(one, personal=kind) if one.name == column else one for one in found.columns)
    values: Row = {
        "columns": columns_as_json(columns),
        "reading": reading_as_json(found.notes, found.choices, found.sheets, {**found.marks, column: kind}),
    }
    return _changed(ws, found.id, who, "personal data marked", values)


def reread(
    ws: Workspace, dataset_id: str, choices: Choices, password: str | None = None, who: str = "owner"
) -> Dataset:
    """Reads the original file again, another way; what the owner said about personal data stays.

    Raises:
        NotFound: no such dataset.
        NotPossibleNow: its original is not kept (practice data).
        UnreadableFile: it cannot be read that way; the dataset stays as it is.
    """
    with ws.store.reading() as db:
        row = _row(db, dataset_id)
    if row["original"] is None:
        raise NotPossibleNow("This table was not made from a file.", "Upload a file to choose how it is read.")
    before = from_row(row)
    original = blobs.fetch(ws, row["original"], ORIGINAL)
    facts, table = _facts(read_table(original, before.filename, choices, password=password), dict(before.marks))
    with ws.store.writing() as db:
        row = _row(db, dataset_id)
        contents_id = blobs.keep(ws, db, table, TABLE)
        db.table("dataset").update(row["id"], {**facts, "contents": contents_id})
        blobs.discard(db, row["contents"])
        events.record(ws, db, who, "dataset read again", row["id"], rows=facts["rows"])
    return find(ws, row["id"])


def delete(ws: Workspace, dataset_id: str, who: str) -> None:
    """Removes a dataset with its file; SQLite overwrites their bytes. Models that learned from it stay. Raises NotFound."""
    with ws.store.writing() as db:
        row = _row(db, dataset_id)
        db.execute("DELETE FROM dataset WHERE id = ?", [row["id"]])
        blobs.discard(db, row["original"], row["contents"])
        events.record(ws, db, who, "dataset deleted", row["id"], rows=row["rows"])


def _keep_new(
    ws: Workspace,
    reading: Reading,
    filename: str,
    name: str | None,
    *,
    original: bytes | None,
    state: State,
    practice: bool,
    who: str,
    on_kept: OnKept = lambda _db, _dataset_id: None,
) -> Dataset:
    facts, table = _facts(reading, {})
    dataset_id = new_id("d")
    with ws.store.writing() as db:
        row: Row = {
            **facts,
            "id": dataset_id,
            "name": _free_name(db, _tidy_name(name or Path(filename).stem), dataset_id),
            "filename": clean(filename, 200),
            "state": state,
            "created": now(),
            "original": None if original is None else blobs.keep(ws, db, original, ORIGINAL),
            "contents": blobs.keep(ws, db, table, TABLE),
            "practice": int(practice),
        }
        db.table("dataset").insert(row)
        events.record(ws, db, who, "dataset added", dataset_id, rows=facts["rows"], columns=len(reading.columns))
        on_kept(db, dataset_id)
    return find(ws, dataset_id)


def _facts(reading: Reading, marks: dict[str, str | None]) -> tuple[Row, bytes]:
    """What a reading puts into a dataset's row, and its table as bytes."""
    columns = tuple(_with_personal(reading.frame, column, marks) for column in reading.columns)
    table = to_parquet(reading.frame)
    facts: Row = {
        "rows": len(reading.frame),
        "columns": columns_as_json(columns),
        "reading": reading_as_json(reading.notes, reading.choices, reading.sheets, marks),
        "findings": "[]",  # as core/survey.py keeps them; the column is of the first release
        "content": sha256(table).hexdigest(),
    }
    return facts, table


def _with_personal(table: "pd.DataFrame", column: Column, marks: dict[str, str | None]) -> Column:
    if column.name in marks:
        return replace(column, personal=marks[column.name])
    return replace(column, personal=personal.detect(table[column.name], column.name, column.kind))


def _changed(ws: Workspace, dataset_id: str, who: str, what: str, values: Row) -> Dataset:
    with ws.store.writing() as db:
        row = _row(db, dataset_id)
        db.table("dataset").update(row["id"], values)
        events.record(ws, db, who, what, row["id"])
    return find(ws, row["id"])


def _row(db: Database, id_or_name: str) -> Row:
    found = db.query(
        "SELECT * FROM dataset WHERE id = ? OR name = ? ORDER BY id = ? DESC LIMIT 1",
        [id_or_name, id_or_name, id_or_name],
    )
    row = next(iter(found), None)
    if row is None:
        raise NotFound("There is no such table.", "Look at “Your data” for the tables there are.")
    return row


def _tidy_name(name: str) -> str:
    return clean(name, _LONGEST_NAME) or "Table"


def _free_name(db: Database, wanted: str, dataset_id: str) -> str:
    taken = {row["name"] for row in db.query("SELECT name FROM dataset WHERE id <> ?", [dataset_id])}
    return first_free(wanted, taken, "{name} ({number})")
