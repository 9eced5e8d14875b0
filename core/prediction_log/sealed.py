"""What people sent, as it lies in the log: for trying the seals, not for reading."""

import contextlib

from core.prediction_log.schema import for_reading
from core.workspace import Workspace


def samples(workspace: Workspace, most: int) -> list[tuple[str, bytes]]:
    """The month and the sealed inputs of the newest `most` predictions."""
    with contextlib.closing(for_reading(workspace.settings.predictions_db)) as db:
        return db.execute("SELECT month, inputs FROM sent ORDER BY seq DESC LIMIT ?", (most,)).fetchall()
