"""A bounded client: n connections, each sending its next request when the last is answered. Gives each answer's time."""

import asyncio
import sys
import time
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Load:
    """What was measured."""

    seconds: list[float]
    """Each answer's time, in order of arrival."""
    took: float
    wrong: int
    """Answers that were not 200."""
    processor: float = 0.0
    """Seconds of the server's processor time for each answer."""

    @property
    def a_second(self) -> float:
        return len(self.seconds) / self.took

    def at(self, share: float) -> float:
        """The time, in milliseconds, in which this share of the answers came."""
        return sorted(self.seconds)[min(int(share * len(self.seconds)), len(self.seconds) - 1)] * 1000


class _Client(asyncio.Protocol):
    def __init__(self, request: bytes, until: float, done: "asyncio.Future[None]") -> None:
        self.request, self.until, self.done = request, until, done
        self.seconds: list[float] = []
        self.wrong = 0
        self.ended = False
        self.heard = b""

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self._ask()

    def data_received(self, data: bytes) -> None:
        self.heard += data
        head, found, body = self.heard.partition(b"\r\n\r\n")
        if not found:
            return
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        if len(body) < length:
            return
        now = time.perf_counter()
        self.seconds.append(now - self.asked)
        self.wrong += not head.startswith(b"HTTP/1.1 200")
        self.heard = b""
        if now < self.until:
            self._ask()
        else:
            self.ended = True
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self.wrong += not self.ended  # cut off before its answer came
        if not self.done.done():
            self.done.set_result(None)

    def _ask(self) -> None:
        self.asked = time.perf_counter()
        self.transport.write(self.request)


def load(port: int, request: bytes, clients: int, seconds: float) -> Load:
    """Asks for `seconds` over `clients` connections."""

    async def run() -> Load:
        loop, started = asyncio.get_running_loop(), time.perf_counter()
        made: list[_Client] = []
        for _ in range(clients):
            client = _Client(request, started + seconds, loop.create_future())
            made.append(client)
            await loop.create_connection(lambda client=client: client, "127.0.0.1", port)
        await asyncio.gather(*(client.done for client in made))
        times = [each for client in made for each in client.seconds]
        return Load(times, time.perf_counter() - started, sum(client.wrong for client in made))

    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        return runner.run(run())


def request(path: str, port: int, body: bytes, **headers: str) -> bytes:
    """One POST, as bytes."""
    lines = [f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Content-Type: application/json"]
    lines += [f"Content-Length: {len(body)}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def _loop_factory() -> "type[asyncio.AbstractEventLoop] | None":
    if sys.platform == "win32":
        return None
    import uvloop

    return uvloop.new_event_loop  # type: ignore[return-value]
