"""Asking a live model from here."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
import pandas as pd

from core.models import registry
from core.models.registry import Model
from core.serving.deployment import channel
from core.serving.endpoint import commands, examples
from core.serving.endpoint.answering import Answer
from core.storage.workspace import Workspace

PIECE_OF_ROWS = 500
"""Rows in one command: few enough that a web shop's calls in between hardly wait."""
DAY = 86_400.0


def predict_rows(
    workspace: Workspace,
    model_id: str,
    rows: Sequence[Any],
    *,
    source: str,
    explain: bool = False,
    day: date | None = None,
) -> list[Answer]:
    """Return answers for rows, logged before they are given. A row that is not sound has `fields` instead of an answer.

    `source`: "form", "file" or "practice". `day`: as of a past day. Raises NotPossibleNow.
    """
    answers: list[Answer] = []
    with channel.open_channel(workspace) as log:
        for start in range(0, len(rows), PIECE_OF_ROWS):
            at = noon(day) + start / 1000 if day else None
            asked = commands.Predict(model_id, list(rows[start : start + PIECE_OF_ROWS]), source, at, explain)
            answers += msgspec.convert(log.ask("predict", asked)["answers"], list[Answer])
    return answers


def example_row(workspace: Workspace, model: Model, version: int) -> dict[str, Any]:
    """Return a row as that version asks it, for texts to copy. Nobody's personal data is in it."""
    inputs = registry.reference(workspace, model.id, version).inputs
    return examples.example_row(inputs, model.plan.column("id"))


def noon(day: date) -> float:
    """Return the middle of a day in UTC, as seconds since 1970: rows of a past day are logged from then on."""
    return (day - date(1970, 1, 1)).days * DAY + DAY / 2


def plain(value: Any) -> Any:
    """Return a table's cell as JSON has it; None where it is empty."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # noqa: PLR0124  # NaN
        return None
    if isinstance(value, pd.Timestamp):
        return value.isoformat() if value.time().isoformat() != "00:00:00" else value.date().isoformat()
    return value.item() if hasattr(value, "item") else value


def json_column(column: "pd.Series[Any]") -> list[Any]:
    """Return a column's cells as JSON has them."""
    empty = column.isna().to_numpy()
    if column.dtype == "datetime64[us]" and (column.dt.normalize() == column)[~empty].all():
        cells = column.dt.strftime("%Y-%m-%d").tolist()
    elif column.dtype.kind in "bif" or isinstance(column.dtype, pd.StringDtype):
        cells = column.tolist()
    else:
        return [plain(value) for value in column.tolist()]
    return [None if none else cell for cell, none in zip(cells, empty.tolist(), strict=True)] if empty.any() else cells


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table's rows as JSON has them."""
    columns = {name: json_column(frame[name]) for name in frame.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
