"""Reading a file in a process of its own, with limits: whatever is wrong with the file, Plainwell goes on."""

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from core.common.errors import UnreadableFile
from core.common.progress import SILENT, Progress
from core.data.reading import refusals, wire
from core.data.reading.limits import MOST_SECONDS
from core.data.reading.results import Choices

_LOOK_EVERY = 0.1
_ROOT = Path(__file__).resolve().parents[3]
Message = tuple[bytes, bytes] | None


def read_apart(
    data: bytes,
    choices: Choices,
    password: str | None,
    *,
    progress: Progress = SILENT,
    most_seconds: float = MOST_SECONDS,
) -> tuple[dict[str, Any], bytes, bytes | None]:
    """Return the facts and the table (Arrow) that the reading process gave, and the file without its lock where it was locked.

    Raises:
        UnreadableFile: it cannot be read, or not within the limits.
        Cancelled: it was asked to stop.
    """
    request = json.dumps({"choices": choices.as_dict(), "password": password}).encode()
    with _process() as process:
        messages: queue.Queue[Message] = queue.Queue()
        threading.Thread(target=_write, args=(process, request, data), daemon=True).start()
        threading.Thread(target=_read, args=(process, messages), daemon=True).start()
        facts: dict[str, Any] = {}
        plain: bytes | None = None
        for kind, payload in _messages(messages, progress, time.monotonic() + most_seconds):
            if kind == wire.PROGRESS:
                progress.say(float(payload), wire.sentence_at(float(payload)))
            elif kind == wire.REFUSAL:
                raise wire.refusal_from(payload)
            elif kind == wire.FACTS:
                facts = json.loads(payload)
            elif kind == wire.FILE:
                plain = payload
            elif kind == wire.TABLE:
                return facts, payload, plain
        raise reason_of_end(process.wait())


def _messages(messages: "queue.Queue[Message]", progress: Progress, deadline: float) -> Iterator[tuple[bytes, bytes]]:
    while True:
        progress.check()
        if time.monotonic() > deadline:
            raise refusals.too_slow()
        try:
            message = messages.get(timeout=_LOOK_EVERY)
        except queue.Empty:
            continue
        if message is None:
            return
        yield message


@contextmanager
def _process() -> Iterator[subprocess.Popen[bytes]]:
    """The reading process; it is gone when the block ends, however it ends. Its complaints are dropped: they could quote data."""
    process = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "core.data.reading"],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _write(process: "subprocess.Popen[bytes]", request: bytes, data: bytes) -> None:
    pipe = cast(BinaryIO, process.stdin)
    try:
        wire.send(pipe, wire.REQUEST, request)
        wire.send(pipe, wire.FILE, data)
        pipe.close()
    except OSError:
        return  # it ended before it had read everything; the reader of its answers finds out why


def _read(process: "subprocess.Popen[bytes]", messages: "queue.Queue[Message]") -> None:
    pipe = cast(BinaryIO, process.stdout)
    message: Message = (b"", b"")
    while message is not None:
        message = wire.receive(pipe)
        messages.put(message)
    pipe.close()


def reason_of_end(code: int) -> UnreadableFile:
    """Return what to tell of a reading that ended without an answer, by its exit code: out of time, or out of memory, which some
    libraries answer by ending the process."""
    if code in (-24, -9):
        return refusals.too_slow()
    if code == 1:  # our own mistake before it could say which
        return refusals.not_understood("start")
    return refusals.far_apart() if code else refusals.damaged()
