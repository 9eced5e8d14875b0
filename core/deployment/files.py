"""A whole spreadsheet scored: one line out for each line in, in the same order, logged like any other answer."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pandas as pd

from core import model_version
from core.deployment import channel
from core.deployment.asking import PIECE_OF_ROWS, noon, plain
from core.deployment.routing import live_of
from core.deployment.sheets import writing
from core.exported import Exported
from core.inputs import Input
from core.reading import Choices, Kind, Reading, read_table
from core.serving import commands
from core.serving.answering import Answer
from core.workspace import Workspace

_READING_SHARE = 0.2


@dataclass(frozen=True)
class Scored:
    """`refused` rows got no answer; their line says why."""

    rows: int
    refused: int
    seconds: float


def predict_file(
    workspace: Workspace,
    model_id: str,
    source: Path | pd.DataFrame,
    out: Path,
    *,
    day: date | None = None,
    keep_columns: bool = False,
    source_name: str = "file",
    on_progress: Callable[[float, str], None] | None = None,
) -> Scored:
    """Writes `out` (CSV, or XLSX by its ending) with an answer for each row of `source`.

    `day`: as of a past day. Raises NotFound, UnreadableFile, NotPossibleNow; then `out` stays as it was.
    """
    started = time.perf_counter()
    tell = on_progress or (lambda _share, _sentence: None)
    model = model_version.find(workspace, model_id)
    id_column = model.plan.column("id")
    inputs = _inputs(workspace, model_id)
    frame = source if isinstance(source, pd.DataFrame) else _read(source, inputs, id_column, tell)
    id_column = id_column if id_column in frame.columns else None
    kept = list(frame.columns) if keep_columns else []
    told = [name for name in frame.columns if name == id_column or name in {asked.name for asked in inputs}]
    refused = 0
    with channel.opened(workspace) as log, writing(out, _heading(id_column, kept)) as line:
        first = noon(day) if day else None
        for start, rows in _pieces(frame, told):
            at = None if first is None else first + start / 1000
            said = log.ask("predict", commands.Predict(model_id, rows, source_name, at))
            extra = _cells_of(frame, kept, start)
            for row, answer, more in zip(rows, msgspec.convert(said["answers"], list[Answer]), extra, strict=True):
                refused += answer.fields is not None
                line([*_cells(answer, row, id_column), *more])
            share = _READING_SHARE + (1 - _READING_SHARE) * (start + len(rows)) / len(frame)
            tell(share, f"{start + len(rows):,} of {len(frame):,} rows answered…")
    return Scored(len(frame), refused, time.perf_counter() - started)


def _inputs(workspace: Workspace, model_id: str) -> tuple[Input, ...]:
    """What the version that will answer asks for."""
    live = live_of(workspace, model_id)
    data = model_version.exported_bytes(workspace, model_id, live.version if live else None)
    return Exported.from_bytes(data).inputs


def _read(
    path: Path, inputs: Sequence[Input], id_column: str | None, tell: Callable[[float, str], None]
) -> pd.DataFrame:
    """The file, its columns read as the kinds that the model learned. A cell that is not of its kind stays as it was
    written, so that its row can be refused with a reason instead of being answered as if the cell were empty."""
    kinds: dict[str, Kind] = {asked.name: asked.kind for asked in inputs}
    if id_column:
        kinds[id_column] = "id"
    reading = _read_as(path, kinds, tell)
    doubtful = {
        column for note in reading.notes if note.choice == "kinds" for column in note.columns if column in kinds
    }
    if not doubtful:
        return reading.frame
    texts = _read_as(path, {**kinds, **dict.fromkeys(doubtful, "text")}, tell).frame
    frame = reading.frame.copy()
    for column in doubtful:
        typed = frame[column].astype(object)
        frame[column] = typed.where(frame[column].notna(), texts[column].astype(object))
    return frame


def _read_as(path: Path, kinds: Mapping[str, Kind], tell: Callable[[float, str], None]) -> Reading:
    choices = replace(Choices(), kinds=dict(kinds))
    return read_table(path, path.name, choices, on_progress=lambda share, said: tell(share * _READING_SHARE, said))


def _pieces(frame: pd.DataFrame, names: list[str]) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """(place of the first row, rows): some columns of a table as JSON has them, piece by piece."""
    for start in range(0, len(frame), PIECE_OF_ROWS):
        yield start, [dict(zip(names, cells, strict=True)) for cells in _cells_of(frame, names, start)]


def _cells_of(frame: pd.DataFrame, names: list[str], start: int) -> list[tuple[Any, ...]]:
    """The cells of one piece's rows."""
    piece = frame.iloc[start : start + PIECE_OF_ROWS]
    if not names:
        return [()] * len(piece)
    return list(zip(*([plain(value) for value in piece[name].tolist()] for name in names), strict=True))


def _heading(id_column: str | None, kept: list[str]) -> list[str]:
    ids = ["prediction_id", id_column] if id_column else ["prediction_id"]
    return [*ids, "answer", "score", "low", "high", "warnings", *kept]


def _cells(answer: Answer, row: dict[str, Any], id_column: str | None) -> list[Any]:
    ids = [answer.id, row[id_column]] if id_column else [answer.id]
    if answer.fields is not None:
        why = "; ".join(f"{field['field']} {field['message']}".strip() for field in answer.fields)
        return [*ids, None, None, None, None, f"No answer: {why}"]
    return [*ids, answer.answer, answer.score, answer.low, answer.high, " ".join(answer.warnings)]
