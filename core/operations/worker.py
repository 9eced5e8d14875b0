"""The worker process: does one job at a time, saves each step, and survives being killed.

`python -m core.operations.worker --parent PID` starts it.
"""

import argparse
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from types import FrameType
from typing import Any, NoReturn

from core.common import parent_process
from core.common.errors import Cancelled, OwnerError, technical
from core.operations import heartbeat, tasks, timetable
from core.serving.endpoint.live_table import LiveFolder
from core.storage import job_queue, settings
from core.storage.job_queue import Job
from core.storage.process_lock import WriterLock
from core.storage.workspace import Workspace, open_workspace

LOCK = "worker.lock"
IDLE_SECONDS = 0.2
LOOK_SECONDS = 60.0
FIRST_LOOK_SECONDS = 10.0
"""Not at once: what it needs takes seconds to import, and at the start the pages need the computer more."""
LOCK_SECONDS = 3600.0

Ended = tuple[job_queue.State, Any]
"""How a piece of work ended, and what it gave."""


@dataclass
class Worker:
    """Takes the oldest job until its process ends. Only one at a time for a workspace: it holds the worker's lock."""

    workspace: Workspace
    current: Job | None = None
    _is_whole: bool = False
    _next_look: float = field(default_factory=lambda: time.monotonic() + FIRST_LOOK_SECONDS, repr=False)

    def work(self) -> NoReturn:
        while True:
            if not self.once():
                time.sleep(IDLE_SECONDS)

    def once(self) -> bool:
        """Do one job, if one waits; else look at the timetable when it is time to. Return whether there was a job."""
        self.current = job_queue.take(self.workspace)
        if self.current is None:
            self._look_around()
            return False
        job = self.current
        task = tasks.Task(
            self.workspace,
            job.arguments,
            tasks.job_progress(self.workspace, job.id),
            job.result,
            lambda db, made: job_queue.made(db, job.id, made),
        )
        job_queue.end(self.workspace, job.id, *self._ended(job, attempt(lambda: tasks.KINDS[job.kind](task))))
        self.current = None
        return True

    def _ended(self, job: Job, how: Ended) -> Ended:
        """What a job was for and kept stays made, whatever went wrong after it. A model whose first look failed gets another."""
        kept = job_queue.find(self.workspace, job.id).result
        if how[0] == "done" or kept is None:
            return how
        if job.kind == "train":
            job_queue.enqueue(self.workspace, "checkup", model=kept["model"])
        return "done", kept

    def _look_around(self) -> None:
        if time.monotonic() < self._next_look:
            return
        if not (self._is_whole and LiveFolder(self.workspace.settings.live, self.workspace.vault).is_whole()):
            attempt(self._make_whole)
        attempt(self._take_over)
        attempt(lambda: timetable.enqueue_due(self.workspace, datetime.now().astimezone()))
        self._next_look = time.monotonic() + LOOK_SECONDS

    def _make_whole(self) -> None:
        """What the endpoint reads is made anew: it was lost or damaged, or a crash came between a change and its publishing."""
        from core.serving import deployment  # takes long to import

        deployment.publish(self.workspace)
        self._is_whole = True

    def _take_over(self) -> None:
        """The endpoint may have taken a version back; it never writes into the workspace itself."""
        from core.serving import deployment

        deployment.sync_rollbacks(self.workspace)

    def leave(self) -> None:
        """Leave what is half done to the next worker."""
        if self.current:
            job_queue.give_back(self.workspace, self.current.id)


def attempt(work: Callable[[], Any]) -> Ended:
    """Do a piece of work, and return how it ended and what it gave."""
    try:
        return "done", work()
    except Cancelled:
        return "stopped", None
    except OwnerError as mistake:
        return "failed", mistake.as_dict()
    except Exception as failure:  # noqa: BLE001 - a job that breaks must not take the worker with it
        place = technical(type(failure), failure.__traceback__)
        log(place)
        return "failed", {
            "error": "This could not be finished, and what was there before is unchanged.",
            "advice": f"Try again. If it comes back, tell whoever looks after Plainwell: {place}.",
            "technical": place,
        }


def log(place: str) -> None:
    print(f"worker: {place}", file=sys.stderr, flush=True)  # noqa: T201 - kind and place of a failure, no data


def main(arguments: list[str]) -> None:
    asked = argparse.ArgumentParser(prog="core.operations.worker", description=__doc__)
    asked.add_argument("--parent", type=int, help="end when this process is gone")
    options = asked.parse_args(arguments)
    sys.excepthook = lambda kind, _, trace: log(technical(kind, trace))
    warnings.simplefilter("ignore")  # a library's warning may quote a table
    worker = Worker(open_workspace(settings.from_environment()))
    _end_cleanly(worker, options.parent)
    heartbeat.beat(worker.workspace.settings.run)
    lock = WriterLock.take(worker.workspace.settings.run / LOCK, LOCK_SECONDS)
    try:
        worker.work()
    finally:
        lock.release()


def _end_cleanly(worker: Worker, started_by: int | None) -> None:
    """On SIGTERM, or when the parent is gone. From a thread of its own, because the main one may hold the database."""

    def leave(_signal: int, _frame: FrameType | None) -> None:
        threading.Thread(target=parent_process.leave, args=[worker.leave]).start()

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the app, which then stops us
    if started_by is not None:
        parent_process.end_with_parent(started_by, worker.leave)


if __name__ == "__main__":
    main(sys.argv[1:])
