"""Files that wait: uploaded ones for the worker to read, and what it made of them for its owner to download. Sealed, and removed
once they were read, or after a few days."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from core.common.errors import NotFound
from core.storage import blobs
from core.storage.store import Database
from core.storage.workspace import Workspace, days_ago

UPLOAD = "upload"
PASSWORD = "upload password"  # noqa: S105 - what a seal is for, not a password
RESULT = "result to download"
UPLOAD_DAYS, RESULT_DAYS = 1, 7
"""How long an uploaded file waits to be read, and a result to be downloaded."""
_OLD = "SELECT id FROM blob WHERE (purpose IN (?, ?) AND created < ?) OR (purpose = ? AND created < ?)"


@dataclass(frozen=True)
class Staged:
    """Ids of the sealed pieces; safe to keep as a job's arguments."""

    upload: str
    password: str | None = None


def stage(workspace: Workspace, data: bytes, password: str | None = None) -> Staged:
    """Keep a file (and the password it opens with) sealed."""
    with workspace.store.writing() as db:
        upload = blobs.keep(workspace, db, data, UPLOAD)
        return Staged(upload, blobs.keep(workspace, db, password.encode(), PASSWORD) if password else None)


def fetch(workspace: Workspace, staged: Staged) -> tuple[bytes, str | None]:
    """Return the file and its password. Raises NotFound when they were removed meanwhile."""
    password = blobs.fetch(workspace, staged.password, PASSWORD).decode() if staged.password else None
    return blobs.fetch(workspace, staged.upload, UPLOAD), password


def discard(workspace: Workspace, staged: Staged) -> None:
    """Remove the file and its password."""
    with workspace.store.writing() as db:
        blobs.discard(db, staged.upload, staged.password)


def fetch_recent(workspace: Workspace, staged: Staged) -> tuple[bytes, str | None]:
    """Return what `fetch` does, for work that must not be begun again after a day, because what it did before is forgotten then."""
    if not _is_younger(workspace, staged.upload, UPLOAD_DAYS):
        raise NotFound("The file waited for longer than a day, so it was removed.", "Bring it again.")
    return fetch(workspace, staged)


def is_waiting(workspace: Workspace, staged: Staged) -> bool:
    """Return whether a file is still there, and may still be worked on (see `fetch_recent`)."""
    return _is_younger(workspace, staged.upload, UPLOAD_DAYS)


def keep_result(workspace: Workspace, db: Database, data: bytes) -> str:
    """Keep a result sealed, within the transaction of `db`; return its id."""
    return blobs.keep(workspace, db, data, RESULT)


def fetch_result(workspace: Workspace, result: str) -> bytes:
    """Return a kept result. Raises NotFound once it was removed."""
    return blobs.fetch(workspace, result, RESULT)


def has_result(workspace: Workspace, result: str) -> bool:
    """Return whether the result is still there."""
    with workspace.store.reading() as db:
        return any(db.query("SELECT 1 FROM blob WHERE id = ? AND purpose = ?", [result, RESULT]))


def result_size(workspace: Workspace, result: str) -> int:
    """Return the bytes of a result as it lies there, sealed; 0 once it was removed."""
    with workspace.store.reading() as db:
        found = db.query("SELECT length(sealed) AS bytes FROM blob WHERE id = ?", [result])
        return int(next(iter(found), {"bytes": 0})["bytes"])


def discard_results(workspace: Workspace, *results: str | None) -> None:
    """Remove results."""
    with workspace.store.writing() as db:
        blobs.discard(db, *results)


def open_all(workspace: Workspace, purpose: str) -> Iterator[tuple[str, bytes]]:
    """Yield all that waits for one purpose (UPLOAD, RESULT), opened one at a time: its id, and what it is."""
    with workspace.store.reading() as db:
        waiting = [row["id"] for row in db.query("SELECT id FROM blob WHERE purpose = ?", [purpose])]
    for piece in waiting:
        with suppress(NotFound):
            yield piece, blobs.fetch(workspace, piece, purpose)


def discard_old(db: Database) -> int:
    """Remove uploads that were never read, and results, once they waited long enough; return how many pieces."""
    left = [
        row["id"] for row in db.query(_OLD, [UPLOAD, PASSWORD, days_ago(UPLOAD_DAYS), RESULT, days_ago(RESULT_DAYS)])
    ]
    blobs.discard(db, *left)
    return len(left)


def _is_younger(workspace: Workspace, blob: str, days: int) -> bool:
    with workspace.store.reading() as db:
        return any(db.query("SELECT 1 FROM blob WHERE id = ? AND created >= ?", [blob, days_ago(days)]))
