"""A process that we start ends when the one that started it is gone, however that one ended.

psutil is imported where it is used: the endpoint, whose start callers wait for, hardly ever needs it.
"""

import os
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil

LOOK_SECONDS = 0.5


def end_with_parent(parent: int, before: Callable[[], None] = lambda: None) -> None:
    """End this process soon after process `parent` is gone, killed or not. `before` is called first; keep it short."""
    is_there = _watched(parent)

    def watch() -> None:
        while is_there():
            time.sleep(LOOK_SECONDS)
        leave(before)

    threading.Thread(target=watch, name="parent watch", daemon=True).start()


def _watched(parent: int) -> Callable[[], bool]:
    """Asks whether `parent` is still there."""
    if os.name == "posix" and os.getppid() == parent:
        return lambda: os.getppid() == parent  # who loses its parent is given another one
    started_by = _process(parent)
    return lambda: started_by is not None and is_alive(started_by)


def leave(before: Callable[[], None]) -> None:
    """End this process and all that it started, from any thread, whatever the others are in the middle of."""
    import psutil

    try:
        before()
    finally:
        for child in psutil.Process().children(recursive=True):
            _kill(child)
        os._exit(0)


def is_alive(process: "psutil.Process") -> bool:
    """Return whether the process still runs: neither ended, nor dead and not yet cleared away, nor its number given to another."""
    import psutil

    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def runs(pid: int) -> bool:
    """Return whether a process of this number runs."""
    process = _process(pid)
    return process is not None and is_alive(process)


def _process(pid: int) -> "psutil.Process | None":
    import psutil

    try:
        return psutil.Process(pid)
    except psutil.NoSuchProcess:
        return None


def _kill(process: "psutil.Process") -> None:
    import psutil

    try:
        process.kill()
    except psutil.NoSuchProcess:
        return
