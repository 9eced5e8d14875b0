"""The gate itself: pure ASGI, so that it stands in front of pages, files, uploads and the WebSocket alike."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from core.operations.auth import sessions
from core.operations.auth.policy import ALWAYS, Header
from core.storage.workspace import Workspace

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]

NAMES = ("localhost", "127.0.0.1", "[::1]")
SAFE = {"GET", "HEAD", "OPTIONS"}
HEALTH = "/_stcore/health"
PROBE = re.compile(r"/\w+/_stcore/(health|host-config)")
"""After a reload Streamlit's own page looks for its server below the page's name first. It is told to look elsewhere (300):
a plain 404 would stand in the browser's console as an error, and any success would make it stay there."""
ENTER = "/enter"
CHECKED_SECONDS = 30.0
"""How long a session that was found open is not looked up again."""
CLOSED = Path(__file__).with_name("closed.html")


class FrontDoor:
    """Lets in what has the exact Host, the exact Origin where there is one, and an open session."""

    def __init__(self, app: ASGIApp, workspace: Callable[[], Workspace], policy: bytes) -> None:
        self._app = app
        self._workspace = workspace
        self._headers = ((b"content-security-policy", policy), *ALWAYS)
        self._closed = CLOSED.read_bytes()
        self._checked: dict[str, float] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if not _is_our_own(scope, headers):
            return await self._refuse(scope, send, 403, b"Plainwell only answers its own pages.", b"text/plain")
        if scope["type"] == "http" and scope["path"] == HEALTH:
            return await self._let_in(scope, receive, send)
        inside = self._is_inside(_cookie(headers.get(b"cookie", ""), cookie_name(scope)))
        if scope["type"] == "http" and scope["path"] == ENTER:
            return await self._enter(scope, send, inside)
        if not inside:
            return await self._refuse(scope, send, 401, self._closed, b"text/html; charset=utf-8")
        return await self._let_in(scope, receive, send)

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and PROBE.fullmatch(scope["path"]):
            return await self._reply(send, 300, b"", [])
        return await self._app(scope, receive, self._guarded(scope, send))

    async def _enter(self, scope: Scope, send: Send, inside: bool) -> None:
        once = parse_qs(scope["query_string"].decode("latin-1")).get("once", [""])[0]
        session = await asyncio.to_thread(sessions.enter, self._workspace(), once)
        if session is None and not inside:
            return await self._refuse(scope, send, 401, self._closed, b"text/html; charset=utf-8")
        cookie = []
        if session:
            life = int(sessions.SESSION_LIFE.total_seconds())
            kept = f"{cookie_name(scope)}={session}; HttpOnly; SameSite=Strict; Path=/; Max-Age={life}"
            cookie = [(b"set-cookie", kept.encode())]
        return await self._reply(send, 303, b"", [(b"location", b"/"), *cookie])

    def _is_inside(self, session: str | None) -> bool:
        if not session:
            return False
        if self._checked.get(session, 0.0) > time.monotonic():
            return True
        if not sessions.is_open(self._workspace(), session):
            return False
        self._checked = {session: time.monotonic() + CHECKED_SECONDS}
        return True

    async def _refuse(self, scope: Scope, send: Send, status: int, body: bytes, kind: bytes) -> None:
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 1008})
        return await self._reply(send, status, body, [(b"content-type", kind)])

    async def _reply(self, send: Send, status: int, body: bytes, headers: list[Header]) -> None:
        length = (b"content-length", str(len(body)).encode())
        every = [*self._headers, (b"cache-control", b"no-store"), length, *headers]
        await send({"type": "http.response.start", "status": status, "headers": every})
        await send({"type": "http.response.body", "body": body})

    def _guarded(self, scope: Scope, send: Send) -> Send:
        """`send`, with our headers on every answer of the app. Only its own scripts and fonts may stay in a cache."""
        ours = dict(self._headers)
        if not scope["path"].startswith("/static/"):
            ours[b"cache-control"] = b"no-store"

        async def guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                kept = [(n, v) for n, v in message["headers"] if n.lower() not in ours and not _shares(n)]
                message = {**message, "headers": [*kept, *ours.items()]}
            await send(message)

        return guarded


def cookie_name(scope: Scope) -> str:
    """Return the cookie's name, with the port in it: browsers share cookies between all ports of a host."""
    return f"plainwell_{scope['server'][1]}"


def _is_our_own(scope: Scope, headers: dict[bytes, str]) -> bool:
    """The exact Host (against DNS rebinding), and the exact Origin on WebSockets and on whatever changes something."""
    port = scope["server"][1]
    host = headers.get(b"host", "").lower()
    if host not in {f"{name}:{port}" for name in NAMES} and not (port == 80 and host in NAMES):
        return False
    origin = headers.get(b"origin")
    if origin is None:
        return bool(scope["type"] == "http" and scope["method"] in SAFE)
    return origin.lower() == f"http://{host}"


def _shares(name: bytes) -> bool:
    """Whether a header would let other sites read the answer."""
    return name.lower().startswith(b"access-control-")


def _cookie(header: str, name: str) -> str | None:
    pairs = (pair.strip().partition("=") for pair in header.split(";"))
    return next((value for key, _, value in pairs if key == name), None)
