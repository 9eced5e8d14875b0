"""What our own processes ask for: pages, files, practice, retention. The endpoint runs them for others; without a running
endpoint the command line runs the very same ones itself."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import msgspec

from core.common.errors import DamagedFile
from core.serving.endpoint import internal_idempotency
from core.serving.endpoint.service import Batch, PredictionService
from core.serving.prediction_log import forgetting
from core.serving.prediction_log.log_chunk import LogChunk, keep_chunk


class Piece(msgspec.Struct, kw_only=True):
    """A part of longer work."""

    once: str = ""
    """Names it: what is asked again under the same name is not done again. Empty for what nobody asks twice."""


class Predict(Piece):
    """Answers and logs `rows`; a row that is not sound is refused, the others are answered."""

    model: str
    rows: list[Any]
    source: str
    at: float | None = None
    """Seconds since 1970 of the first row, when they belong to a past day; the others follow by a millisecond each."""
    explain: bool = False


class Reports(Piece):
    """What really happened, or what people did."""

    model: str
    reports: list[Any]
    until: float | None = None


class ForgetModel(msgspec.Struct):
    model: str


class ForgetInputs(msgspec.Struct):
    months: list[str]


class ForgetPerson(msgspec.Struct):
    seqs: list[int]


class NoArguments(msgspec.Struct):
    pass


def predict(service: PredictionService, asked: Predict, batch: Batch) -> dict[str, Any]:
    """Answer rows for our own pages and files."""
    traffic = service.live.for_own_use(asked.model)
    made = service.answering.make(
        traffic, asked.rows, asked.source, keep=service.live.keep_inputs, at=asked.at, explain=asked.explain
    )
    service.add(traffic, made, batch)
    return {"version": traffic.served.facts.version, "answers": made.answers}


def outcomes(service: PredictionService, asked: Reports, batch: Batch) -> dict[str, Any]:
    """Keep what really happened."""
    served = service.live.for_own_use(asked.model).served
    return {"received": service.matching.outcomes(served, asked.reports, batch, strict=False, until=asked.until)}


def decisions(service: PredictionService, asked: Reports, batch: Batch) -> dict[str, Any]:
    """Keep what people did."""
    served = service.live.for_own_use(asked.model).served
    return {"received": service.matching.decisions(served, asked.reports, batch, strict=False, until=asked.until)}


def refresh(_service: PredictionService, _asked: NoArguments, _batch: Batch) -> dict[str, Any]:
    """Do nothing but look at what is published, with which every command begins."""
    return {}


def forget_model(service: PredictionService, asked: ForgetModel, _batch: Batch) -> dict[str, Any]:
    """Remove all that was logged for a model."""
    return {"rows": forgetting.forget_model(service.writer, asked.model)}


def forget_inputs(service: PredictionService, asked: ForgetInputs, _batch: Batch) -> dict[str, Any]:
    """Remove what was sent in some months."""
    service.month_keys.look_again()
    return {"rows": forgetting.forget_inputs(service.writer, asked.months)}


def forget_person(service: PredictionService, asked: ForgetPerson, _batch: Batch) -> dict[str, Any]:
    """Remove what was sent for some answers, and whom they are about."""
    return {"rows": forgetting.forget_person(service.writer, service.month_keys, asked.seqs)}


def roll_up(service: PredictionService, asked: LogChunk, _batch: Batch) -> dict[str, Any]:
    """Keep a chunk that was rolled up."""
    return {"kept": keep_chunk(service.writer, asked)}


COMMANDS: dict[str, tuple[type[msgspec.Struct], Callable[[PredictionService, Any, Batch], dict[str, Any]]]] = {
    "predict": (Predict, predict),
    "outcomes": (Reports, outcomes),
    "decisions": (Reports, decisions),
    "refresh": (NoArguments, refresh),
    "forget_model": (ForgetModel, forget_model),
    "forget_inputs": (ForgetInputs, forget_inputs),
    "forget_person": (ForgetPerson, forget_person),
    "roll_up": (LogChunk, roll_up),
}


class _About(msgspec.Struct):
    model: str = ""


def model_of(asked: bytes) -> str:
    """Return the model that a command is about; empty for none. Raises msgspec.DecodeError."""
    return msgspec.json.decode(asked, type=_About).model


def run(service: PredictionService, name: str, asked: bytes, batch: Batch) -> bytes:
    """Run a command on what is published now, and return its reply, to be believed once `batch` is committed.

    Raises KeyError for an unknown command, msgspec.ValidationError for a wrong argument, Refusal, LogNotWritable.
    """
    shape, command = COMMANDS[name]
    with suppress(DamagedFile):  # it is made anew; until then what was loaded stays
        service.refresh()
    question = msgspec.json.decode(asked, type=shape)
    name = f"{name} {question.once}" if isinstance(question, Piece) and question.once else ""
    before = internal_idempotency.reply_to(service, name) if name else None
    if before is not None:
        return before
    reply = msgspec.json.encode(command(service, question, batch))
    if name:
        internal_idempotency.add(service, name, reply, batch)
    return reply
