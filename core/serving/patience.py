"""Callers that open a connection and then say nothing, or say it very slowly, are cut off; they must not starve honest ones."""

import time
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from core.serving.one_write import OneWrite

SLOWEST_SECONDS = 10.0
"""For a whole request to arrive, from its first byte (or from the connection's start) to its last."""


class PatientProtocol(HttpToolsProtocol):
    """uvicorn's own, which also knows since when it waits for the rest of a request."""

    waiting_since: float | None = None

    def connection_made(self, transport: Any) -> None:
        self.waiting_since = time.monotonic()
        super().connection_made(OneWrite(transport))  # type: ignore[arg-type]

    def on_message_begin(self) -> None:
        self.waiting_since = time.monotonic()
        super().on_message_begin()

    def on_message_complete(self) -> None:
        self.waiting_since = None
        super().on_message_complete()

    def cut_if_slow(self, now: float) -> None:
        """Ends the connection when its request takes too long to arrive."""
        if self.waiting_since is not None and now - self.waiting_since > SLOWEST_SECONDS:
            self.transport.abort()
