"""From rows that were sent to answers and their log rows. The one way, for callers, pages, files and practice alike."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from core.inputs import Value
from core.prediction_log.ids import PredictionIds
from core.prediction_log.writing import Batch, LogWriter
from core.serving.live_models import Served
from core.serving.rows import RowRefused
from core.serving.subjects import Subjects
from core.vault import MonthKeys, Vault


class Answer(msgspec.Struct, omit_defaults=True):
    """One answer as callers see it. `fields` instead of an answer where the row was refused."""

    id: str | None
    answer: Any
    score: float | None
    band: str | None
    warnings: list[str]
    low: float | None = None
    high: float | None = None
    reasons: list[dict[str, Any]] | None = None
    fields: list[dict[str, Any]] | None = None


@dataclass(slots=True)
class Made:
    """Answers with the log rows that have to be kept before they are given. `rows` and `sent` lack their numbers yet."""

    answers: list[Answer]
    rows: list[tuple[Any, ...]]
    sent: list[tuple[str, bytes] | None]


class Answering:
    """Everything an answer needs. Belongs to the thread of its LogWriter."""

    def __init__(self, vault: Vault, month_keys: MonthKeys, writer: LogWriter) -> None:
        self._ids = PredictionIds(vault)
        self._subjects = Subjects(vault)
        self._month_keys = month_keys
        self._writer = writer
        self._pack = msgspec.json.Encoder().encode

    def make(
        self,
        served: Served,
        rows: Sequence[Any],
        source: str,
        *,
        keep: bool,
        at: float | None = None,
        explain: bool = False,
    ) -> Made:
        """Answers for `rows`; nothing is kept yet. A row that is not sound gets an Answer with `fields`."""
        made = Made([], [], [])
        ref = self._writer.served(served.facts.id, served.facts.version, served.columns)
        for place, row in enumerate(rows):
            started = time.perf_counter_ns()
            try:
                checked = served.check.read(row)
            except RowRefused as refused:
                made.answers.append(Answer(None, None, None, None, [], fields=refused.fields))
                continue
            said = served.exported.answer(checked.values)
            warnings = [*checked.warnings, *said.warnings]
            answer = Answer(None, said.answer, said.score, band(served, said.score), warnings, said.low, said.high)
            if explain:
                answer.reasons = reasons(served, checked.values)
            made.answers.append(answer)
            now = time.time()
            moment = now if at is None else at + place / 1000
            latency = (time.perf_counter_ns() - started) // 1000
            subject = self._subjects.of(row.get(served.facts.id_column)) if served.facts.id_column else None
            bins = checked.log_bins(said.bins)
            recorded = None if at is None else now
            made.rows.append(
                (ref, moment, recorded, latency, said.score, said.code, said.low, said.high, bins, subject, source)
            )
            made.sent.append(self._sealed(served, row, moment) if keep else None)
        return made

    def add(self, made: Made, batch: Batch) -> None:
        """Gives the answers their ids, and puts their log rows into `batch`."""
        seq = self._writer.take(len(made.rows))
        answered = (answer for answer in made.answers if answer.fields is None)
        for answer, row, sent in zip(answered, made.rows, made.sent, strict=True):
            answer.id = self._ids.of(seq)
            batch.predictions.append((seq, *row))
            if sent is not None:
                batch.sent.append((seq, *sent))
            seq += 1

    def _sealed(self, served: Served, row: Any, moment: float) -> tuple[str, bytes]:
        month = month_of(moment)
        told = [row.get(name) for name in served.columns]
        if served.facts.id_column:
            told.append(row.get(served.facts.id_column))
        return month, self._month_keys.seal(self._pack(told), month)


def band(served: Served, score: float | None) -> str | None:
    """Of a yes/no answer: "high" from the model's limit up, "medium" from half of it, else "low"."""
    if served.exported.predicts != "yes_no" or score is None:
        return None
    limit = served.exported.form.threshold
    return "high" if score >= limit else "medium" if score >= limit / 2 else "low"


def reasons(served: Served, values: Sequence[Value]) -> list[dict[str, Any]]:
    """The three columns that moved this answer most, and which way: for the positive answer, a higher number, this answer."""
    found = served.exported.reasons(values)
    whole = sum(abs(effect) for _, effect in found) or 1.0
    return [
        {"column": column, "direction": "for" if effect > 0 else "against", "weight": round(abs(effect) / whole, 3)}
        for column, effect in found
    ]


_MONTHS: dict[int, str] = {}


def month_of(moment: float) -> str:
    """The month ("2026-03", UTC) of a moment; the days already met are remembered."""
    day = int(moment // 86_400)
    if day not in _MONTHS:
        _MONTHS[day] = datetime.fromtimestamp(day * 86_400, UTC).strftime("%Y-%m")
    return _MONTHS[day]
