"""A reply's head and body leave together. uvicorn writes them one after the other, and each would be a call of the system."""

import asyncio
from typing import Any


class OneWrite:
    """A transport that holds a head back until its body follows, and is else the one it was made of.

    A head without a body leaves at the end of its turn of the event loop. To let all of them leave then made 32 callers 2% faster,
    and a lone one 7% slower.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._soon = asyncio.get_running_loop().call_soon
        self._held: list[bytes] = []
        self.is_closing = transport.is_closing

    def write(self, data: bytes) -> None:
        self._held.append(data)
        if len(self._held) > 1:
            self._flush()
        else:
            self._soon(self._flush)

    def close(self) -> None:
        self._flush()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def _flush(self) -> None:
        if self._held:
            held, self._held = self._held, []
            self._transport.write(b"".join(held))
