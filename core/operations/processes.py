"""The two processes beside the app, and how they are: what is started, what its state is called, where that can be read."""

import http.client
import math
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec

from core.common import parent_process
from core.operations import heartbeat
from core.serving.endpoint import discovery
from core.storage.settings import Settings, child_environment
from core.storage.vault.files import private_folder, replace_private_file
from core.storage.workspace import now

CODE = Path(__file__).resolve().parents[2]
END_SECONDS = 5.0
ANSWER_SECONDS = 1.0

State = Literal["starting", "running", "restarting", "failed", "off"]


@dataclass(frozen=True)
class Child:
    """A process that we keep running. `part` is what an owner would call it."""

    name: str
    module: str
    part: str
    answers: Callable[[Settings], bool]
    """Whether it shows that it lives."""
    most_silent: float = math.inf
    """How many looks it may stay silent although it is at work."""

    def start(self, settings: Settings) -> subprocess.Popen[bytes]:
        """Start it, out of reach of the terminal's Ctrl-C: that is for us, and we then end it."""
        apart: dict[str, Any] = {"start_new_session": True}
        if sys.platform == "win32":
            apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
        return subprocess.Popen(
            [sys.executable, "-m", self.module, "--parent", str(os.getpid())],
            cwd=CODE,
            env=child_environment(settings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            **apart,
        )


class ProcessFacts(msgspec.Struct, frozen=True):
    """How one of them is."""

    name: str
    state: State
    since: str
    sentence: str
    pid: int | None = None


class Board(msgspec.Struct, frozen=True):
    """What the process that keeps them running says about them, in a small file."""

    keeper: int
    processes: list[ProcessFacts]


def endpoint_answers(settings: Settings) -> bool:
    """Return whether the endpoint of this workspace runs and answers."""
    found = discovery.found(settings)
    if found is None or not parent_process.runs(found.pid):
        return False
    connection = http.client.HTTPConnection("127.0.0.1", found.port, timeout=ANSWER_SECONDS)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def worker_beats(settings: Settings) -> bool:
    """Return whether the worker of this workspace runs, however deep in its work."""
    return heartbeat.is_beating(settings.run)


CHILDREN = (
    Child("endpoint", "core.serving.endpoint", "The part that answers", endpoint_answers, most_silent=30),
    Child("worker", "core.operations.worker", "The part that works in the background", worker_beats),
)


def state(settings: Settings) -> list[ProcessFacts]:
    """Return how endpoint and worker are, in words, whoever keeps them running."""
    try:
        board = msgspec.json.decode(_file(settings).read_bytes(), type=Board)
    except (FileNotFoundError, msgspec.DecodeError):
        board = None
    if board and parent_process.runs(board.keeper):
        return board.processes
    return [ProcessFacts(child.name, "off", now(), f"{child.part} is not running.") for child in CHILDREN]


def write_board(settings: Settings, processes: list[ProcessFacts]) -> None:
    """Write down how they are. A full disk must not keep anybody from watching over them."""
    with suppress(OSError):
        private_folder(settings.run)
        replace_private_file(_file(settings), msgspec.json.encode(Board(os.getpid(), processes)))


def clear_board(settings: Settings) -> None:
    _file(settings).unlink(missing_ok=True)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end; after a few seconds, kill it."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _file(settings: Settings) -> Path:
    return settings.run / "processes.json"
