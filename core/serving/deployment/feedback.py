"""Telling a live model what really happened, and what people did with its answers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from core.common.errors import NotFound
from core.common.words import Words
from core.data.reading import Choices, read_table
from core.serving.deployment import channel
from core.serving.deployment.file_task import FileTask, Upload
from core.serving.deployment.predict import DAY, noon, plain
from core.serving.endpoint import commands
from core.storage.workspace import Workspace

PIECE_OF_REPORTS = 500
"""Reports in one command."""
AT_ONCE = FileTask()
_READING_SHARE = 0.3


@dataclass(frozen=True)
class Matched:
    """How many reports found their prediction. `unreadable` ones are none of the model's answers, or say a time that is none; a row
    without an id is `unmatched`. A row that says nothing yet counts nowhere."""

    matched: int = 0
    unmatched: int = 0
    repeated: int = 0
    changed: int = 0
    unreadable: int = 0

    def says(self, words: Words) -> tuple[str, ...]:
        """Say what was noted, then what was not, or not for the first time."""
        say = words.counted
        sentences = [f"{say(self.matched, 'case')} noted." if self.matched else "No case was noted."]
        if self.unmatched:
            sentences.append(f"{say(self.unmatched, 'row')} fitted none of its answers.")
        if self.unreadable:
            sentences.append(f"{say(self.unreadable, 'row')} could not be understood.")
        if self.repeated:
            count = "counts" if self.repeated == 1 else "count"
            sentences.append(f"{say(self.repeated, 'row')} had been told before, and {count} once.")
        if self.changed:
            sentences.append(f"{say(self.changed, 'row')} had been told otherwise before: the newest report holds.")
        return tuple(sentences)


def record_outcomes(
    workspace: Workspace,
    model_id: str,
    frame: pd.DataFrame,
    id_column: str,
    actual_column: str,
    *,
    day: date | None = None,
    file_task: FileTask = AT_ONCE,
) -> Matched:
    """Record what really happened, matched by the prediction's id or the owner's own id.

    `day`: as of the end of a past day: of an owner's id, the newest prediction until then is meant. Raises NotFound, NotPossibleNow,
    Cancelled.
    """
    reports = _reports(frame, id_column, actual_column, "actual")
    return _record(workspace, "outcomes", model_id, reports, day=day, file_task=file_task)


def record_decisions(
    workspace: Workspace,
    model_id: str,
    frame: pd.DataFrame,
    id_column: str,
    decision_column: str,
    *,
    day: date | None = None,
    seconds_column: str | None = None,
    file_task: FileTask = AT_ONCE,
) -> Matched:
    """Record what people did with the advice. Raises NotFound, NotPossibleNow, Cancelled."""
    reports = _reports(frame, id_column, decision_column, "decision", seconds_column)
    return _record(workspace, "decisions", model_id, reports, day=day, file_task=file_task)


def record_outcomes_file(
    workspace: Workspace, model_id: str, upload: Upload, file_task: FileTask, *, id_column: str, actual_column: str
) -> Matched:
    """Record what really happened from a file. Raises NotFound, UnreadableFile, NotPossibleNow, Cancelled."""
    frame, telling = _read(upload, file_task, id_column)
    return record_outcomes(workspace, model_id, frame, id_column, actual_column, file_task=telling)


def record_decisions_file(
    workspace: Workspace,
    model_id: str,
    upload: Upload,
    file_task: FileTask,
    *,
    id_column: str,
    decision_column: str,
    seconds_column: str | None = None,
) -> Matched:
    """Record what people did with the advice from a file. Raises NotFound, UnreadableFile, NotPossibleNow, Cancelled."""
    frame, telling = _read(upload, file_task, id_column)
    return record_decisions(
        workspace, model_id, frame, id_column, decision_column, seconds_column=seconds_column, file_task=telling
    )


def _read(upload: Upload, file_task: FileTask, id_column: str) -> tuple[pd.DataFrame, FileTask]:
    """A file as a table, its ids as they are written; and what is left of the way."""
    reading, telling = file_task.part(0.0, _READING_SHARE), file_task.part(_READING_SHARE, 1.0)
    read = read_table(
        upload.data,
        upload.filename,
        password=upload.password,
        choices=Choices(kinds={id_column: "id"}),
        progress=reading.progress,
    )
    return read.frame, telling


def _record(
    workspace: Workspace,
    command: str,
    model_id: str,
    reports: list[dict[str, Any]],
    *,
    day: date | None,
    file_task: FileTask,
) -> Matched:
    until = noon(day) + DAY / 2 - 0.001 if day else None
    total = dict.fromkeys(Matched.__dataclass_fields__, 0)
    with channel.open_channel(workspace, lasting=bool(file_task.once)) as log:
        for start in range(0, len(reports), PIECE_OF_REPORTS):
            once = file_task.piece(start)
            asked = commands.Reports(model_id, reports[start : start + PIECE_OF_REPORTS], until, once=once)
            received = log.ask(command, asked)["received"]
            total = {name: count + received[name] for name, count in total.items()}
            done = min(start + PIECE_OF_REPORTS, len(reports))
            file_task.progress.say(done / len(reports), f"{done:,} of {len(reports):,} rows compared with its answers…")
    return Matched(**total)


def _reports(
    frame: pd.DataFrame, id_column: str, says_column: str, says: str, seconds_column: str | None = None
) -> list[dict[str, Any]]:
    wanted = {"id": id_column, says: says_column} | ({"seconds": seconds_column} if seconds_column else {})
    for column in wanted.values():
        if column not in frame.columns:
            raise NotFound("The table has no such column.", "Name a column of the table.", columns=list(frame.columns))
    cells = {name: [plain(value) for value in frame[column].tolist()] for name, column in wanted.items()}
    reports = [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]
    return [report for report in reports if report[says] is not None]
