"""From the files of a version, as they were read, and its repairs to the table that everybody sees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from core.data import personal
from core.data.dataset.contents import open_frame
from core.data.dataset.joining import join, joined_columns
from core.data.dataset.records import Part, Recorded
from core.data.dataset.storage import part_of
from core.data.reading import Column
from core.data.repair import DoesNotFit
from core.data.repairs import repair
from core.storage.store import Row
from core.storage.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Built:
    """A table with its columns; `repairs` are those that fitted, `dropped` the others."""

    frame: "pd.DataFrame"
    columns: tuple[Column, ...]
    repairs: tuple[Recorded, ...]
    dropped: tuple[Recorded, ...]


@dataclass(frozen=True)
class Source:
    """A file as it was read."""

    part: Part
    frame: "pd.DataFrame"


def source_of(workspace: Workspace, row: Row) -> Source:
    """Return the file of a row of `dataset_part`."""
    part = part_of(row)
    return Source(part, open_frame(workspace, row["contents"], part.columns))


def build(sources: Sequence[Source], repairs: Sequence[Recorded], marks: Mapping[str, str | None]) -> Built:
    """Join the files in order, make the repairs again, and look at what came out."""
    frame, columns = one_table(sources)
    kept: list[Recorded] = []
    dropped: list[Recorded] = []
    for one in repairs:
        try:
            frame = repair(one.key).apply(frame, one.arguments)
            kept.append(one)
        except DoesNotFit:
            dropped.append(one)
    return Built(frame, described(frame, columns, marks), tuple(kept), tuple(dropped))


def one_table(sources: Sequence[Source]) -> "tuple[pd.DataFrame, tuple[Column, ...]]":
    """Return the files in order, joined, and the columns as they were read."""
    frame, columns = sources[0].frame, sources[0].part.columns
    rows = sources[0].part.rows
    for source in sources[1:]:
        frame = join(frame, source.frame, source.part.joining, rows).frame
        columns = joined_columns(columns, source.part.columns, source.part.joining)
        rows += source.part.rows
    return frame, columns


def described(
    frame: "pd.DataFrame",
    columns: Sequence[Column],
    marks: Mapping[str, str | None],
    before: "pd.DataFrame | None" = None,
) -> tuple[Column, ...]:
    """Return the columns that `frame` has, with what is known of their values now. Those that are as in `before` stay as they
    are.
    """
    there = [column for column in columns if column.name in frame]
    same = [before is not None and frame[column.name].equals(before[column.name]) for column in there]
    return tuple(
        column if as_before else _described(frame, column, marks) for column, as_before in zip(there, same, strict=True)
    )


def _described(frame: "pd.DataFrame", column: Column, marks: Mapping[str, str | None]) -> Column:
    values = frame[column.name]
    kind, sure = _about_a_person(values, column, marks)
    return replace(
        column,
        missing=int(values.isna().sum()),
        distinct=int(values.nunique()),
        personal=kind,
        personal_sure=sure,
    )


def _about_a_person(
    values: "pd.Series[Any]", column: Column, marks: Mapping[str, str | None]
) -> tuple[str | None, bool]:
    """What the owner said; else, or where they are not sure, what is found. And whether that is sure."""
    said = marks.get(column.name, personal.UNSURE)
    if said != personal.UNSURE:
        return said, True
    found = personal.examine(values, column.name, column.kind)
    if column.name in marks:
        return found.kind if found else personal.UNSURE, False
    return (found.kind, found.sure) if found else (None, True)
