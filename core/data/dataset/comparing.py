"""A further file beside a table: whether it is the same table, what is different, and what would be joined how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.common.errors import UnreadableFile
from core.common.progress import SILENT, Progress
from core.common.words import Words
from core.data.dataset.building import Source, one_table
from core.data.dataset.comparison_text import Beside, Other, tell
from core.data.dataset.joining import join
from core.data.dataset.keeping import find
from core.data.dataset.matching import match, sides
from core.data.dataset.proposing import proposed
from core.data.dataset.records import Joining, Part
from core.data.dataset.replacing import opened, sources
from core.data.dataset.rereading import reread
from core.data.dataset.resembling import SAME
from core.data.reading import Choices, Column
from core.storage import preferences
from core.storage.store import Row
from core.storage.workspace import Workspace


@dataclass(frozen=True)
class Comparison:
    """What would happen if the rows of a file were put to a table."""

    is_same: bool
    """Whether it looks like the same table at all."""
    joining: Joining
    sentences: tuple[str, ...]
    added: int
    copies: int
    replaced: int
    missing: tuple[str, ...]
    """Columns of the table that the file does not have."""
    new: tuple[str, ...]
    """Columns of the file that the table does not have, by their names in the file."""

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> "Comparison":
        """Return the comparison of which `dataclasses.asdict` made this, also by way of JSON."""
        lists = {name: tuple(facts[name]) for name in ("sentences", "missing", "new")}
        return cls(**{**facts, **lists, "joining": Joining(**facts["joining"])})


@dataclass(frozen=True)
class Compared:
    """A comparison, with what was opened for it: the files of the table, and the other one as it was read."""

    comparison: Comparison
    files: tuple[Source, ...]
    other: Source


def compare(
    workspace: Workspace, dataset_id: str, other_id: str, joining: Joining | None = None, progress: Progress = SILENT
) -> Comparison:
    """Compare a table with the table `other_id` (a file just read): what joining them would do. Nothing is joined yet.

    Where that file was read otherwise than the table (kinds of columns, order of days and months), it is read again the
    table's way first. `joining`: as the owner decided, else as proposed. Raises NotFound.
    """
    row, _ = opened(workspace, dataset_id)
    return open_and_compare(workspace, row, other_id, joining, progress).comparison


def open_and_compare(
    workspace: Workspace, row: Row, other_id: str, joining: Joining | None, progress: Progress
) -> Compared:
    """Compare a file with the table in `row`, and return what was opened for that too. Raises NotFound."""
    progress.say(0.0, "Opening the table…")
    files = sources(workspace, row)
    frame, columns = one_table(files)
    progress.say(0.3, "Comparing the columns…")
    old_sides = sides(columns, frame)
    other, repaired = _source(workspace, other_id), bool(opened(workspace, other_id)[1])
    pairs = match(old_sides, sides(other.columns, other.frame))
    wanted = _as_the_table(files[0].part, columns, other.part, pairs)
    if wanted is not None:
        progress.say(0.4, "Reading the file as the table was read…")
        other = _read_again(workspace, other_id, wanted) or other
        pairs = match(old_sides, sides(other.columns, other.frame))
    progress.say(0.6, "Comparing the rows…")
    how = joining or proposed(frame, columns, other.frame, pairs)
    progress.say(0.8, "Looking for rows that are there already…")
    joined = join(frame, other.frame, how, sum(file.part.rows for file in files))
    beside = Beside(find(workspace, row["id"]), columns, other, pairs, how, joined, repaired)
    return Compared(_told(beside, preferences.load(workspace).words), tuple(files), Source(other.part, other.frame))


def _source(workspace: Workspace, other_id: str) -> Other:
    row, _ = opened(workspace, other_id)
    source = sources(workspace, row)[0]
    return Other(source.part, source.part.columns, source.frame)


def _as_the_table(first: Part, columns: Sequence[Column], other: Part, pairs: Mapping[str, str]) -> Choices | None:
    """How the file has to be read so that its columns mean the same; None when they do."""
    if not other.from_a_file:
        return None
    kinds = {column.name: column.kind for column in columns}
    wanted = {
        column.name: kinds[pairs[column.name]]
        for column in other.columns
        if column.name in pairs and "empty" not in (column.kind, kinds[pairs[column.name]])
        and column.kind != kinds[pairs[column.name]]
    }  # fmt: skip
    asked = {note.choice for note in other.notes if note.options}
    choices = replace(other.decided, kinds={**other.decided.kinds, **wanted})
    if "date_order" in asked and first.choices.date_order:
        choices = replace(choices, date_order=first.choices.date_order)
    if "decimal" in asked and first.choices.decimal:
        choices = replace(choices, decimal=first.choices.decimal)
    return None if choices == other.decided else choices


def _read_again(workspace: Workspace, other_id: str, choices: Choices) -> Other | None:
    try:
        reread(workspace, other_id, choices)
    except UnreadableFile:  # too slow this time, or not that way: its values are taken over as they are
        return None
    return _source(workspace, other_id)


def _told(beside: Beside, words: Words) -> Comparison:
    has = set(beside.pairs.values())
    missing = tuple(column.name for column in beside.columns if column.name not in has)
    new = tuple(column.name for column in beside.other.columns if column.name not in beside.pairs)
    share = len(has) / max(len(beside.columns), 1)
    sentences = tell(beside, missing, new, words)
    joined = beside.joined
    return Comparison(
        share >= SAME, beside.how, tuple(sentences), joined.added, joined.copies, joined.replaced, missing, new
    )
