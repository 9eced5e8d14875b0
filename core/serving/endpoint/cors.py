"""Scripts of a web page that the owner named may call (Fetch Standard, CORS). Without a named origin nothing is added at all."""

from core.serving.endpoint.request_body import Headers, Message, Send

_PREFLIGHT_SECONDS = b"600"
_METHODS, _ASKED = b"GET, POST", b"authorization, content-type, idempotency-key"


def is_preflight(method: str, headers: Headers, allowed: bytes) -> bool:
    """Say whether a browser asks on behalf of the named page if it may call."""
    return method == "OPTIONS" and b"access-control-request-method" in headers and headers[b"origin"] == allowed


def with_permission(send: Send, headers: Headers, allowed: bytes) -> Send:
    """Return a `send` that tells the browser that a page of the origin `allowed` may read the reply; another page may not."""

    async def telling(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {
                **message,
                "headers": [*message["headers"], (b"vary", b"origin"), *_permission(headers, allowed)],
            }
        await send(message)

    return telling


async def answer_preflight(send: Send, headers: Headers) -> None:
    """Answer which calls the page may make. To be sent `with_permission`."""
    permitted = [
        (b"access-control-allow-methods", _METHODS),
        (b"access-control-allow-headers", _ASKED),
        (b"access-control-max-age", _PREFLIGHT_SECONDS),
        (b"content-length", b"0"),
    ]
    if headers.get(b"access-control-request-private-network") == b"true":
        permitted.append((b"access-control-allow-private-network", b"true"))
    await send({"type": "http.response.start", "status": 204, "headers": permitted})
    await send({"type": "http.response.body", "body": b""})


def _permission(headers: Headers, allowed: bytes) -> list[tuple[bytes, bytes]]:
    return [(b"access-control-allow-origin", allowed)] if headers[b"origin"] == allowed else []
