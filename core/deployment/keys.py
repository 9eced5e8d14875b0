"""Keys for callers: shown once, kept as a hash, for one model or for all."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core import events
from core.deployment.channel import nudge
from core.deployment.publishing import publish
from core.errors import NotFound
from core.serving.access import make_key
from core.store import Database
from core.workspace import Workspace, now


@dataclass(frozen=True)
class KeyFacts:
    """A key as the owner sees it: never the key itself."""

    id: str
    model: str | None
    created: str
    expires: str | None


def new_key(workspace: Workspace, model_id: str | None = None, *, who: str, days: int | None = None) -> str:
    """A new key for one model, or for all. Shown once: only its hash is kept. `days`: how long it opens anything."""
    with workspace.store.writing() as db:
        key = add_key(workspace, db, model_id, who=who, days=days)
    publish(workspace)
    nudge(workspace)
    return key


def add_key(workspace: Workspace, db: Database, model_id: str | None, *, who: str, days: int | None = None) -> str:
    """A new key within the transaction of `db`; it opens nothing until the next `publish`."""
    key, kept = make_key(model_id)
    expires = (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="milliseconds") if days else None
    row = {"id": kept.id, "model": model_id, "digest": kept.digest, "created": now(), "expires": expires}
    db.table("access_key").insert(row)
    events.record(workspace, db, who, "key made", kept.id, model=model_id or "all")
    return key


def keys(workspace: Workspace) -> list[KeyFacts]:
    """The keys in force, the newest first."""
    with workspace.store.reading() as db:
        found = db.query(
            "SELECT id, model, created, expires FROM access_key"
            " WHERE revoked IS NULL AND (expires IS NULL OR expires > ?) ORDER BY created DESC",
            [now()],
        )
        return [KeyFacts(**row) for row in found]


def of_model(workspace: Workspace, model_id: str) -> list[KeyFacts]:
    """The keys that open a model, those for all models too."""
    return [key for key in keys(workspace) if key.model in (None, model_id)]


def revoke(workspace: Workspace, key_id: str, who: str) -> None:
    """From now on the key opens nothing. Raises NotFound."""
    with workspace.store.writing() as db:
        sql = "UPDATE access_key SET revoked = ? WHERE id = ? AND revoked IS NULL"
        if db.execute(sql, [now(), key_id]).rowcount == 0:
            raise NotFound("There is no such key.", "Open the page again to see which keys there are.")
        events.record(workspace, db, who, "key revoked", key_id)
    publish(workspace)
    nudge(workspace)
