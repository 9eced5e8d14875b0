"""Next month's file, put to the table it belongs to: kept as the table's next version."""

import json
from dataclasses import asdict, replace

from core.common.actor import OWNER, Actor
from core.common.errors import NotPossibleNow
from core.common.progress import SILENT, Progress
from core.data.dataset.building import Source, build
from core.data.dataset.comparing import Comparison, open_and_compare
from core.data.dataset.contents import TABLE, content_of, to_bytes
from core.data.dataset.keeping import OnKept, find
from core.data.dataset.records import Dataset, Joining, Part
from core.data.dataset.replacing import add_version, changed_meanwhile, must_be_unchanged, opened, remarks
from core.data.dataset.storage import changing, columns_as_json, part_rows, pieces, remove, row_of, set_repairs
from core.storage import audit_log, blobs
from core.storage.store import Database, Row
from core.storage.workspace import Workspace, new_id


def append(
    workspace: Workspace,
    dataset_id: str,
    other_id: str,
    joining: Joining | None = None,
    who: Actor = OWNER,
    *,
    progress: Progress = SILENT,
    on_kept: OnKept = lambda _db, _dataset_id: None,
) -> Dataset:
    """Join the table `other_id`, a file just read, to `dataset_id`, and make that the next version of it.

    The version before stays as it was. Repairs are made on the joined table too, so a column that was left out stays left
    out. `joining`: as the owner decided, else as `compare` proposes. The other table is gone afterwards. `on_kept` is called
    inside the transaction that keeps the joined one.

    Raises:
        NotFound: one of the two is not there.
        NotPossibleNow: they are not the same table, nothing is new, or the table was changed at the same time.
    """
    row, made = opened(workspace, dataset_id)
    found = open_and_compare(workspace, row, other_id, joining, progress.part(0.0, 0.5))
    compared = found.comparison
    _must_be_worth_it(compared, decided=joining is not None)
    progress.say(0.5, "Putting the rows together…")
    joined = Source(replace(found.other.part, joining=compared.joining), found.other.frame)
    built = build([*found.files, joined], made, json.loads(row["marks"]))
    progress.say(0.9, "Keeping it…")
    table = to_bytes(built.frame)
    made_of = {**_counts(compared), "remarks": remarks(built.dropped)}
    with changing(workspace, row["id"]) as (db, there):
        must_be_unchanged(row, there)
        part = _move(db, row["id"], other_id, joined.part, who)
        facts: Row = {
            "rows": len(built.frame),
            "columns": columns_as_json(built.columns),
            "content": content_of(table),
            "contents": blobs.keep(workspace, db, table, TABLE),
            "parts": json.dumps([*json.loads(row["parts"]), part]),
        }
        number = add_version(db, row["id"], facts, {"what": "appended", **made_of}, who)
        set_repairs(workspace, db, row["id"], number, built.repairs)
        audit_log.record(workspace, db, who, "file added to dataset", row["id"], version=number, **_counts(compared))
        on_kept(db, row["id"])
    return find(workspace, row["id"])


def _counts(compared: Comparison) -> dict[str, int]:
    return {"added": compared.added, "copies": compared.copies, "replaced": compared.replaced}


def _must_be_worth_it(compared: Comparison, *, decided: bool) -> None:
    if not (compared.is_same or decided):
        raise NotPossibleNow(
            "This file has too few columns of that table to be put to it.", "Keep it as a table of its own."
        )
    if not compared.added + compared.replaced:
        raise NotPossibleNow("All rows of this file are in that table already.", "Choose a newer file.")


def _move(db: Database, dataset_id: str, other_id: str, joined: Part, who: Actor) -> str:
    """The other dataset's file becomes one of this dataset; the other dataset goes. Gives the file's new id."""
    other = row_of(db, other_id)
    read = part_rows(db, other)[0]
    if read["id"] != joined.id:  # read again by somebody else since it was compared
        raise changed_meanwhile()
    part = {**read, "id": new_id("p"), "dataset": dataset_id, "joining": json.dumps(asdict(joined.joining))}
    db.table("dataset_part").insert({**part, "who": str(who)})
    left = pieces(db, other["id"])
    remove(db, other["id"])
    blobs.discard(db, *(left - pieces(db, dataset_id)))
    return str(part["id"])
