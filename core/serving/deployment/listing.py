"""A list as it was read for one model: its rows as the model's own kinds, and what of them is asked and what is only kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from core.common.words import first_free
from core.data.reading import Choices, Kind, Reading, read_table
from core.inference.exported import Exported
from core.inference.inputs import Input, InputKind
from core.models import registry
from core.serving.deployment.file_task import FileTask, Upload
from core.serving.deployment.predict import json_column
from core.serving.deployment.state import live_of
from core.storage.workspace import Workspace


@dataclass(frozen=True)
class ScoringTable:
    """A table of rows to answer."""

    frame: pd.DataFrame
    inputs: tuple[Input, ...]
    id_column: str | None
    kept: tuple[str, ...] = ()
    """Columns that are repeated behind the answers; the id stands before them already."""
    spelled: Mapping[str, dict[bool, str]] = field(default_factory=dict)
    """Of columns with yes and no: how the file writes them."""

    @property
    def rows(self) -> int:
        return len(self.frame)

    @property
    def heading(self) -> list[str]:
        """Return the names of the result's columns, each one once: a column that is called as one of ours gets a number."""
        ours = ["prediction_id", "answer", "score", "low", "high", "warnings"]
        names = [ours[0], *([first_free(self.id_column, ours)] if self.id_column else []), *ours[1:]]
        for name in self.kept:
            names.append(first_free(name, names))
        return names

    def kind_of(self, name: str) -> InputKind | None:
        """Return the kind of value that the model asks for in a column, or None where it asks for none."""
        return next((asked.kind for asked in self.inputs if asked.name == name), None)

    def pieces(self, size: int) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        """Yield the place of the first row, and up to `size` rows as the model is asked them (JSON)."""
        names = [name for name in self.frame.columns if name == self.id_column or self.kind_of(name)]
        for start in range(0, self.rows, size):
            cells = _cells(self.frame, names, start, size)
            yield start, [dict(zip(names, row, strict=True)) for row in cells]

    def kept_cells(self, start: int, size: int) -> list[tuple[Any, ...]]:
        """Return the cells of the kept columns, row by row, as the file has them."""
        cells = _cells(self.frame, self.kept, start, size)
        return [tuple(map(self._as_written, self.kept, row)) for row in cells] if self.spelled and self.kept else cells

    def _as_written(self, name: str, cell: Any) -> Any:
        return self.spelled.get(name, {}).get(cell, cell) if isinstance(cell, bool) else cell


def scoring_table(
    workspace: Workspace, model_id: str, frame: pd.DataFrame, *, keep_columns: bool = False
) -> ScoringTable:
    """Take the rows of a table as a list to answer. Raises NotFound."""
    named = registry.find(workspace, model_id).plan.column("id")
    kept = tuple(name for name in frame.columns if name != named) if keep_columns else ()
    return ScoringTable(frame, _inputs(workspace, model_id), named if named in frame.columns else None, kept)


def read_scoring_table(
    workspace: Workspace, model_id: str, upload: Upload, file_task: FileTask, *, keep_columns: bool = False
) -> ScoringTable:
    """Read a file as a list to answer, its columns as the kinds that the answering version has learned.

    A cell that is not of its kind stays as it was written, so that its row can be refused with a reason instead of being
    answered as if the cell were empty. Raises NotFound, UnreadableFile, Cancelled.
    """
    kinds: dict[str, Kind] = {asked.name: asked.kind for asked in _inputs(workspace, model_id)}
    if named := registry.find(workspace, model_id).plan.column("id"):
        kinds[named] = "id"
    reading = _read(upload, file_task, kinds)
    frame = reading.frame
    doubtful = [column.name for column in reading.columns if column.unreadable and column.name in kinds]
    if doubtful:
        texts = _read(upload, file_task, {**kinds, **dict.fromkeys(doubtful, "text")}).frame
        frame = frame.copy()
        for name in doubtful:
            typed = frame[name].astype(object)
            frame[name] = typed.where(frame[name].notna(), texts[name].astype(object))
    spelled = {
        each.name: {False: each.spelled_no, True: each.spelled_yes} for each in reading.columns if each.spelled_yes
    }
    return replace(scoring_table(workspace, model_id, frame, keep_columns=keep_columns), spelled=spelled)


def _read(upload: Upload, file_task: FileTask, kinds: Mapping[str, Kind]) -> Reading:
    return read_table(
        upload.data,
        upload.filename,
        replace(Choices(), kinds=dict(kinds)),
        password=upload.password,
        progress=file_task.progress,
    )


def _inputs(workspace: Workspace, model_id: str) -> tuple[Input, ...]:
    """What the version that will answer asks for, and then what one beside it asks for on top."""
    live = live_of(workspace, model_id)
    numbers = [live.version if live else None, *([live.beside.version] if live and live.beside else [])]
    forms = [Exported.from_bytes(registry.exported_bytes(workspace, model_id, number)) for number in numbers]
    found = {asked.name: asked for form in reversed(forms) for asked in form.inputs}
    return tuple(found.values())


def _cells(frame: pd.DataFrame, names: Sequence[str], start: int, size: int) -> list[tuple[Any, ...]]:
    """The cells of some rows."""
    piece = frame.iloc[start : start + size]
    if not names:
        return [()] * len(piece)
    return list(zip(*(json_column(piece[name]) for name in names), strict=True))
