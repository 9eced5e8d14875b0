"""Whether a process that has not ended still lives: does it answer, and if it does not, is it at work on something?"""

import math
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import psutil

from core.storage.vault.files import private_folder

BEAT = "worker.beat"
BEAT_SECONDS = 0.5
LATE_SECONDS = 2.0
MISSES = 3
"""It is lost when it is found silent and idle so often in a row: one miss may be the computer's fault."""
WORK_SECONDS = 0.02
"""Who used less of the processor than this between two looks does nothing but wait."""
AT_WORK = {psutil.STATUS_RUNNING, psutil.STATUS_DISK_SLEEP}


def beat(folder: Path) -> None:
    """Touch a file there twice a second from now on, from a thread of its own: for the worker, whom nobody can ask."""

    def go() -> NoReturn:
        while True:
            with suppress(OSError):  # a full disk is no reason to die
                (private_folder(folder) / BEAT).touch(mode=0o600)
            time.sleep(BEAT_SECONDS)

    threading.Thread(target=go, name="beat", daemon=True).start()


def is_beating(folder: Path) -> bool:
    """Return whether a worker touched the file there just now."""
    try:
        return time.time() - (folder / BEAT).stat().st_mtime < LATE_SECONDS
    except FileNotFoundError:
        return False


class HangDetector:
    """Of one process, detector about once a second.

    One that computes, or waits for the disk, may be too busy to answer; it is given up only after `most_silent` looks.
    One that is stopped or stuck uses no processor, and is given up after a few.
    """

    def __init__(self, pid: int, most_silent: float = math.inf) -> None:
        self._pid = pid
        self._most_silent = most_silent
        self._spent = 0.0
        self._silent = 0
        self._idle = 0

    def is_hung(self, answered: bool) -> bool:
        """Return whether it is to be given up, after another look at which it `answered` or not."""
        works = self._works()
        self._silent = 0 if answered else self._silent + 1
        self._idle = 0 if answered or works else self._idle + 1
        return self._idle >= MISSES or self._silent >= self._most_silent

    def _works(self) -> bool:
        """Whether it, or one that it started, is at work, or was since the last look."""
        try:
            process = psutil.Process(self._pid)
            family = [process, *process.children(recursive=True)]
            spent = sum(sum(one.cpu_times()[:2]) for one in family)
            at_work = any(one.status() in AT_WORK for one in family)
        except psutil.NoSuchProcess:  # one of them ended just now
            return True
        before, self._spent = self._spent, spent
        return at_work or abs(spent - before) >= WORK_SECONDS
