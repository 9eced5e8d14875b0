"""Keeping a table that was changed: in its version, or as the next one where a model learned from the version as it is."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from core.common.actor import Actor
from core.common.errors import NotPossibleNow
from core.common.words import Words
from core.data.dataset.building import Built, Source, source_of
from core.data.dataset.contents import TABLE, content_of, to_bytes
from core.data.dataset.keeping import OnKept, find
from core.data.dataset.records import Dataset, Recorded
from core.data.dataset.storage import changing, columns_as_json, part_rows, repairs_of, row_of, set_repairs
from core.data.repairs import repair
from core.storage import audit_log, blobs
from core.storage.store import Database, Row
from core.storage.workspace import Workspace, now

KeepParts = Callable[[Database], list[str]]
"""Keeps the files that a version is made of, within its transaction, and gives their ids in order."""


def opened(workspace: Workspace, dataset_id: str) -> tuple[Row, list[Recorded]]:
    """Return a dataset's row, and the repairs of its version in use. Raise NotFound."""
    with workspace.store.reading() as db:
        row = row_of(db, dataset_id)
        return row, repairs_of(workspace, db, row["id"], row["version"])


def sources(workspace: Workspace, row: Row) -> list[Source]:
    """Return the files of the version in use, as they were read."""
    with workspace.store.reading() as db:
        rows = part_rows(db, row)
    return [source_of(workspace, part) for part in rows]


def keep_changed(
    workspace: Workspace,
    row: Row,
    built: Built,
    *,
    who: Actor,
    what: str,
    parts: KeepParts | None = None,
    on_kept: OnKept = lambda _db, _dataset_id: None,
    **detail: Any,
) -> Dataset:
    """Keep what `built` holds as the table of the dataset in `row`, which was read before.

    Repairs that were dropped are told to the owner in a remark. `on_kept` is called inside the transaction.
    Raises NotPossibleNow when somebody else changed the table since `row` was read.
    """
    table = to_bytes(built.frame)
    with changing(workspace, row["id"]) as (db, there):
        must_be_unchanged(row, there)
        files = parts(db) if parts else json.loads(row["parts"])
        facts: Row = {
            "rows": len(built.frame),
            "columns": columns_as_json(built.columns),
            "content": content_of(table),
            "contents": _as_it_was_read(db, built, files) or blobs.keep(workspace, db, table, TABLE),
            "parts": json.dumps(files),
        }
        number = _put(db, row, facts, {"remarks": remarks(built.dropped)}, who)
        set_repairs(workspace, db, row["id"], number, built.repairs)
        audit_log.record(workspace, db, who, what, row["id"], rows=len(built.frame), version=number, **detail)
        on_kept(db, row["id"])
    return find(workspace, row["id"])


def must_be_unchanged(seen: Row, there: Row) -> None:
    """Raise NotPossibleNow when somebody else changed the table since its row was read."""
    if (there["version"], there["content"]) != (seen["version"], seen["content"]):
        raise changed_meanwhile()


def changed_meanwhile() -> NotPossibleNow:
    """Return the error for a table that somebody else changed while it was being worked on."""
    return NotPossibleNow(
        "This table was changed at the same time, so nothing was done.", "Look at it again, then try once more."
    )


def _as_it_was_read(db: Database, built: Built, files: Sequence[str]) -> str | None:
    """The piece that holds the table already: that of the only file, when nothing was repaired."""
    if built.repairs or len(files) != 1:
        return None
    return str(next(iter(db.query("SELECT contents FROM dataset_part WHERE id = ?", [files[0]])))["contents"])


def _put(db: Database, row: Row, facts: Row, made: Mapping[str, Any], who: Actor) -> int:
    """Changes the version in use; or, when a model learned from it, adds one. Gives its number."""
    if not _learned_from(db, row):
        told = json.dumps({**json.loads(row["made"]), **made})
        changed = {**facts, "made": told}
        db.execute(
            f"UPDATE dataset_version SET {', '.join(f'{name} = :{name}' for name in changed)}"  # noqa: S608 - our names
            " WHERE dataset = :dataset AND number = :number",
            {**changed, "dataset": row["id"], "number": row["version"]},
        )
        return int(row["version"])
    return add_version(db, row["id"], facts, {"what": "changed", **made}, who)


def add_version(db: Database, dataset_id: str, facts: Row, made: Mapping[str, Any], who: Actor) -> int:
    """Add a version after all others, make it the one in use, and return its number."""
    newest = next(iter(db.query("SELECT max(number) AS n FROM dataset_version WHERE dataset = ?", [dataset_id])))
    number = int(newest["n"]) + 1
    db.table("dataset_version").insert(
        {**facts, "dataset": dataset_id, "number": number, "created": now(), "who": str(who), "made": json.dumps(made)}
    )
    db.execute("UPDATE dataset SET version = ? WHERE id = ?", [number, dataset_id])
    return number


def _learned_from(db: Database, row: Row) -> bool:
    found = db.query("SELECT 1 FROM version WHERE dataset = ? AND content = ? LIMIT 1", [row["id"], row["content"]])
    return next(iter(found), None) is not None


def remarks(dropped: Sequence[Recorded]) -> list[str]:
    """Return what is said of repairs that do not fit any more: which sort and where, no values, because this is not sealed."""
    counts: dict[str, int] = {}
    for one in dropped:
        counts[repair(one.key).label] = counts.get(repair(one.key).label, 0) + 1
    return [
        f"{Words().few(count, 'repair', 'repairs').capitalize()} of the kind “{label}” did not fit any more; left out."
        for label, count in counts.items()
    ]
