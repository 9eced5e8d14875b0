"""Keys that callers show: how they are made and checked, and when a guesser has to wait."""

import hmac
import re
import secrets
import time
import zlib
from collections import deque
from collections.abc import Sequence
from hashlib import sha256

import msgspec

PREFIX = "plw_"
_ID, _SECRET, _SUM = 8, 48, 8
_SHAPE = re.compile(rf"{PREFIX}[0-9a-f]{{{_ID + _SECRET + _SUM}}}")
MOST_WRONG = 10
"""Wrong keys a minute before guessers are sent away. A right key is never held up by them."""


class AccessKey(msgspec.Struct, frozen=True):
    """What is kept of a key: not the key."""

    id: str
    digest: str
    """SHA-256 of the whole key. Its 192 random bits need no slow hash."""
    model: str | None = None
    """The one model that it opens; None for all."""
    expires: float | None = None
    """Seconds since 1970."""
    per_minute: int | None = None
    """Rows it may ask about in a minute, and as many other calls; None for as many as the computer can answer."""


def make_key(
    model: str | None = None, expires: float | None = None, per_minute: int | None = None
) -> tuple[str, AccessKey]:
    """Make a key, and return it (to be shown once) with what is kept of it."""
    start = PREFIX + secrets.token_hex(_ID // 2) + secrets.token_hex(_SECRET // 2)
    key = f"{start}{zlib.crc32(start.encode()):08x}"
    return key, AccessKey(start[len(PREFIX) : len(PREFIX) + _ID], _digest(key), model, expires, per_minute)


class KeyRing:
    """The keys in force."""

    def __init__(self, keys: Sequence[AccessKey]) -> None:
        self._keys = {key.id: key for key in keys}

    def opened_by(self, shown: str) -> AccessKey | None:
        """Return what is kept of the shown key, if it is in force; every wrong one of the right shape takes the same time."""
        if not _SHAPE.fullmatch(shown):
            return None
        key = self._keys.get(shown[len(PREFIX) : len(PREFIX) + _ID])
        same = hmac.compare_digest(_digest(shown), key.digest if key else "0" * 64)
        if key is None or not same or (key.expires is not None and key.expires <= time.time()):
            return None
        return key


class TokenBuckets:
    """A bucket of tokens for each limited key: a minute's worth when full, refilled all the time."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[float, float]] = {}
        """By key: tokens, and when that was."""

    def take(self, key: AccessKey, rows: int) -> int:
        """Take a token for each row, and return 0, or the seconds after which as many will be there.

        A call larger than the whole bucket is let in when it is full, and leaves a debt: else it could never come in.
        """
        if key.per_minute is None:
            return 0
        now, full = time.monotonic(), float(key.per_minute)
        tokens, then = self._held.get(key.id, (full, now))
        tokens = min(full, tokens + (now - then) * full / 60)
        needed = min(float(rows), full)
        if tokens < needed:
            self._held[key.id] = (tokens, now)
            return int((needed - tokens) * 60 / full) + 1
        self._held[key.id] = (tokens - rows, now)
        return 0


class GuessThrottle:
    """Counts wrong keys, and says how many seconds further wrong ones have to wait."""

    def __init__(self) -> None:
        self._wrong: deque[float] = deque(maxlen=MOST_WRONG)

    def wrong(self) -> int:
        """Count a wrong key, and return the seconds to wait; 0 as long as there were few."""
        now = time.monotonic()
        if len(self._wrong) == MOST_WRONG and now - self._wrong[0] < 60:
            return int(60 - (now - self._wrong[0])) + 1
        self._wrong.append(now)
        return 0


def _digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()
