"""Real processes for tests: started, waited for without timing, and ended by their own id."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil

from core.common import parent_process
from core.storage.settings import Settings, child_environment

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0
"""Seconds after which a wait gives up. Only a broken product makes a test wait this long."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(what: Callable[[], Any]) -> Any:
    """The first true thing that `what` gives."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := what():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not happen")


@contextlib.contextmanager
def started(settings: Settings, *command: str) -> Iterator[subprocess.Popen[str]]:
    """A Python process of the workspace `settings`; killed with all its children in the end, should it still run."""
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=child_environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        left = children_of(process.pid)
        process.kill()
        process.wait()
        for child in left:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
        if process.stdout:
            process.stdout.close()


def children_of(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def is_gone(process: psutil.Process) -> bool:
    return not parent_process.is_alive(process)


def kill(pid: int) -> None:
    """As `kill -9` does; where there is no such signal, its like."""
    os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
