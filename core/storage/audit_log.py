"""Who did what, and when. Each entry carries a seal over itself and the one before it, so that a change shows."""

import json
from typing import Any

from core.common.actor import Actor
from core.storage.store import Database, Row
from core.storage.workspace import Workspace, now

PURPOSE = "event chain"
END_PURPOSE = "end of event chain"


def record(workspace: Workspace, db: Database, who: Actor, what: str, subject: str, **detail: Any) -> None:
    """Add an entry within the transaction of `db`. `subject` is an id, `detail` holds counts and names of columns: never values."""
    last = next(iter(db.query("SELECT chain FROM event ORDER BY seq DESC LIMIT 1")), None)
    row: Row = {"at": now(), "who": str(who), "what": what, "subject": subject, "detail": json.dumps(detail)}
    row["chain"] = workspace.vault.mac(_chained(row, last["chain"] if last else ""), PURPOSE)
    db.table("event").insert(row)
    seal = workspace.vault.mac(row["chain"].encode(), END_PURPOSE)
    db.table("event_end").upsert({"only_one": 1, "seal": seal}, pk="only_one")


def latest(workspace: Workspace, most: int = 100, what: str | None = None) -> list[Row]:
    """Return the newest entries, newest first; of one kind if `what` is given."""
    with workspace.store.reading() as db:
        found = db.query(
            "SELECT at, who, what, subject, detail FROM event WHERE ? IS NULL OR what = ? ORDER BY seq DESC LIMIT ?",
            [what, what, most],
        )
        return [{**row, "who": Actor.from_text(row["who"]), "detail": json.loads(row["detail"])} for row in found]


def first_broken(workspace: Workspace) -> int | None:
    """Return the number of the entry at which the chain breaks: altered, put in, or after one that is gone. None when it is whole.

    A seal of its own marks the end, so that removing the newest entries shows too.
    """
    before, last = "", 0
    with workspace.store.reading() as db:
        db.execute("BEGIN")  # entries and end as of one moment
        for row in db.query("SELECT * FROM event ORDER BY seq"):
            if not workspace.vault.is_ours(_chained(row, before), PURPOSE, row["chain"]):
                return int(row["seq"])
            before, last = row["chain"], int(row["seq"])
        end = next(iter(db.query("SELECT seal FROM event_end")), None)
    if end is None:
        return last + 1 if last else None
    return None if workspace.vault.is_ours(before.encode(), END_PURPOSE, end["seal"]) else last + 1


def _chained(row: Row, before: str) -> bytes:
    return json.dumps([before, row["at"], row["who"], row["what"], row["subject"], row["detail"]]).encode()
