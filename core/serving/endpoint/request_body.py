"""What a caller sends, within limits."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

import msgspec

from core.serving.endpoint.refusals import Refusal, not_json, too_large

MOST_BYTES = 1_000_000
MOST_PASSED_OVER = 16_000_000
"""Bytes of a body that is too large, which are still received. A caller who is cut off while sending never reads why."""

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = Mapping[bytes, bytes]


class CallerGone(Exception):
    """The caller went away before it had said everything."""


async def read_body(receive: Receive, headers: Headers, most: int = MOST_BYTES) -> bytes:
    """Receive the whole body. Raises Refusal (413), CallerGone (also when it comes too slowly: see `slow_clients`)."""
    length = headers.get(b"content-length", b"0")
    if not length.isdigit() or int(length) > most:
        if length.isdigit() and int(length) <= MOST_PASSED_OVER and b"expect" not in headers:
            await _pass_over(receive)
        raise too_large(f"at most {most:,} bytes")
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body") and message["type"] == "http.request":
        message = await receive()
        body += message.get("body", b"")
        if len(body) > most:
            await _pass_over(receive)
            raise too_large(f"at most {most:,} bytes")
    if message["type"] == "http.disconnect":
        raise CallerGone
    if len(body) > most:
        raise too_large(f"at most {most:,} bytes")
    return body


async def _pass_over(receive: Receive) -> None:
    """Receives what is still to come, and keeps none of it."""
    passed, more = 0, True
    while more and passed < MOST_PASSED_OVER:
        message = await receive()
        passed, more = passed + len(message.get("body", b"")), message.get("more_body", False)


async def read_json(receive: Receive, headers: Headers) -> tuple[bytes, Any]:
    """Receive the body, and return it with what it says. Raises Refusal (400, 413, 415), CallerGone."""
    kind = headers.get(b"content-type", b"")
    if kind != b"application/json" and kind.split(b";")[0].strip().lower() != b"application/json":
        raise Refusal(415, "not_json_type", "The header must say Content-Type: application/json.")
    body = await read_body(receive, headers)
    try:
        return body, msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as broken:
        raise not_json() from broken
