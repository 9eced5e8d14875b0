"""Random nonces, drawn from the system many at a time: asking for each one took as long as sealing a row twice."""

import os
import sys

NONCE_BYTES = 12
_AT_ONCE = 256

_drawn: list[bytes] = []


def nonce() -> bytes:
    """Return one that was never given before, to any thread: taking the last of a list is one step."""
    try:
        return _drawn.pop()
    except IndexError:
        first, *rest = _fresh()
        _drawn.extend(rest)
        return first


def _fresh() -> list[bytes]:
    bits = os.urandom(NONCE_BYTES * _AT_ONCE)
    return [bits[at : at + NONCE_BYTES] for at in range(0, len(bits), NONCE_BYTES)]


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_drawn.clear)  # or both processes would give the same ones
