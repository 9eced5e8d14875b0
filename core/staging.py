"""Uploaded files that wait for the worker to read them: sealed, and removed once they were read or forgotten."""

from dataclasses import dataclass

from core import blobs
from core.store import Database
from core.workspace import Workspace

UPLOAD = "upload"
PASSWORD = "upload password"  # noqa: S105 - what a seal is for, not a password


@dataclass(frozen=True)
class Staged:
    """Ids of the sealed pieces; safe to keep as a job's arguments."""

    upload: str
    password: str | None = None


def stage(workspace: Workspace, data: bytes, password: str | None = None) -> Staged:
    """Keeps a file (and the password it opens with) sealed."""
    with workspace.store.writing() as db:
        upload = blobs.keep(workspace, db, data, UPLOAD)
        return Staged(upload, blobs.keep(workspace, db, password.encode(), PASSWORD) if password else None)


def fetch(workspace: Workspace, staged: Staged) -> tuple[bytes, str | None]:
    """The file and its password. Raises NotFound when they were removed meanwhile."""
    password = blobs.fetch(workspace, staged.password, PASSWORD).decode() if staged.password else None
    return blobs.fetch(workspace, staged.upload, UPLOAD), password


def discard(workspace: Workspace, staged: Staged) -> None:
    """Removes both."""
    with workspace.store.writing() as db:
        blobs.discard(db, staged.upload, staged.password)


def discard_old(db: Database, before: str) -> int:
    """Removes what was staged before an ISO time and never read. Gives how many pieces."""
    old = db.query("SELECT id FROM blob WHERE purpose IN (?, ?) AND created < ?", [UPLOAD, PASSWORD, before])
    left = [row["id"] for row in old]
    blobs.discard(db, *left)
    return len(left)
