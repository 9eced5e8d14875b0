"""Reading a dataset's file again, another way than was guessed."""

import json
from dataclasses import dataclass, field, replace

from core.common.actor import OWNER, Actor
from core.common.errors import NotPossibleNow
from core.common.progress import SILENT, Progress
from core.data.dataset.building import Source, build, source_of
from core.data.dataset.contents import ORIGINAL, TABLE, to_bytes
from core.data.dataset.records import Dataset, Part
from core.data.dataset.replacing import keep_changed, opened
from core.data.dataset.storage import columns_as_json, part_rows, reading_as_json
from core.data.reading import Choices, Reading, read_table
from core.data.repair import names_rows
from core.storage import blobs
from core.storage.store import Database, Row
from core.storage.workspace import Workspace, new_id


@dataclass(frozen=True)
class _Again:
    """A file, with how it was read now; None where it was not read again."""

    row: Row
    source: Source
    reading: Reading | None = None
    decided: Choices = field(default_factory=Choices)
    moved: bool = False
    """Whether the same row may have another number now."""


def reread(
    workspace: Workspace,
    dataset_id: str,
    choices: Choices,
    who: Actor = OWNER,
    *,
    part: str | None = None,
    progress: Progress = SILENT,
) -> Dataset:
    """Read an original file again; what the owner said about personal data stays, and so do repairs that still fit.

    `part` is the id of one of its files. Without it the first one is meant, and kinds of columns hold for all of them.

    Raises:
        NotFound: no such dataset.
        NotPossibleNow: its original is not kept (practice data), or the table was changed at the same time.
        UnreadableFile: it cannot be read that way; the dataset stays as it is.
        Cancelled: it was asked to stop.
    """
    row, made = opened(workspace, dataset_id)
    with workspace.store.reading() as db:
        rows = part_rows(db, row)

    def again(place: int, old: Row) -> _Again:
        source = source_of(workspace, old)
        wanted = _wanted(source.part, choices, is_first=place == 0, part_id=part)
        if wanted is None:
            return _Again(old, source)
        reading = read_table(_original(workspace, old), source.part.filename, wanted, progress=progress)
        read = replace(source.part, columns=reading.columns, rows=len(reading.frame))
        return _Again(old, Source(read, reading.frame), reading, wanted, _moved(source.part, reading))

    files = [again(place, old) for place, old in enumerate(rows)]
    moved = any(file.moved for file in files)
    lost = [one for one in made if moved and names_rows(one.arguments)]
    built = build([file.source for file in files], [one for one in made if one not in lost], json.loads(row["marks"]))
    built = replace(built, dropped=(*lost, *built.dropped))
    return keep_changed(
        workspace,
        row,
        built,
        who=who,
        what="dataset read again",
        parts=lambda db: [_keep_part(workspace, db, file) for file in files],
    )


def _keep_part(workspace: Workspace, db: Database, file: _Again) -> str:
    """Keeps a file as it was read now; the original is shared with how it was read before. Gives its id."""
    if file.reading is None:
        return str(file.row["id"])
    changed: Row = {
        "id": new_id("p"),
        "rows": len(file.reading.frame),
        "columns": columns_as_json(file.reading.columns),
        "reading": reading_as_json(file.reading, file.decided),
        "contents": blobs.keep(workspace, db, to_bytes(file.reading.frame), TABLE),
    }
    db.table("dataset_part").insert({**file.row, **changed})
    return str(changed["id"])


def _wanted(part: Part, choices: Choices, *, is_first: bool, part_id: str | None) -> Choices | None:
    """How a file is to be read; None when it may stay as it is."""
    if part_id == part.id or (part_id is None and is_first):
        return choices
    if part_id is not None:
        return None
    own = {ours: theirs for theirs, ours in part.joining.renamed.items()}
    kinds = {own.get(name, name): kind for name, kind in choices.kinds.items()}
    return None if kinds == dict(part.decided.kinds) else replace(part.decided, kinds=kinds)


def _moved(before: Part, now: Reading) -> bool:
    then, used = before.choices, now.choices
    return (then.sheet, then.table, then.header_row, then.delimiter, then.keep, before.rows) != (
        used.sheet, used.table, used.header_row, used.delimiter, used.keep, len(now.frame),
    )  # fmt: skip


def _original(workspace: Workspace, part: Row) -> bytes:
    if part["original"] is None:
        raise NotPossibleNow("This table was not made from a file.", "Upload a file to choose how it is read.")
    return blobs.fetch(workspace, part["original"], ORIGINAL)
