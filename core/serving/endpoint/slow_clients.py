"""Strangers who open connections and then say nothing, or say it very slowly, or without end; they must not starve honest callers."""

import sys
import time
from contextlib import suppress
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from core.serving.endpoint.write_coalescing import CoalescingTransport

SLOWEST_SECONDS = 10.0
"""For a whole request to arrive, from its first byte (or from the connection's start) to its last."""
MOST_OPEN, CUT_AT_ONCE = 1000, 50
"""Connections; and how many of those that were quiet for longest make room when there are more."""
MOST_HEAD_BYTES = 65_536
"""Of a request, before its body."""
OTHER_FILES = 200


class TimeoutProtocol(HttpToolsProtocol):
    """uvicorn's own, which also knows since when it waits for the rest of a request."""

    heard = 0.0
    """When a request last began, or the connection was made (time.monotonic)."""
    waits = True
    """Whether the request has not arrived whole yet."""
    _head: int | None = None
    """Bytes of a head that has not arrived whole yet."""

    def connection_made(self, transport: Any) -> None:
        self.heard = time.monotonic()
        super().connection_made(CoalescingTransport(transport, self.connections))  # type: ignore[arg-type]
        if len(self.connections) > MOST_OPEN:
            self._make_room()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._head is not None:
            self._head += len(data)
            if self._head > MOST_HEAD_BYTES:
                self.transport.abort()

    def on_message_begin(self) -> None:
        self.heard, self.waits, self._head = time.monotonic(), True, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._head = None
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self.waits = False
        super().on_message_complete()

    def cut_if_slow(self, now: float) -> None:
        """End the connection when its request takes too long to arrive."""
        if self.waits and now - self.heard > SLOWEST_SECONDS:
            self.transport.abort()

    def _make_room(self) -> None:
        """Honest callers say what they want at once: those who were not heard for longest are cut off."""
        ours = [one for one in self.connections if isinstance(one, TimeoutProtocol)]
        for one in sorted(ours, key=lambda each: each.heard)[:CUT_AT_ONCE]:
            one.transport.abort()
            self.connections.discard(one)


def allow_many_connections() -> None:
    """Raise the limit of open files where a system begins with few, because each connection is one."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < MOST_OPEN + OTHER_FILES:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (MOST_OPEN + OTHER_FILES, hard))
