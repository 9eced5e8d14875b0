"""How the reading process and its parent talk: short framed messages over pipes, JSON and Arrow, never pickles."""

import json
import struct
from collections.abc import Mapping
from dataclasses import asdict
from io import BytesIO
from typing import Any, BinaryIO

from core.common.errors import UnreadableFile
from core.data.reading.results import Choices, Column, Note

_HEAD = struct.Struct(">cQ")
OPENED, UNDERSTOOD = 0.5, 0.95
"""Shares of the work that are done once all cells are there, and once they are understood."""
REQUEST, FILE, PROGRESS, FACTS, TABLE, REFUSAL = b"Q", b"F", b"P", b"S", b"T", b"R"


def sentence_at(share: float) -> str:
    """Return what the reading process is doing when it is so far."""
    return "Opening the file…" if share < OPENED else "Working out what the columns mean…"


def send(pipe: BinaryIO, kind: bytes, payload: bytes) -> None:
    """Send one message: its kind (one byte), its length, itself."""
    pipe.write(_HEAD.pack(kind, len(payload)))
    pipe.write(payload)
    pipe.flush()


def receive(pipe: BinaryIO) -> tuple[bytes, bytes] | None:
    """Return the next message, or None at the end (also an end in the middle of one)."""
    head = pipe.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    payload = _exactly(pipe, length)
    return None if payload is None else (kind, payload)


def _exactly(pipe: BinaryIO, length: int) -> bytes | None:
    whole = BytesIO()
    while whole.tell() < length:
        part = pipe.read(min(length - whole.tell(), 1 << 24))
        if not part:
            return None
        whole.write(part)
    return whole.getvalue()


def choices_from(facts: Mapping[str, Any]) -> Choices:
    """Return the choices that `Choices.as_dict` gave."""
    return Choices(**facts)


def facts_of(columns: tuple[Column, ...], notes: list[Note], choices: Choices, sheets: tuple[str, ...]) -> bytes:
    """Return everything about a reading except its table."""
    facts = {
        "columns": [asdict(column) for column in columns],
        "notes": [asdict(note) for note in notes],
        "choices": choices.as_dict(),
        "sheets": sheets,
    }
    return json.dumps(facts).encode()


def columns_from(facts: list[dict[str, Any]]) -> tuple[Column, ...]:
    return tuple(Column(**column) for column in facts)


def notes_from(facts: list[dict[str, Any]]) -> tuple[Note, ...]:
    return tuple(Note.from_dict(note) for note in facts)


def refusal_of(error: UnreadableFile) -> bytes:
    return json.dumps({"sentence": error.sentence, "advice": error.advice, "facts": error.facts}).encode()


def refusal_from(payload: bytes) -> UnreadableFile:
    told = json.loads(payload)
    return UnreadableFile(told["sentence"], told["advice"], **told["facts"])
