"""Whether values from people's rows stand in plain text in the workspace's files: looked for once a night, and kept with its time."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from core.common.errors import NotFound
from core.data import dataset
from core.data.dataset import Dataset, OpenTables
from core.storage.workspace import Workspace, now

MARKERS, SHORTEST = 5, 8
"""Values of a table that are looked for, and how long they have to be so that no chance bytes look like them."""
STANDS = timedelta(hours=36)
"""How long a look that found nothing counts: from one night to the next, and some hours for a computer that was off."""
_PIECE = 1 << 22

Markers = tuple[bytes, ...]


def search(workspace: Workspace) -> dict[str, tuple[str, ...]]:
    """Look for a few values of every table in every file, reading each file once, and keep what was found.

    Returns the names of the files, by the id of each dataset of which a value stands in one.
    """
    tables = dataset.all_datasets(workspace)
    found = _look(workspace, [(table, markers_of(OpenTables(workspace), table)) for table in tables])
    return {table: files for table, files in found.items() if files}


def files_showing(tables: OpenTables, dataset_id: str) -> tuple[str, ...]:
    """Return the names of the files in which a value of a table stands in plain text, as of the last look.

    Looks at once where no look at this table still counts, and where the last one found something: it may be mended by now.
    """
    try:
        table = dataset.find(tables.workspace, dataset_id)
        if _found_nothing(tables.workspace, table):
            return ()
        return _look(tables.workspace, [(table, markers_of(tables, table))])[table.id]
    except NotFound:
        return ()


def markers_of(tables: OpenTables, table: Dataset) -> Markers:
    """Return a few values that only one person's row has; none where no column has such, and then nothing is opened."""
    names = [column.name for column in table.columns if column.personal and column.distinct > table.rows / 2]
    if not names:
        return ()
    values = tables.frame(table)[names[0]].dropna().astype(str)
    return tuple(value.encode() for value in values[values.str.len() >= SHORTEST].head(MARKERS))


def _found_nothing(workspace: Workspace, table: Dataset) -> bool:
    """Whether a look that still counts was at this very table and found nothing."""
    since = (datetime.fromisoformat(now()) - STANDS).isoformat()
    with workspace.store.reading() as db:
        kept = db.query("SELECT * FROM plain_text WHERE dataset = ? AND content = ?", [table.id, table.content])
        return any(row["files"] == "[]" and row["at"] >= since for row in list(kept))


def _look(workspace: Workspace, markers: Sequence[tuple[Dataset, Markers]]) -> dict[str, tuple[str, ...]]:
    """The names of the files by dataset id; kept too."""
    files = (workspace.settings.workspace_db, workspace.settings.predictions_db)
    there = [path for path in (*files, *(path.with_name(path.name + "-wal") for path in files)) if path.exists()]
    sought = {table.id: values for table, values in markers if values}
    shown = {path.name: _shown_in(path, sought) for path in there}
    found = {table.id: tuple(name for name, ids in shown.items() if table.id in ids) for table, _ in markers}
    with workspace.store.writing() as db:
        for table, _ in markers:
            row = {"dataset": table.id, "content": table.content, "at": now(), "files": json.dumps(found[table.id])}
            if any(db.query("SELECT 1 FROM dataset WHERE id = ?", [table.id])):  # it may be gone by now
                db.table("plain_text").upsert(row, pk="dataset")
    return found


def _shown_in(path: Path, sought: Mapping[str, Markers]) -> set[str]:
    """The datasets of which a value stands in a file. It is read piece by piece, with an overlap so that no value is cut in two."""
    overlap = max((len(marker) for markers in sought.values() for marker in markers), default=0)
    shown: set[str] = set()
    with path.open("rb") as file:
        before = b""
        while len(shown) < len(sought) and (piece := file.read(_PIECE)):
            together = before + piece
            left = ((one, markers) for one, markers in sought.items() if one not in shown)
            shown |= {one for one, markers in left if any(marker in together for marker in markers)}
            before = piece[-overlap:]
    return shown
