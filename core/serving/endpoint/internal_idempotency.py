"""Work of our own processes that comes in pieces: a piece that is sent again, because somebody was killed, is not done again."""

import time
from hashlib import sha256

from core.serving.endpoint.service import PredictionService
from core.serving.prediction_log.writing import Batch

PURPOSE = "repeatable reply"
KEPT_SECONDS = 2 * 86_400.0
"""How long replies are kept: longer than any list waits for its worker (core/storage/staging), and than callers are promised."""


def reply_to(service: PredictionService, piece: str) -> bytes | None:
    """Return what was replied when a piece of that name was done, or None when it was not."""
    sql = "SELECT reply FROM repeatable WHERE key = ?"
    found = service.writer.db.execute(sql, (_key(piece),)).fetchone()
    return None if found is None else service.vault.open(found[0], PURPOSE)


def add(service: PredictionService, piece: str, reply: bytes, batch: Batch) -> None:
    """Put the reply into `batch`, to be kept together with the rows that it tells of."""
    batch.replies.append((_key(piece), time.time(), b"", service.vault.seal(reply, PURPOSE)))


def forget_old(service: PredictionService) -> None:
    """Remove replies that nobody will ask for again. Raises LogNotWritable."""
    with service.writer.transaction() as db:
        db.execute("DELETE FROM repeatable WHERE at < ?", (time.time() - KEPT_SECONDS,))


def _key(piece: str) -> bytes:
    return sha256(b"our own\n" + piece.encode()).digest()
