"""Rolls the log up, chunk_rows by chunk_rows: made here, kept by the one process that writes, which has little to do for it."""

from core.common.progress import SILENT, Progress
from core.serving.deployment import channel
from core.serving.prediction_log import rolling
from core.storage.workspace import Workspace

_IN_VAIN = 3
"""Chunks in a row that may change between being read and being kept; then the next night does it."""


def roll_up(
    workspace: Workspace,
    progress: Progress = SILENT,
    chunk_rows: int = rolling.CHUNK_ROWS,
) -> int:
    """Roll up all but the newest rows, and return how many were. It may be killed at any moment, and begun again.

    Raises NotPossibleNow, Cancelled.
    """
    rows = in_vain = 0
    found = rolling.next_chunk(workspace, chunk_rows)
    if found is None:
        return 0
    with channel.open_channel(workspace, lasting=True) as log:
        while found is not None and in_vain < _IN_VAIN:
            progress.check()
            kept = log.ask("roll_up", found)["kept"]
            in_vain = 0 if kept else in_vain + 1
            rows += found.rows if kept else 0
            found = rolling.next_chunk(workspace, chunk_rows)
    return rows
