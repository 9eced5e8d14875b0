"""Larger pieces (tables, models, reports), sealed inside the workspace's database."""

from core.common.errors import NotFound
from core.storage.store import Database
from core.storage.workspace import Workspace, new_id, now


def keep(workspace: Workspace, db: Database, data: bytes, purpose: str) -> str:
    """Seal `data` and keep it within the transaction of `db`; return its id."""
    blob = new_id("b")
    sealed = workspace.vault.seal(data, purpose)
    db.table("blob").insert({"id": blob, "purpose": purpose, "created": now(), "sealed": sealed})
    return blob


def fetch(workspace: Workspace, blob: str, purpose: str) -> bytes:
    """Return what `keep` was given.

    Raises:
        NotFound: it was deleted meanwhile.
        DamagedFile: it was altered.
    """
    with workspace.store.reading() as db:
        row = next(iter(db.query("SELECT sealed FROM blob WHERE id = ?", [blob])), None)
    if row is None:
        raise NotFound("That is not here any more.", "Open the page again to see what there is.")
    return workspace.vault.open(row["sealed"], purpose)


def samples(workspace: Workspace, most: int) -> list[tuple[str, bytes]]:
    """Return up to `most` pieces as they lie there, still sealed, with their purposes.

    They are small ones of each purpose, chosen anew each time.
    """
    with workspace.store.reading() as db:
        found = db.query(
            "SELECT purpose, sealed FROM (SELECT *, row_number() OVER (PARTITION BY purpose ORDER BY random()) AS place"
            " FROM blob WHERE length(sealed) < 5000000) ORDER BY place LIMIT ?",
            [most],
        )
        return [(row["purpose"], row["sealed"]) for row in found]


def discard(db: Database, *blobs: str | None) -> None:
    """Delete the given blobs; SQLite overwrites their bytes (secure_delete)."""
    for blob in blobs:
        db.execute("DELETE FROM blob WHERE id = ?", [blob])
