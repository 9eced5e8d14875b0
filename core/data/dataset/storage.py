"""How datasets stand in the workspace's database: three tables, and the sealed pieces they refer to."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from core.common.actor import Actor
from core.common.errors import NotFound
from core.data.dataset.records import Dataset, Joining, Part, Recorded
from core.data.reading import Choices, Column, Reading
from core.data.reading.wire import choices_from, columns_from, notes_from
from core.storage import blobs
from core.storage.store import Database, Row
from core.storage.workspace import Workspace

REPAIR = "repair"
_CURRENT = """SELECT dataset.*, v.rows, v.columns, v.content, v.contents, v.parts, v.made
    FROM dataset JOIN dataset_version AS v ON v.dataset = dataset.id AND v.number = dataset.version"""


def all_rows(db: Database) -> list[Row]:
    """Return each dataset with its version in use, the newest first."""
    return list(db.query(f"{_CURRENT} ORDER BY dataset.created DESC, dataset.id"))


def row_of(db: Database, id_or_name: str) -> Row:
    """Return one dataset with its version in use. Raise NotFound."""
    found = db.query(f"{_CURRENT} WHERE id = :it OR name = :it ORDER BY id = :it DESC LIMIT 1", {"it": id_or_name})
    row = next(iter(found), None)
    if row is None:
        raise NotFound("There is no such table.", "Look at “Your data” for the tables there are.")
    return row


def version_row(db: Database, dataset_id: str, number: int) -> Row:
    """Return the row of one version. Raise NotFound."""
    found = db.query("SELECT * FROM dataset_version WHERE dataset = ? AND number = ?", [dataset_id, number])
    row = next(iter(found), None)
    if row is None:
        raise NotFound("This table has no such version.", "Look at its versions and choose one of them.")
    return row


def part_rows(db: Database, row: Row) -> list[Row]:
    """Return the files of a version, in order."""
    wanted = json.loads(row["parts"])
    found = {part["id"]: part for part in db.query(
        "SELECT * FROM dataset_part WHERE id IN (SELECT value FROM json_each(?))", [row["parts"]]
    )}  # fmt: skip
    return [found[part] for part in wanted]


def dataset_of(db: Database, row: Row) -> Dataset:
    """Return the dataset of a row with its version in use."""
    made = json.loads(row["made"])
    return Dataset(
        **{key: row[key] for key in ("id", "name", "filename", "state", "created", "rows", "content", "version")},
        columns=columns_from(json.loads(row["columns"])),
        practice=bool(row["practice"]),
        marks=json.loads(row["marks"]),
        parts=tuple(part_of(part) for part in part_rows(db, row)),
        remarks=tuple(made.get("remarks", ())),
    )


def part_of(row: Row) -> Part:
    reading = json.loads(row["reading"])
    return Part(
        **{key: row[key] for key in ("id", "filename", "added", "rows")},
        who=Actor.from_text(row["who"]),
        columns=columns_from(json.loads(row["columns"])),
        notes=notes_from(reading["notes"]),
        choices=choices_from(reading["choices"]),
        decided=choices_from(reading.get("decided", {})),
        sheets=tuple(reading["sheets"]),
        joining=Joining(**json.loads(row["joining"])),
        from_a_file=row["original"] is not None,
    )


def reading_as_json(reading: Reading, decided: Choices) -> str:
    """Return how a file was read, and which of that somebody decided."""
    return json.dumps(
        {
            "notes": [asdict(note) for note in reading.notes],
            "choices": reading.choices.as_dict(),
            "decided": decided.as_dict(),
            "sheets": reading.sheets,
        }
    )


def columns_as_json(columns: Sequence[Column]) -> str:
    return json.dumps([asdict(column) for column in columns])


@contextmanager
def changing(workspace: Workspace, id_or_name: str) -> Iterator[tuple[Database, Row]]:
    """Open a transaction on one dataset. At its end, files and sealed pieces that no version of it needs any more are gone.

    Raises NotFound.
    """
    with workspace.store.writing() as db:
        row = row_of(db, id_or_name)
        before = pieces(db, row["id"])
        yield db, row
        db.execute(
            """DELETE FROM dataset_part WHERE dataset = :it AND id NOT IN
            (SELECT part.value FROM dataset_version, json_each(dataset_version.parts) AS part WHERE dataset = :it)""",
            {"it": row["id"]},
        )
        blobs.discard(db, *(before - pieces(db, row["id"])))


def pieces(db: Database, dataset_id: str) -> set[str]:
    """Return the sealed pieces that a dataset refers to."""
    found = db.query(
        """SELECT original AS piece FROM dataset_part WHERE dataset = :it AND original IS NOT NULL
        UNION SELECT contents FROM dataset_part WHERE dataset = :it
        UNION SELECT contents FROM dataset_version WHERE dataset = :it""",
        {"it": dataset_id},
    )
    return {row["piece"] for row in found}


def remove(db: Database, dataset_id: str) -> None:
    """Remove all rows of a dataset; its sealed pieces stay."""
    for table in ("repair", "dataset_version", "dataset_part"):
        db.execute(f"DELETE FROM {table} WHERE dataset = ?", [dataset_id])  # noqa: S608 - names of ours
    db.execute("DELETE FROM dataset WHERE id = ?", [dataset_id])


def repairs_of(workspace: Workspace, db: Database, dataset_id: str, number: int) -> list[Recorded]:
    """Return the repairs of a version, the first one first."""
    rows = db.query("SELECT * FROM repair WHERE dataset = ? AND version = ? ORDER BY place", [dataset_id, number])
    return [_recorded(row, json.loads(workspace.vault.open(row["sealed"], REPAIR))) for row in rows]


def set_repairs(workspace: Workspace, db: Database, dataset_id: str, number: int, repairs: Sequence[Recorded]) -> None:
    """Keep these as the repairs of a version, instead of those it had."""
    db.execute("DELETE FROM repair WHERE dataset = ? AND version = ?", [dataset_id, number])
    for place, one in enumerate(repairs):
        said = json.dumps({"arguments": dict(one.arguments), "sentence": one.sentence})
        row: Row = {
            "id": one.id,
            "dataset": dataset_id,
            "version": number,
            "place": place,
            "key": one.key,
            "at": one.at,
            "who": str(one.who),
            "sealed": workspace.vault.seal(said.encode(), REPAIR),
        }
        db.table("repair").insert(row)


def _recorded(row: Row, said: Mapping[str, Any]) -> Recorded:
    return Recorded(row["id"], row["key"], said["sentence"], row["at"], Actor.from_text(row["who"]), said["arguments"])
