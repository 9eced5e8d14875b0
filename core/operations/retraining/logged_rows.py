"""Answers whose end is known, as rows of a table: opened in memory, never kept anywhere but in the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from core.common.parsing.booleans import truth
from core.common.words import Words
from core.data.reading import Column
from core.inference.exported import Exported
from core.inference.inputs import Input, NotThisKind
from core.models import registry
from core.models.registry import Plan
from core.operations.retraining.plan_transfer import TransferredPlan
from core.serving.prediction_log import cases as log
from core.serving.prediction_log.cases import Case
from core.storage.workspace import Workspace

MOST = 20_000


@dataclass(frozen=True)
class LoggedRows:
    """n rows with the columns of a table, the oldest first."""

    frame: pd.DataFrame
    acted_on: np.ndarray
    """(n,): whether somebody had acted on the answer first."""
    closed: int
    """Answers whose end is known, but not what was sent for them."""
    wanted: bool = False
    """Whether they were asked for, to learn from."""

    def remarks(self, words: Words) -> tuple[str, ...]:
        if not self.wanted:
            return ()
        said = [f"It learned from {words.few(len(self.frame), 'answer')} whose end is known, besides the table."]
        if self.closed:
            told = words.few(self.closed, "other answer")
            said.append(f"What was sent for {told} is not kept, so nothing was learned from that.")
        return tuple(said)


def read_logged_rows(
    workspace: Workspace,
    model_id: str,
    transferred: TransferredPlan,
    like: pd.DataFrame,
    columns: Sequence[Column],
    *,
    wanted: bool,
) -> LoggedRows:
    """Return logged answers as rows of the table `like`, with the same columns and kinds of values. Raises DamagedFile."""
    row_of = _Rows(workspace, model_id, transferred, columns)
    found = list(log.labelled(workspace, model_id, MOST))[::-1]
    opened = [case for case in found if case.sent is not None]
    rows = [row_of(case) for case in opened]
    frame = pd.DataFrame(rows, columns=list(like.columns), dtype=object)
    for name in like.columns:
        frame[name] = _as_kind(frame[name], like[name])
    known = frame[transferred.plan.column("target") or like.columns[0]].notna().to_numpy()
    acted_on = np.array([case.acted_on for case in opened], dtype=bool)
    return LoggedRows(frame[known].reset_index(drop=True), acted_on[known], len(found) - len(opened), wanted)


class _Rows:
    """Cases as rows, by column of the table."""

    def __init__(
        self, workspace: Workspace, model_id: str, transferred: TransferredPlan, columns: Sequence[Column]
    ) -> None:
        self._plan: Plan = transferred.plan
        self._renamed = transferred.renamed
        self._spelled = {column.name: column.spelled_yes for column in columns}
        self._exported = cache(lambda number: Exported.from_bytes(registry.exported_bytes(workspace, model_id, number)))

    def __call__(self, case: Case) -> dict[str, Any]:
        row = {self._renamed.get(name, name): value for name, value in (case.sent or {}).items()}
        target, day, own = (self._plan.column(role) for role in ("target", "date", "id"))
        if target:
            row[target] = self._ended(target, case)
        if own and row.get(own) is None:
            row[own] = case.own_id
        if day and row.get(day) is None:
            row[day] = datetime.fromtimestamp(case.at, UTC).date().isoformat()
        return row

    def _ended(self, target: str, case: Case) -> Any:
        labels = self._exported(case.version).labels
        if not labels:
            return case.actual
        said = labels[int(case.actual)]
        return "yes" if said == self._spelled.get(target) else said


def _as_kind(values: "pd.Series[Any]", like: "pd.Series[Any]") -> "pd.Series[Any]":
    """Values as they came, as the kind of values that a table's column holds; what is not of that kind is missing."""
    if pd.api.types.is_bool_dtype(like.dtype):
        told = [None if value is None or value != value else truth(value) for value in values]  # noqa: PLR0124 - NaN
        return pd.Series(told, index=values.index, dtype="boolean")
    if pd.api.types.is_datetime64_any_dtype(like.dtype):
        days = pd.Series([_read("date", value) for value in values], index=values.index, dtype=np.float64)
        return pd.to_datetime(days, unit="D").astype("datetime64[us]")
    kind = "number" if pd.api.types.is_numeric_dtype(like.dtype) else "category"
    told = [_read(kind, value) for value in values]
    return pd.Series(told, index=values.index, dtype=np.float64 if kind == "number" else "str")


def _read(kind: Any, value: Any) -> Any:
    try:
        return Input("", kind).read(None if value != value else value)  # noqa: PLR0124 - NaN
    except NotThisKind:
        return None
