"""A list on its way through a live model: each line answered in its place, piece by piece, and logged like any other answer."""

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from core.common.words import clean
from core.serving.deployment import channel
from core.serving.deployment.file_task import FileTask
from core.serving.deployment.listing import ScoringTable
from core.serving.deployment.predict import PIECE_OF_ROWS, noon
from core.serving.endpoint import commands
from core.serving.endpoint.answering import Answer
from core.serving.endpoint.rows import EXPECTED
from core.storage.workspace import Workspace


@dataclass
class Tally:
    """What became of the lines so far."""

    answered: int = 0
    refused: int = 0
    why: Counter[str] = field(default_factory=Counter)
    """Reasons for refusals, without any value, and for how many rows each holds."""

    def note(self, answer: Answer, table: ScoringTable) -> None:
        """Count a line's answer, or why it got none."""
        if answer.fields is None:
            self.answered += 1
            return
        self.refused += 1
        self.why.update({_reason(fault, table) for fault in answer.fields})


def answer_lines(
    workspace: Workspace,
    model_id: str,
    table: ScoringTable,
    tally: Tally,
    file_task: FileTask,
    *,
    source: str = "file",
    day: date | None = None,
) -> Iterator[list[Any]]:
    """Yield the lines of the answers under `table.heading`, each once it is logged; `day`: as of a past one.

    Raises NotPossibleNow, Cancelled.
    """
    first = noon(day) if day else None
    with channel.open_channel(workspace, lasting=bool(file_task.once)) as log, _collector_at_rest():
        for start, rows in table.pieces(PIECE_OF_ROWS if file_task.once else log.rows_at_once):
            at = None if first is None else first + start / 1000
            reply = log.ask("predict", commands.Predict(model_id, rows, source, at, once=file_task.piece(start)))
            answers = msgspec.convert(reply["answers"], list[Answer])
            for row, answer, kept in zip(rows, answers, table.kept_cells(start, len(rows)), strict=True):
                tally.note(answer, table)
                yield [*_cells(answer, row, table.id_column), *kept]
            done = start + len(rows)
            file_task.progress.say(done / table.rows, f"{done:,} of {table.rows:,} rows answered…")


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Rows and answers refer to nothing in circles; Python's looking for some took a quarter of the time."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


def _cells(answer: Answer, row: dict[str, Any], id_column: str | None) -> list[Any]:
    ids = [answer.id, row[id_column]] if id_column else [answer.id]
    if answer.fields is not None:
        why = "; ".join(f"{fault['field']} {fault['message']}".strip() for fault in answer.fields)
        return [*ids, None, None, None, None, f"No answer: {why}"]
    return [*ids, answer.answer, answer.score, answer.low, answer.high, " ".join(answer.warnings)]


def _reason(fault: dict[str, Any], table: ScoringTable) -> str:
    """Why a row was refused, without its value."""
    kind = table.kind_of(fault["field"])
    return f"“{clean(fault['field'])}” is not {EXPECTED[kind]}." if kind else str(fault["message"])
