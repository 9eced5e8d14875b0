"""Idempotency-Key: a call that is sent again within 24 hours gets the reply of the first, and nothing is logged twice."""

import asyncio
import time
from hashlib import sha256

from core.serving.endpoint import internal_idempotency
from core.serving.endpoint.refusals import Refusal
from core.serving.endpoint.service import PredictionService
from core.serving.prediction_log.writing import Batch

KEPT_SECONDS = 86_400.0
_MOST_KEY = 255


class IdempotentReplies:
    """Replies of the last 24 hours, sealed in the log, committed together with the rows that they tell of."""

    def __init__(self, service: PredictionService) -> None:
        self._service = service
        self._under_way: dict[bytes, asyncio.Future[None]] = {}

    async def reply_to(self, key: bytes, body: bytes) -> bytes | None:
        """Return the reply that `key` got before, if any; waits for a first call that is still under way.

        After None the caller must end with `done`. Raises Refusal (422) when the same key came with another body.
        """
        while key in self._under_way:
            await self._under_way[key]
        sql = "SELECT at, body, reply FROM repeatable WHERE key = ?"
        found = self._service.writer.db.execute(sql, (key,)).fetchone()
        if found is None or found[0] < time.time() - KEPT_SECONDS:
            self._under_way[key] = asyncio.get_running_loop().create_future()
            return None
        if found[1] != sha256(body).digest():
            raise Refusal(422, "key_reused", "This Idempotency-Key came before with another body.")
        return self._service.vault.open(found[2], internal_idempotency.PURPOSE)

    def add(self, key: bytes, body: bytes, reply: bytes, batch: Batch) -> None:
        """Put the reply into `batch`, to be kept together with the rows that it tells of."""
        sealed = self._service.vault.seal(reply, internal_idempotency.PURPOSE)
        batch.replies.append((key, time.time(), sha256(body).digest(), sealed))

    def done(self, key: bytes) -> None:
        """Note that the call has ended, well or not."""
        self._under_way.pop(key).set_result(None)


def repeat_key(shown: bytes, of: str) -> bytes:
    """Return the key under which a reply is kept. `of`: whose it is (access key, model, query). Raises Refusal (422)."""
    if len(shown) > _MOST_KEY:
        raise Refusal(422, "key_too_long", f"An Idempotency-Key has at most {_MOST_KEY} characters.")
    return sha256(of.encode() + b"\n" + shown).digest()
