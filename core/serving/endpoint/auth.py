"""Who may come in: the exact host, and a key."""

import asyncio
import hmac
import time
from collections.abc import Sequence

from core.serving.endpoint.access_keys import AccessKey, GuessThrottle, TokenBuckets
from core.serving.endpoint.refusals import Refusal, no_key, wrong_key
from core.serving.endpoint.request_body import Headers
from core.serving.endpoint.service import PredictionService

_BEARER = b"bearer "
INTERNAL_HEADER = b"x-plainwell-internal"
GUESSES_A_SECOND, LONGEST_HELD = 200, 1.0
"""Once there were many wrong keys, further ones are told no faster than this, so that honest callers do not feel them; those
who would have to wait for more seconds are cut off after so many."""


class Gate:
    """Checks each call before anything of it is read."""

    def __init__(self, service: PredictionService, port: int, internal_token: str) -> None:
        self._service = service
        self._hosts = frozenset(f"{name}:{port}".encode() for name in ("localhost", "127.0.0.1", "[::1]"))
        self._internal = internal_token.encode()
        self._guessers = GuessThrottle()
        self._buckets, self._other_calls = TokenBuckets(), TokenBuckets()
        self._next_guess = 0.0

    def check_host(self, headers: Headers, sent: Sequence[tuple[bytes, bytes]]) -> None:
        """Check that the call names this host. Raises Refusal (403).

        A page of a foreign site that was led here by a false name server gives itself away by its Host.
        `sent`: the headers as they came. Two hosts are none: not everybody on the way would read the same of them.
        """
        repeated = len(headers) != len(sent) and [name for name, _ in sent].count(b"host") > 1
        if repeated or headers.get(b"host", b"").lower() not in self._hosts:
            raise Refusal(403, "wrong_host", "This address is only answered under its own name.")

    def key(self, headers: Headers, model: str | None = None) -> AccessKey:
        """Return the key that was shown, if it opens `model`. Raises Refusal (401, 429)."""
        shown = headers.get(b"authorization", b"")
        if shown[:7].lower() != _BEARER:
            raise self._refused(no_key())
        key = self._service.live.keys.opened_by(shown[7:].strip().decode("ascii", "replace"))
        if key is None or (model is not None and key.model is not None and key.model != model):
            raise self._refused(wrong_key())
        self._service.writer.key_use[key.id] = int(time.time() // 86_400)
        return key

    def spend(self, key: AccessKey, rows: int) -> None:
        """Take `rows` from what a key may ask in a minute. Raises Refusal (429)."""
        wait = self._buckets.take(key, rows)
        if wait:
            many = f"This key may ask about {key.per_minute:,} rows a minute. Try again later."
            raise Refusal(429, "too_many", many, headers={"retry-after": str(wait)})

    def spend_call(self, key: AccessKey) -> None:
        """Take one call from what a key may make in a minute beside asking for answers. Raises Refusal (429)."""
        wait = self._other_calls.take(key, 1)
        if wait:
            many = f"This key may make {key.per_minute:,} such calls a minute. Try again later."
            raise Refusal(429, "too_many", many, headers={"retry-after": str(wait)})

    def check_internal(self, headers: Headers) -> None:
        """Check the token that only processes with this workspace's key can make. Raises Refusal (401, 429)."""
        if not hmac.compare_digest(headers.get(INTERNAL_HEADER, b""), self._internal):
            raise self._refused(wrong_key())

    def _refused(self, refusal: Refusal) -> Refusal:
        self._service.writer.tally[(int(time.time() // 86_400), "", "wrong_key")] += 1
        wait = self._guessers.wrong()
        if not wait:
            return refusal
        sent_away = Refusal(
            429, "too_many", "Too many wrong keys. Try again later.", headers={"retry-after": str(wait)}
        )
        sent_away.is_guess = True
        return sent_away

    async def delay_guess(self, guess: Refusal) -> None:
        """Wait until a guesser may be told that the key is wrong."""
        now = time.monotonic()
        turn = max(now, self._next_guess) + 1 / GUESSES_A_SECOND
        if turn - now <= LONGEST_HELD:
            self._next_guess = turn
        else:
            guess.headers["connection"] = "close"
        await asyncio.sleep(min(turn - now, LONGEST_HELD))
