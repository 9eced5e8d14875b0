"""Keys for callers: shown once, kept as a hash, for one model or for all."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core.common.actor import Actor
from core.common.errors import NotFound
from core.serving.deployment.channel import notify_endpoint
from core.serving.deployment.publishing import publish
from core.serving.endpoint.access_keys import PREFIX, make_key
from core.storage import audit_log
from core.storage.store import Database
from core.storage.workspace import Workspace, now

OVERLAP_DAYS = 7
"""How long a key that is replaced still opens, so that nobody is shut out meanwhile."""


@dataclass(frozen=True)
class IssuedKey:
    """A key as the owner sees it: never the key itself."""

    id: str
    model: str | None
    created: str
    expires: str | None
    per_minute: int | None = None
    """Rows it may ask about in a minute; None for as many as it likes."""

    @property
    def begins(self) -> str:
        """Return how the key begins, by which its owner tells it from others: no part of what is secret."""
        return PREFIX + self.id


def new_key(
    workspace: Workspace,
    model_id: str | None = None,
    *,
    who: Actor,
    days: int | None = None,
    per_minute: int | None = None,
) -> str:
    """Make a key for one model, or for all, and return it. Only its hash is kept.

    `days`: how long it opens anything. `per_minute`: rows it may ask about in a minute.
    """
    with workspace.store.writing() as db:
        key = add_key(workspace, db, model_id, who=who, days=days, per_minute=per_minute)
    publish(workspace)
    notify_endpoint(workspace)
    return key


def replace_key(workspace: Workspace, key_id: str, *, who: Actor, days: int = OVERLAP_DAYS) -> str:
    """Make and return a key for what an old one opens; both work for `days`, then the old one ends. Raises NotFound."""
    ends = _in_days(days)
    with workspace.store.writing() as db:
        old = next(iter(db.query("SELECT * FROM access_key WHERE id = ? AND revoked IS NULL", [key_id])), None)
        if old is None or (old["expires"] is not None and old["expires"] <= now()):
            raise _no_such_key()
        key = add_key(workspace, db, old["model"], who=who, per_minute=old["per_minute"])
        db.table("access_key").update(key_id, {"expires": min(ends, old["expires"] or ends)})
        audit_log.record(workspace, db, who, "key replaced", key_id)
    publish(workspace)
    notify_endpoint(workspace)
    return key


def add_key(
    workspace: Workspace,
    db: Database,
    model_id: str | None,
    *,
    who: Actor,
    days: int | None = None,
    per_minute: int | None = None,
) -> str:
    """Make and return a key within the transaction of `db`; it opens nothing until the next `publish`."""
    key, kept = make_key(model_id)
    row = {"id": kept.id, "model": model_id, "digest": kept.digest, "created": now(), "per_minute": per_minute}
    db.table("access_key").insert({**row, "expires": _in_days(days) if days else None})
    audit_log.record(workspace, db, who, "key made", kept.id, model=model_id or "all")
    return key


def keys(workspace: Workspace) -> list[IssuedKey]:
    """Return the keys in force, the newest first."""
    with workspace.store.reading() as db:
        found = db.query(
            "SELECT id, model, created, expires, per_minute FROM access_key"
            " WHERE revoked IS NULL AND (expires IS NULL OR expires > ?) ORDER BY created DESC",
            [now()],
        )
        return [IssuedKey(**row) for row in found]


def keys_of_model(workspace: Workspace, model_id: str) -> list[IssuedKey]:
    """Return the keys that open a model, those for all models too."""
    return [key for key in keys(workspace) if key.model in (None, model_id)]


def revoke(workspace: Workspace, key_id: str, who: Actor) -> None:
    """Revoke a key: from now on it opens nothing. Raises NotFound."""
    with workspace.store.writing() as db:
        sql = "UPDATE access_key SET revoked = ? WHERE id = ? AND revoked IS NULL"
        if db.execute(sql, [now(), key_id]).rowcount == 0:
            raise _no_such_key()
        audit_log.record(workspace, db, who, "key revoked", key_id)
    publish(workspace)
    notify_endpoint(workspace)


def _in_days(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="milliseconds")


def _no_such_key() -> NotFound:
    return NotFound("There is no such key.", "Open the page again to see which keys there are.")
