"""Asking a live model from here, and telling it what really happened and what people did."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
import pandas as pd

from core.deployment import channel
from core.errors import Cancelled, NotFound
from core.serving import commands
from core.serving.answering import Answer
from core.workspace import Workspace

PIECE_OF_ROWS = 100
"""Rows in one command: few enough that a web shop's calls in between hardly wait."""
PIECE_OF_REPORTS = 500
_DAY = 86_400.0


@dataclass(frozen=True)
class Matched:
    """How many reports found their prediction. `unreadable` ones are none of the model's answers; empty cells count nowhere."""

    matched: int = 0
    unmatched: int = 0
    repeated: int = 0
    changed: int = 0
    unreadable: int = 0


@dataclass(frozen=True)
class Telling:
    """How a long list of reports is told; `once` as in deployment.scoring.Asking."""

    once: str = ""
    on_progress: Callable[[float, str], None] = lambda _share, _sentence: None
    should_stop: Callable[[], bool] = lambda: False


def predict_rows(
    workspace: Workspace,
    model_id: str,
    rows: Sequence[Any],
    *,
    source: str,
    explain: bool = False,
    day: date | None = None,
) -> list[Answer]:
    """Answers for rows, logged before they are given. A row that is not sound has `fields` instead of an answer.

    `source`: "form", "file" or "practice". `day`: as of a past day. Raises NotPossibleNow.
    """
    answers: list[Answer] = []
    with channel.opened(workspace) as log:
        for start in range(0, len(rows), PIECE_OF_ROWS):
            at = noon(day) + start / 1000 if day else None
            asked = commands.Predict(model_id, list(rows[start : start + PIECE_OF_ROWS]), source, at, explain)
            answers += msgspec.convert(log.ask("predict", asked)["answers"], list[Answer])
    return answers


def record_outcomes(
    workspace: Workspace,
    model_id: str,
    frame: pd.DataFrame,
    id_column: str,
    actual_column: str,
    *,
    day: date | None = None,
    telling: Telling = Telling(),
) -> Matched:
    """What really happened, matched by the prediction's id or the owner's own. Raises NotFound, NotPossibleNow, Cancelled.

    `day`: as of the end of a past day: of an owner's id, the newest prediction until then is meant.
    """
    reports = _reports(frame, id_column, actual_column, "actual")
    return _told(workspace, "outcomes", model_id, reports, day=day, telling=telling)


def record_decisions(
    workspace: Workspace,
    model_id: str,
    frame: pd.DataFrame,
    id_column: str,
    decision_column: str,
    *,
    day: date | None = None,
    seconds_column: str | None = None,
) -> Matched:
    """What people did with the advice. Raises NotFound, NotPossibleNow."""
    reports = _reports(frame, id_column, decision_column, "decision", seconds_column)
    return _told(workspace, "decisions", model_id, reports, day=day, telling=Telling())


def noon(day: date) -> float:
    """The middle of a day in UTC, as seconds since 1970: rows of a past day are logged from then on."""
    return (day - date(1970, 1, 1)).days * _DAY + _DAY / 2


def plain(value: Any) -> Any:
    """A table's cell as JSON has it; None where it is empty."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # noqa: PLR0124  # NaN
        return None
    if isinstance(value, pd.Timestamp):
        return value.isoformat() if value.time().isoformat() != "00:00:00" else value.date().isoformat()
    return value.item() if hasattr(value, "item") else value


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A table's rows as JSON has them."""
    columns = {name: [plain(value) for value in frame[name].tolist()] for name in frame.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _told(
    workspace: Workspace,
    command: str,
    model_id: str,
    reports: list[dict[str, Any]],
    *,
    day: date | None,
    telling: Telling,
) -> Matched:
    until = noon(day) + _DAY / 2 - 0.001 if day else None
    total = dict.fromkeys(Matched.__dataclass_fields__, 0)
    with (channel.lasting if telling.once else channel.opened)(workspace) as log:
        for start in range(0, len(reports), PIECE_OF_REPORTS):
            if telling.should_stop():
                raise Cancelled
            piece = f"{telling.once} {start}" if telling.once else ""
            asked = commands.Reports(model_id, reports[start : start + PIECE_OF_REPORTS], until, once=piece)
            received = log.ask(command, asked)["received"]
            total = {name: count + received[name] for name, count in total.items()}
            done = min(start + PIECE_OF_REPORTS, len(reports))
            telling.on_progress(done / len(reports), f"{done:,} of {len(reports):,} rows compared with its answers…")
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
    return [report for report in reports if report["id"] is not None and report[says] is not None]
