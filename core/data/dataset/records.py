"""What a dataset is: its files as they were read, its versions, its repairs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from core.common.actor import Actor
from core.data.reading import Choices, Column, Note

State = Literal["preview", "kept"]
LARGE = 1_000_000
"""Cells from which on a change to a table is felt."""


@dataclass(frozen=True)
class Joining:
    """How the rows of a further file are put to those before it."""

    renamed: Mapping[str, str] = field(default_factory=dict)
    """Column of the file -> column of the table, where they differ."""
    factors: Mapping[str, float] = field(default_factory=dict)
    """Column of the table -> what the file's values are multiplied by to be in the same unit."""
    key: str | None = None
    """The column of the table that tells rows apart: of two with the same value the newer stays."""
    keep_copies: bool = False
    """Whether rows that are there already are added again: where the same thing can happen twice."""


@dataclass(frozen=True)
class Part:
    """A file of a dataset, as it was read."""

    id: str
    filename: str
    added: str
    who: Actor
    rows: int
    columns: tuple[Column, ...]
    notes: tuple[Note, ...]
    choices: Choices
    """As they were used."""
    decided: Choices
    """Those of them that somebody made; the others were guessed."""
    sheets: tuple[str, ...]
    joining: Joining
    from_a_file: bool
    """False for a table that we made ourselves: there is nothing to read again."""


@dataclass(frozen=True)
class Dataset:
    """A table as it was understood and repaired, without its rows: the version in use."""

    id: str
    name: str
    filename: str
    state: State
    created: str
    rows: int
    columns: tuple[Column, ...]
    content: str
    """SHA-256 of the table: the key for caches (never pass frames as one)."""
    practice: bool
    marks: Mapping[str, str | None]
    """What the owner said about personal data, by column; it outlives reading the file another way."""
    version: int
    parts: tuple[Part, ...]
    """Its files, the first one first."""
    remarks: tuple[str, ...] = ()
    """What else has to be said about this version, such as repairs that did not fit any more."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """Return what was skipped, guessed or cut, in all files."""
        return (*(note for part in self.parts for note in part.notes), *(Note(remark) for remark in self.remarks))

    @property
    def choices(self) -> Choices:
        """Return how its first file was read."""
        return self.parts[0].choices

    @property
    def sheets(self) -> tuple[str, ...]:
        """Return the sheets of its first file."""
        return self.parts[0].sheets

    @property
    def is_large(self) -> bool:
        """Tell whether work on it takes so long that somebody who waits wants to see how far it is, and to stop it."""
        return self.rows * max(len(self.columns), 1) > LARGE

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)

    def is_guess(self, column: Column) -> bool:
        """Tell whether it is only guessed that one of its columns says something about a person, and the owner said nothing yet."""
        return bool(column.personal) and not column.personal_sure and column.name not in self.marks


@dataclass(frozen=True)
class Version:
    """A dataset as it was at one time. Its rows stay readable as long as it is listed."""

    number: int
    created: str
    who: Actor
    rows: int
    content: str
    files: tuple[str, ...]
    made: Mapping[str, Any]
    """How it came about: `what` ("added", "appended", "changed"), and counts."""
    repairs: int
    is_current: bool


@dataclass(frozen=True)
class Recorded:
    """A repair that was made, and can be taken back."""

    id: str
    key: str
    sentence: str
    at: str
    who: Actor
    arguments: Mapping[str, Any] = field(default_factory=dict, repr=False)
