"""Strangers at the door while one honest client asks: wrong keys, half-open connections, and bodies that come a byte a second.

    python -m tests.soak.strangers [--wrong 10000] [--sockets 200] [--seconds 15]

The strangers are a process of their own. Nobody of them may be let in, whoever is slow must be cut off, and the honest client's
p95 must stay under twice what it is without them; each phase is compared with a quiet one just before it. Ends with 1 when a
bar is missed.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from core.serving.endpoint.access_keys import make_key
from core.storage.settings import Settings
from tests.core.serving.endpoint.shop import MODEL, ROW, Shop, opened

BAR, GAP = 2.0, 0.002
"""Times the quiet p95; and seconds between the honest client's calls."""
TOO_LONG = 12.0
"""Seconds after which a slow connection should have been cut off: ten, and a look each half second."""
PATH = f"/v1/models/{MODEL}/predict"


@dataclass(frozen=True)
class Strangers:
    """How so many sockets behave towards a port."""

    port: int
    sockets: int

    def head(self, length: int, key: str) -> bytes:
        lines = [f"POST {PATH} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Content-Type: application/json"]
        return "\r\n".join([*lines, f"Authorization: Bearer {key}", f"Content-Length: {length}", "", ""]).encode()

    async def wrong(self, times: int) -> Counter[str]:
        """Tries so many keys that look right. Counts replies by status."""
        body, left, seen = json.dumps({"row": ROW}).encode(), iter(range(times)), Counter[str]()

        async def one() -> None:
            reader = writer = None
            for _ in left:
                status = ""
                while not status:
                    try:
                        if reader is None or writer is None:
                            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                        writer.write(self.head(len(body), make_key()[0]) + body)
                        status = await _status(reader)
                    except (OSError, asyncio.IncompleteReadError):
                        reader = None  # sent away for good, it comes again
                seen[status] += 1
            if writer is not None:
                writer.close()

        await asyncio.gather(*(one() for _ in range(self.sockets)))
        return seen

    async def slow(self, seconds: float, starts: list[bytes], then: bytes = b"") -> Counter[str]:
        """Connections that begin and go on a byte a second, made anew whenever they are cut off. Counts how each ended."""
        until, seen = time.monotonic() + seconds, Counter[str]()

        async def one(start: bytes) -> None:
            while time.monotonic() < until:
                began = time.monotonic()
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.write(start)
                dripping = asyncio.create_task(_drip(writer, then))
                try:
                    said = await asyncio.wait_for(reader.read(100), until + TOO_LONG - time.monotonic())
                except OSError:
                    said = b""
                except TimeoutError:
                    said = b"nothing"
                late = time.monotonic() - began > TOO_LONG
                seen["too late" if late else said[:12].decode() or "cut off"] += 1
                dripping.cancel()
                writer.close()

        await asyncio.gather(*(one(starts[place % len(starts)]) for place in range(self.sockets)))
        return seen


async def _status(reader: asyncio.StreamReader) -> str:
    head = await reader.readuntil(b"\r\n\r\n")
    await reader.readexactly(int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0]))
    return head[9:12].decode()


async def _drip(writer: asyncio.StreamWriter, data: bytes) -> None:
    for byte in data:
        await asyncio.sleep(1)
        writer.write(bytes([byte]))


def behave(how: str, port: int, sockets: int, amount: float) -> Counter[str]:
    """What the strangers' process does."""
    strangers, key = Strangers(port, sockets), make_key()[0]
    head = strangers.head(500, key)
    if how == "wrong keys":
        return asyncio.run(strangers.wrong(int(amount)))
    if how == "half-open connections":
        return asyncio.run(strangers.slow(amount, [b"", head[:40]]))
    return asyncio.run(strangers.slow(amount, [_with_right_key(head)], b" " * 500))


def _with_right_key(head: bytes) -> bytes:
    """Who may come in can be slow as well."""
    key = make_key()[0].encode()
    return head.replace(head.split(b"Bearer ")[1][: len(key)], os.environ["PLAINWELL_SOAK_KEY"].encode())


def honest(shop: Shop, until: subprocess.Popen[bytes] | float) -> tuple[float, int]:
    """p95 in milliseconds, and how many calls failed, for so many seconds or until a process has ended."""
    times, failed = list[float](), 0
    end = time.monotonic() + until if isinstance(until, float) else float("inf")
    while time.monotonic() < end and (isinstance(until, float) or until.poll() is None):
        started = time.perf_counter()
        failed += shop.predict({"row": ROW})[0] != 200
        times.append(time.perf_counter() - started)
        time.sleep(GAP)
    return sorted(times)[int(0.95 * len(times))] * 1000, failed


def phase(shop: Shop, how: str, sockets: int, amount: float) -> bool:
    quiet, missed = honest(shop, 5.0)
    command = [sys.executable, "-m", "tests.soak.strangers", "--behave", how]
    command += ["--port", str(shop.port), "--sockets", str(sockets), "--amount", str(amount)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PLAINWELL_SOAK_KEY": shop.key}) as them:
        meanwhile, failed = honest(shop, them)
        seen = Counter[str](json.load(_out(them)))
    let_in, late = seen["200"] + seen["HTTP/1.1 200"], seen["too late"]
    print(
        f"{how}: honest p95 {meanwhile:.2f} ms, {quiet:.2f} without: {meanwhile / quiet:.2f} times (bar {BAR:g});"
        f" failed calls {missed + failed}; let in {let_in}; how they ended {dict(seen)}",
        flush=True,
    )
    return meanwhile < BAR * quiet and not (missed or failed or let_in or late) and bool(seen)


def _out(process: subprocess.Popen[bytes]) -> IO[bytes]:
    assert process.stdout
    return process.stdout


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--wrong", type=int, default=10_000)
    arguments.add_argument("--sockets", type=int, default=200)
    arguments.add_argument("--seconds", type=float, default=15.0)
    for inner, kind in {"--behave": str, "--port": int, "--amount": float}.items():
        arguments.add_argument(inner, type=kind, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.behave:
        print(json.dumps(behave(given.behave, given.port, given.sockets, given.amount)))
        return 0
    with tempfile.TemporaryDirectory() as folder, opened(Settings(home=Path(folder) / "workspace")) as shop:
        good = [
            phase(shop, "wrong keys", given.sockets, given.wrong),
            phase(shop, "half-open connections", given.sockets, given.seconds),
            phase(shop, "slow bodies", given.sockets, given.seconds),
        ]
        print(f"load of this computer: {os.getloadavg()[0]:.1f}")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
