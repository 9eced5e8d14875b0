"""A workspace from before there were versions and repairs opens with all that it held."""

import json
from hashlib import sha256

from core.data import dataset
from core.data.reading import read_table
from core.data.reading.frame import to_parquet
from core.storage import blobs
from core.storage.migrations import MIGRATIONS
from core.storage.settings import Settings
from core.storage.store import Store
from core.storage.workspace import Workspace, now, open_workspace

FILE = b"customer,age\n" + b"".join(b"C%d,%d\n" % (n, 20 + n) for n in range(12))


def test_a_table_from_before_is_there_with_its_marks_and_can_be_repaired(settings: Settings) -> None:
    here = open_workspace(settings)
    settings.workspace_db.unlink()
    old = Workspace(settings, here.vault, here.month_keys, _store_of_old(settings))
    _keep_as_before(old)

    now_open = open_workspace(settings)

    (found,) = dataset.all_datasets(now_open)
    assert (found.name, found.rows, found.version, found.marks) == ("People", 12, 1, {"customer": "name"})
    assert list(dataset.frame(now_open, found.id)["age"]) == list(range(20, 32))
    dataset.repair(now_open, found.id, "set_cell", {"row": 0, "column": "age", "value": 1})
    dataset.undo_repair(now_open, found.id, dataset.repairs(now_open, found.id)[0].id)
    assert dataset.find(now_open, found.id).content == found.content
    assert dataset.reread(now_open, found.id, found.choices).rows == 12


def _store_of_old(settings: Settings) -> Store:
    store = Store(settings.workspace_db)
    with store.writing() as db:
        MIGRATIONS.apply(db, stop_before="lineage")
    return store


def _keep_as_before(workspace: Workspace) -> None:
    reading = read_table(FILE, "people.csv")
    table = to_parquet(reading.frame)
    said = {"notes": [], "choices": {}, "sheets": [], "marks": {"customer": "name"}}
    columns = [
        {"name": each.name, "kind": each.kind, "missing": 0, "distinct": 12, "personal": None}
        for each in reading.columns
    ]
    with workspace.store.writing() as db:
        db.table("dataset").insert(
            {
                "id": "d_old", "name": "People", "filename": "people.csv", "state": "kept", "created": now(), "rows": 12,
                "columns": json.dumps(columns), "reading": json.dumps(said), "findings": "[]", "content": sha256(table).hexdigest(),
                "original": blobs.keep(workspace, db, FILE, "original"),
                "contents": blobs.keep(workspace, db, table, "table"), "practice": 0,
            }
        )  # fmt: skip
        db.execute("INSERT INTO survey VALUES ('d_old', '', 'x', ?, '[]')", [now()])
