"""A dataset, and how it stands in its table."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from core.reading import Choices, Column, Note
from core.store import Row

State = Literal["preview", "kept"]


@dataclass(frozen=True)
class Dataset:
    """A table as it was understood, without its rows."""

    id: str
    name: str
    filename: str
    state: State
    created: str
    rows: int
    columns: tuple[Column, ...]
    notes: tuple[Note, ...]
    choices: Choices
    sheets: tuple[str, ...]
    content: str
    """SHA-256 of the table as understood: the key for caches (never pass frames as one)."""
    practice: bool
    marks: Mapping[str, str | None]
    """What the owner said about personal data, by column; it outlives reading the file another way."""

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


def columns_as_json(columns: Sequence[Column]) -> str:
    return json.dumps([asdict(column) for column in columns])


def reading_as_json(
    notes: Sequence[Note], choices: Choices, sheets: Sequence[str], marks: Mapping[str, str | None]
) -> str:
    """How the file was read, and what its owner said about it."""
    said = {
        "notes": [asdict(note) for note in notes],
        "choices": choices.as_dict(),
        "sheets": sheets,
        "marks": dict(marks),
    }
    return json.dumps(said)


def from_row(row: Row) -> Dataset:
    """The dataset of a row of the table `dataset`."""
    reading = json.loads(row["reading"])
    return Dataset(
        id=row["id"],
        name=row["name"],
        filename=row["filename"],
        state=row["state"],
        created=row["created"],
        rows=row["rows"],
        columns=tuple(Column(**column) for column in json.loads(row["columns"])),
        notes=tuple(Note.from_dict(note) for note in reading["notes"]),
        choices=Choices(**reading["choices"]),
        sheets=tuple(reading["sheets"]),
        content=row["content"],
        practice=bool(row["practice"]),
        marks=reading["marks"],
    )
