"""A whole spreadsheet answered into another one: one line out for each line in, in the same order."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from core import staging
from core.deployment.listing import listed
from core.deployment.scoring import Asking, Tally, lines
from core.deployment.sheets import Grown, writing
from core.errors import Cancelled
from core.store import Database
from core.workspace import Workspace

_READING_SHARE, _SCORING_SHARE = 0.15, 0.75


@dataclass(frozen=True)
class Scored:
    """`refused` rows got no answer; their line says why."""

    rows: int
    refused: int
    seconds: float


def predict_file(
    workspace: Workspace,
    model_id: str,
    source: bytes | Path | pd.DataFrame,
    out: Path,
    *,
    day: date | None = None,
    keep_columns: bool = False,
    source_name: str = "file",
    on_progress: Callable[[float, str], None] = lambda _share, _sentence: None,
) -> Scored:
    """Writes `out` (CSV, or XLSX by its ending) with an answer for each row of `source`.

    `day`: as of a past day. Raises NotFound, UnreadableFile, NotPossibleNow; then `out` stays as it was.
    """
    started = time.perf_counter()
    reading, scoring = _part(on_progress, 0.0, _READING_SHARE), _part(on_progress, _READING_SHARE, 1.0)
    filename = source.name if isinstance(source, Path) else ""
    rows = listed(workspace, model_id, source, filename, keep_columns=keep_columns, on_progress=reading)
    tally = Tally()
    with writing(out, rows.heading, rows.rows) as line:
        for cells in lines(workspace, model_id, rows, Asking(source_name, day, on_progress=scoring), tally):
            line(cells)
    return Scored(rows.rows, tally.refused, time.perf_counter() - started)


@dataclass(frozen=True)
class ScoredList:
    """A list that was answered for an owner to download. `csv` and `xlsx` name the kept files (core/staging); a list too large
    for one sheet has no workbook. `why`: reasons for rows without an answer, the most frequent first."""

    rows: int
    refused: int
    why: list[tuple[str, int]]
    csv: str
    xlsx: str | None


def score_list(
    workspace: Workspace,
    model_id: str,
    data: bytes,
    filename: str,
    *,
    password: str | None = None,
    once: str,
    on_progress: Callable[[float, str], None] = lambda _share, _sentence: None,
    should_stop: Callable[[], bool] = lambda: False,
    on_kept: Callable[[Database, dict[str, Any]], None] = lambda _db, _result: None,
) -> ScoredList:
    """Answers each row of a file, and keeps the result sealed for `staging.RESULT_DAYS` days. Nothing is written beside the database.

    Begun again under the same name `once` after a crash, it goes on where it was. `on_kept` is called inside the transaction that
    keeps the result. Raises NotFound, UnreadableFile, NotPossibleNow, Cancelled.
    """
    reading = _part(on_progress, 0.0, _READING_SHARE)
    scoring = _part(on_progress, _READING_SHARE, _READING_SHARE + _SCORING_SHARE)
    rows = listed(
        workspace,
        model_id,
        data,
        filename,
        password=password,
        keep_columns=True,
        on_progress=reading,
        should_stop=should_stop,
    )
    tally, sheets = Tally(), Grown(rows.heading, rows.rows)
    asking = Asking(once=once, on_progress=scoring, should_stop=should_stop)
    for cells in lines(workspace, model_id, rows, asking, tally):
        sheets.line(cells)
    on_progress(_READING_SHARE + _SCORING_SHARE, "Writing your list…")
    csv, xlsx = sheets.csv(), sheets.xlsx()
    if should_stop():
        raise Cancelled
    with workspace.store.writing() as db:
        kept = [None if file is None else staging.hold(workspace, db, file) for file in (csv, xlsx)]
        result = ScoredList(rows.rows, tally.refused, tally.why.most_common(), kept[0] or "", kept[1])
        on_kept(db, asdict(result))
    return result


def _part(tell: Callable[[float, str], None], start: float, end: float) -> Callable[[float, str], None]:
    """A part of a longer way."""
    return lambda share, said: tell(start + share * (end - start), said)
