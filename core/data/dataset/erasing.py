"""Taking one person's rows out of a table for good: out of its files as they were read, every version, and its repairs."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.common.actor import Actor
from core.common.words import folded
from core.data.dataset.contents import TABLE, content_of, open_frame, to_bytes
from core.data.dataset.storage import REPAIR, changing
from core.data.reading.wire import columns_from
from core.storage import audit_log, blobs
from core.storage.store import Database, Row
from core.storage.workspace import Workspace

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

_TABLES = """SELECT contents, columns FROM dataset_version WHERE dataset = :it
    UNION SELECT contents, columns FROM dataset_part WHERE dataset = :it"""


@dataclass(frozen=True)
class Erased:
    """`files`: uploaded files that were given up with them; `repairs`: recorded changes that held the value."""

    rows: int
    files: int
    repairs: int


def rows_about(workspace: Workspace, dataset_id: str, value: str) -> int:
    """Count the rows that hold exactly `value` in a cell (`words.folded`), in whichever file or version has the most. Raise
    NotFound.
    """
    return max(map(len, about_somebody(workspace, dataset_id, value)), default=0)


def about_somebody(workspace: Workspace, dataset_id: str, value: str) -> list["pd.DataFrame"]:
    """Return these rows, of each file and each version that has some. Raise NotFound."""
    with workspace.store.reading() as db:
        tables = list(db.query(_TABLES, {"it": dataset_id}))
    frames = (_frame(workspace, table) for table in tables)
    return [frame.loc[held] for frame in frames if (held := _about(frame, value)).any()]


def erase(workspace: Workspace, dataset_id: str, value: str, who: Actor) -> Erased:
    """Remove these rows; no undoing brings them back. An uploaded file that held one goes as a whole: what was read from it
    stays, without these rows, but it cannot be read another way any more. Raise NotFound.
    """
    rows = rows_about(workspace, dataset_id, value)
    with changing(workspace, dataset_id) as (db, _):
        files = _erase_from_parts(workspace, db, dataset_id, value)
        changed = _erase_from_versions(workspace, db, dataset_id, value)
        repairs = _erase_repairs(workspace, db, dataset_id, value)
        if rows or repairs:
            db.execute("DELETE FROM survey WHERE dataset = ?", [dataset_id])
            audit_log.record(
                workspace, db, who, "person erased from table", dataset_id, rows=rows, files=files, versions=changed
            )
    return Erased(rows, files, repairs)


def _erase_from_parts(workspace: Workspace, db: Database, dataset_id: str, value: str) -> int:
    """`rows` of a part stays: by it the rows of the files after it are numbered."""
    files = 0
    for part in list(db.query("SELECT * FROM dataset_part WHERE dataset = ?", [dataset_id])):
        left = _without(workspace, part, value)
        if left is not None:
            db.execute(
                "UPDATE dataset_part SET contents = ?, original = NULL WHERE id = ?",
                [blobs.keep(workspace, db, to_bytes(left), TABLE), part["id"]],
            )
            files += part["original"] is not None
    return files


def _erase_from_versions(workspace: Workspace, db: Database, dataset_id: str, value: str) -> int:
    """A model that learned from a version goes on knowing it, by the sum of what is left."""
    changed = 0
    for version in list(db.query("SELECT * FROM dataset_version WHERE dataset = ?", [dataset_id])):
        left = _without(workspace, version, value)
        if left is not None:
            data = to_bytes(left)
            db.execute(
                "UPDATE dataset_version SET contents = ?, content = ?, rows = ? WHERE dataset = ? AND number = ?",
                [blobs.keep(workspace, db, data, TABLE), content_of(data), len(left), dataset_id, version["number"]],
            )
            db.execute(
                "UPDATE version SET content = ? WHERE dataset = ? AND content = ?",
                [content_of(data), dataset_id, version["content"]],
            )
            changed += 1
    return changed


def _erase_repairs(workspace: Workspace, db: Database, dataset_id: str, value: str) -> int:
    found = [
        row
        for row in db.query("SELECT * FROM repair WHERE dataset = ?", [dataset_id])
        if json.dumps(value)[1:-1].casefold() in workspace.vault.open(row["sealed"], REPAIR).decode().casefold()
    ]
    for row in found:
        db.execute(
            "DELETE FROM repair WHERE dataset = ? AND version = ? AND id = ?", [dataset_id, row["version"], row["id"]]
        )
    return len({row["id"] for row in found})


def _without(workspace: Workspace, row: Row, value: str) -> "pd.DataFrame | None":
    """The table without the rows; None when it has none of them."""
    frame = _frame(workspace, row)
    held = _about(frame, value)
    return frame.loc[~held] if held.any() else None


def _frame(workspace: Workspace, row: Row) -> "pd.DataFrame":
    return open_frame(workspace, row["contents"], columns_from(json.loads(row["columns"])))


def _about(frame: "pd.DataFrame", value: str) -> "npt.NDArray[np.bool_]":
    """(n,): rows in which a cell is `value`: a text by its letters, a whole number by its digits."""
    import pandas as pd

    sought, held = folded(value), np.zeros(len(frame), dtype=bool)
    number = float(sought) if sought.isdecimal() else None
    for _, values in frame.items():
        if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
            if number is not None:
                held |= (values == number).fillna(False).to_numpy(dtype=bool)
        elif not pd.api.types.is_bool_dtype(values) and not pd.api.types.is_datetime64_any_dtype(values):
            held |= np.array([isinstance(cell, str) and folded(cell) == sought for cell in values.tolist()])
    return held
