"""Real processes for tests: started, waited for without timing, and ended by their own id."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil

from core.common import parent_process
from core.storage.settings import Settings, child_environment

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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
