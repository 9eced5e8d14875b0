"""A whole spreadsheet answered into another one: one line out for each line in, in the same order."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from core.common.errors import NotPossibleNow
from core.common.progress import SILENT, Progress
from core.data.reading import contents
from core.serving.deployment.file_task import FileTask, Upload
from core.serving.deployment.listing import read_scoring_table, scoring_table
from core.serving.deployment.scoring import Tally, answer_lines
from core.serving.deployment.sheets import ResultSheets, open_sheet
from core.storage import staging
from core.storage.store import Database
from core.storage.workspace import Workspace

_READ, _ANSWERED = 0.15, 0.9
"""Shares of the way after which a list was read, and answered."""


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
    progress: Progress = SILENT,
) -> Scored:
    """Write `out` (CSV, or XLSX by its ending) with an answer for each row of `source`.

    `day`: as of a past day. Raises NotFound, UnreadableFile, NotPossibleNow; then `out` stays as it was.
    """
    started = time.perf_counter()
    file_task, tally = FileTask(progress=progress), Tally()
    if isinstance(source, pd.DataFrame):
        rows = scoring_table(workspace, model_id, source, keep_columns=keep_columns)
    else:
        if out.exists() and out.samefile(source):
            raise NotPossibleNow(
                "The answers would take the place of the file itself.", "Choose another name for them."
            )
        upload = Upload(contents(source), source.name)
        rows = read_scoring_table(workspace, model_id, upload, file_task.part(0.0, _READ), keep_columns=keep_columns)
    with open_sheet(out, rows.heading, rows.rows) as line:
        for cells in answer_lines(
            workspace, model_id, rows, tally, file_task.part(_READ, 1.0), source=source_name, day=day
        ):
            line(cells)
    return Scored(rows.rows, tally.refused, time.perf_counter() - started)


@dataclass(frozen=True)
class ScoredList:
    """A list that was answered for an owner to download. `csv` and `xlsx` name the kept files (core/storage/staging); a list too large
    for one sheet has no workbook. `why`: reasons for rows without an answer, the most frequent first."""

    rows: int
    refused: int
    why: list[tuple[str, int]]
    csv: str
    xlsx: str | None


def score_list(
    workspace: Workspace,
    model_id: str,
    upload: Upload,
    file_task: FileTask,
    on_kept: Callable[[Database, dict[str, Any]], None] = lambda _db, _result: None,
) -> ScoredList:
    """Answer each row of a file, and keep the result sealed for `staging.RESULT_DAYS` days. Nothing is written beside the database.

    `on_kept` is called inside the transaction that keeps the result. Raises NotFound, UnreadableFile, NotPossibleNow, Cancelled.
    """
    rows = read_scoring_table(workspace, model_id, upload, file_task.part(0.0, _READ), keep_columns=True)
    tally, sheets = Tally(), ResultSheets(rows.heading, rows.rows)
    for cells in answer_lines(workspace, model_id, rows, tally, file_task.part(_READ, _ANSWERED)):
        sheets.line(cells)
    file_task.progress.say(_ANSWERED, "Writing your list…")
    csv, xlsx = sheets.csv(), sheets.xlsx()
    with workspace.store.writing() as db:
        book = staging.keep_result(workspace, db, xlsx) if xlsx else None
        result = ScoredList(
            rows.rows, tally.refused, tally.why.most_common(), staging.keep_result(workspace, db, csv), book
        )
        on_kept(db, asdict(result))
    return result
