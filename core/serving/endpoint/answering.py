"""From rows that were sent to answers and their log rows. The one way, for callers, pages, files and practice alike."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from core.serving.endpoint.pseudonyms import Pseudonyms
from core.serving.endpoint.reasons import reasons
from core.serving.endpoint.rows import RowRefused
from core.serving.endpoint.traffic import ModelTraffic, Prediction, ServedVersion
from core.serving.prediction_log.ids import PredictionIds
from core.serving.prediction_log.row import LogRow
from core.serving.prediction_log.writing import Batch, LogWriter
from core.storage.vault import MonthKeys, Vault


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
    version: int | None = None
    """While two versions are at work: the one that answered."""


SHADOW = "shadow"
"""Source of answers that nobody is given (as in core.serving.prediction_log.reading)."""


@dataclass(slots=True)
class AnsweredRows:
    """Answers with the log rows that have to be kept before they are given. `rows` and `sent` lack their numbers yet."""

    answers: list[Answer]
    rows: list[LogRow]
    sent: list[tuple[str, bytes] | None]
    shadows: list[tuple[int, LogRow]]
    """Answers of a version that only watches: the place in `rows` of the answer that was given, and its own log row."""

    def extend(self, piece: "AnsweredRows") -> None:
        """Put a further piece of the same call behind."""
        self.shadows += [(len(self.rows) + place, row) for place, row in piece.shadows]
        self.answers += piece.answers
        self.rows += piece.rows
        self.sent += piece.sent


class Answering:
    """Everything an answer needs. Belongs to the thread of its LogWriter."""

    def __init__(self, vault: Vault, month_keys: MonthKeys, writer: LogWriter) -> None:
        self._ids = PredictionIds(vault)
        self._subjects = Pseudonyms(vault)
        self._month_keys = month_keys
        self._writer = writer
        self._pack = msgspec.json.Encoder().encode

    def make(
        self,
        traffic: ModelTraffic,
        rows: Sequence[Any],
        source: str,
        *,
        keep: bool,
        at: float | None = None,
        explain: bool = False,
        repeat: bytes | None = None,
    ) -> AnsweredRows:
        """Answer `rows`; nothing is kept yet. A row that is not sound gets an Answer with `fields`.

        `at`: seconds since 1970, for rows of a past day. `repeat`: the call's Idempotency-Key, which says whose it is
        where a row does not.
        """
        made = AnsweredRows([], [], [], [])
        for place, (row, prediction) in enumerate(zip(rows, traffic.predict_all(rows, repeat), strict=True)):
            if isinstance(prediction, RowRefused):
                made.answers.append(Answer(None, None, None, None, [], fields=prediction.fields))
                continue
            answer = _answer(prediction, explain=explain)
            if traffic.shared:
                answer.version = prediction.served.facts.version
            made.answers.append(answer)
            now = time.time()
            moment, recorded = (now, None) if at is None else (at + place / 1000, now)
            id_column = prediction.served.facts.id_column
            subject = self._subjects.of(row.get(id_column)) if id_column else None
            if prediction.shadow is not None:
                shadow = self._log_row(prediction.shadow, moment, recorded, subject, SHADOW)
                made.shadows.append((len(made.rows), shadow))
            made.rows.append(self._log_row(prediction, moment, recorded, subject, source))
            made.sent.append(self._sealed(prediction.served, row, moment) if keep else None)
        return made

    def add(self, made: AnsweredRows, batch: Batch) -> None:
        """Give the answers their ids, and put their log rows into `batch`."""
        first = seq = self._writer.take(len(made.rows))
        answered = [answer for answer in made.answers if answer.fields is None]
        for answer, row, sent in zip(answered, made.rows, made.sent, strict=True):
            answer.id = self._ids.of(seq)
            row.seq = seq
            batch.predictions.append(row)
            if sent is not None:
                batch.sent.append((seq, *sent))
            seq += 1
        if made.shadows:
            self._add_shadows(made, first, batch)

    def _add_shadows(self, made: AnsweredRows, first: int, batch: Batch) -> None:
        seq = self._writer.take(len(made.shadows))
        for place, row in made.shadows:
            row.seq = seq
            batch.predictions.append(row)
            batch.shadows.append((seq, first + place))
            seq += 1

    def _log_row(
        self, prediction: Prediction, at: float, recorded: float | None, subject: int | None, source: str
    ) -> LogRow:
        served, answered = prediction.served, prediction.answered
        return LogRow(
            served=self._writer.served(served.facts.id, served.facts.version, served.columns),
            at=at,
            recorded=recorded,
            latency=prediction.latency,
            score=answered.score,
            answer=answered.code,
            low=answered.low,
            high=answered.high,
            bins=prediction.checked.log_bins(answered.bins),
            subject=subject,
            source=source,
        )

    def _sealed(self, served: ServedVersion, row: Any, moment: float) -> tuple[str, bytes]:
        """Month and ciphertext of what was sent."""
        values, month = list(map(row.get, served.columns)), month_of(moment)
        if served.facts.id_column:
            values.append(row.get(served.facts.id_column))
        return month, self._month_keys.seal(self._pack(values), month)


def _answer(prediction: Prediction, *, explain: bool) -> Answer:
    served, answered = prediction.served, prediction.answered
    warnings = [*prediction.checked.warnings, *answered.warnings]
    answer = Answer(
        None, answered.answer, answered.score, band(served, answered.score), warnings, answered.low, answered.high
    )
    if explain:
        answer.reasons = reasons(served, prediction.checked.values, answered)
    return answer


def band(served: ServedVersion, score: float | None) -> str | None:
    """Return how near a score is to a warning: "high", "medium" or "low"; None where nobody is warned."""
    return None if score is None else served.exported.answer_type.band(served.exported.form, score)


_MONTHS: dict[int, str] = {}


def month_of(moment: float) -> str:
    """Return the month ("2026-03", UTC) of a moment; the days already met are remembered."""
    day = int(moment // 86_400)
    if day not in _MONTHS:
        _MONTHS[day] = datetime.fromtimestamp(day * 86_400, UTC).strftime("%Y-%m")
    return _MONTHS[day]
