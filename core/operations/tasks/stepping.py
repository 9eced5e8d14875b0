"""How far a job is, and whether to stop it: kept in its row, so that a page in another process can follow it."""

import time

from core.common.progress import OnStep, ShouldStop
from core.storage import job_queue
from core.storage.workspace import Workspace

STEP_SECONDS = 0.25
"""Steps are saved, and the stop button is looked at, at most this often."""


def steps(workspace: Workspace, job: str) -> tuple[OnStep, ShouldStop]:
    """What a task calls to say how far it is, and to ask whether to stop; both as cheap as a clock between two looks."""
    next_note, next_look, stopped = 0.0, 0.0, False

    def on_step(progress: float, sentence: str) -> None:
        nonlocal next_note
        if time.monotonic() >= next_note:
            job_queue.note(workspace, job, progress, sentence)
            next_note = time.monotonic() + STEP_SECONDS

    def should_stop() -> bool:
        nonlocal next_look, stopped
        if time.monotonic() >= next_look:
            stopped = job_queue.should_stop(workspace, job)
            next_look = time.monotonic() + STEP_SECONDS
        return stopped

    return on_step, should_stop
