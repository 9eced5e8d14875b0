"""One-time links and the sessions they open. Only digests are stored, so nobody gets in with what the database holds."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from core.storage.workspace import Workspace, now

LINK_LIFE = timedelta(minutes=10)
SESSION_LIFE = timedelta(days=30)


def new_link(workspace: Workspace, port: int) -> str:
    """Make an address that lets one browser in, once, within ten minutes."""
    return f"http://localhost:{port}/enter?once={_made(workspace, 'link', LINK_LIFE)}"


def enter(workspace: Workspace, link: str) -> str | None:
    """Return the session that a link's token opens; None when it was used, is too old, or never was."""
    with workspace.store.writing() as db:
        used = db.execute(
            "DELETE FROM session WHERE token = ? AND kind = 'link' AND expires > ?", [_digest(link), now()]
        ).rowcount
    return _made(workspace, "session", SESSION_LIFE) if used else None


def is_open(workspace: Workspace, session: str) -> bool:
    """Return whether a cookie's token belongs to a session that is not over."""
    with workspace.store.reading() as db:
        found = db.query(
            "SELECT 1 FROM session WHERE token = ? AND kind = 'session' AND expires > ?", [_digest(session), now()]
        )
        return any(True for _ in found)


def _made(workspace: Workspace, kind: str, life: timedelta) -> str:
    token = secrets.token_urlsafe(32)
    expires = (datetime.fromisoformat(now()) + life).isoformat(timespec="milliseconds")
    with workspace.store.writing() as db:
        row = {"token": _digest(token), "kind": kind, "created": now(), "expires": expires}
        db.table("session").insert(row)
    return token


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
