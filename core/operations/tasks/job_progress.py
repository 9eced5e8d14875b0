"""How far a job is, and whether to stop it: kept in its row, so that a page in another process can follow it."""

import time

from core.common.progress import Progress
from core.storage import job_queue
from core.storage.workspace import Workspace

STEP_SECONDS = 0.25
"""Steps are saved, and the stop button is looked at, at most this often."""


def job_progress(workspace: Workspace, job: str) -> Progress:
    """Return the progress of a running job; it costs no more than a clock between two looks at the job's row."""
    next_note, next_look, stopped = 0.0, 0.0, False

    def note(share: float, sentence: str) -> None:
        nonlocal next_note
        if time.monotonic() >= next_note:
            job_queue.note(workspace, job, share, sentence)
            next_note = time.monotonic() + STEP_SECONDS

    def should_stop() -> bool:
        nonlocal next_look, stopped
        if time.monotonic() >= next_look:
            stopped = job_queue.should_stop(workspace, job)
            next_look = time.monotonic() + STEP_SECONDS
        return stopped

    return Progress(note, should_stop)
