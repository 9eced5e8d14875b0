"""Who may come in: the exact host, and a key."""

import hmac
import time

from core.serving.access import AccessKey, Buckets, Guessers
from core.serving.bodies import Headers
from core.serving.refusals import Refusal, no_key, wrong_key
from core.serving.service import Service

_BEARER = b"bearer "
INTERNAL_HEADER = b"x-plainwell-internal"


class Gate:
    """Checks each call before anything of it is read."""

    def __init__(self, service: Service, port: int, internal_token: str) -> None:
        self._service = service
        self._hosts = frozenset(f"{name}:{port}".encode() for name in ("localhost", "127.0.0.1", "[::1]"))
        self._internal = internal_token.encode()
        self._guessers = Guessers()
        self._buckets = Buckets()

    def check_host(self, headers: Headers) -> None:
        """A page of a foreign site that was led here by a false name server gives itself away by its Host."""
        if headers.get(b"host", b"").lower() not in self._hosts:
            raise Refusal(403, "wrong_host", "This address is only answered under its own name.")

    def key(self, headers: Headers, model: str | None = None) -> AccessKey:
        """The key that was shown, if it opens `model`. Raises Refusal (401, 429)."""
        shown = headers.get(b"authorization", b"")
        if shown[:7].lower() != _BEARER:
            raise self._refused(no_key())
        key = self._service.live.keys.opened_by(shown[7:].strip().decode("ascii", "replace"))
        if key is None or (model is not None and key.model is not None and key.model != model):
            raise self._refused(wrong_key())
        self._service.writer.key_use[key.id] = int(time.time() // 86_400)
        return key

    def spend(self, key: AccessKey, rows: int) -> None:
        """Takes from what a key may ask in a minute. Raises Refusal (429)."""
        wait = self._buckets.take(key, rows)
        if wait:
            many = f"This key may ask about {key.per_minute:,} rows a minute. Try again later."
            raise Refusal(429, "too_many", many, headers={"retry-after": str(wait)})

    def check_internal(self, headers: Headers) -> None:
        """Our own processes show a token that only this workspace can make."""
        if not hmac.compare_digest(headers.get(INTERNAL_HEADER, b""), self._internal):
            raise self._refused(wrong_key())

    def _refused(self, refusal: Refusal) -> Refusal:
        self._service.writer.tally[(int(time.time() // 86_400), "", "wrong_key")] += 1
        wait = self._guessers.wrong()
        if not wait:
            return refusal
        return Refusal(429, "too_many", "Too many wrong keys. Try again later.", headers={"retry-after": str(wait)})
