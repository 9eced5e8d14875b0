"""Twenty minutes at half of the top rate: does memory grow, do answers get slower, does the WAL stay small?

    python -m tests.soak.long [--minutes 20] [--clients 4]

First the top rate is measured for a few seconds. Then the clients call at half of it, each call at its own appointed time; each
minute is compared with the first. Half of the calls carry an Idempotency-Key.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from core.storage.settings import Settings
from tests.benchmarks.load import load, request
from tests.core.serving.endpoint.shop import MODEL, ROW, Shop, opened

TOP_SECONDS = 5.0


@dataclass(frozen=True)
class Minute:
    p95: float
    """Milliseconds."""
    memory: float
    """MB of the process."""
    wal: float
    """MB, the most that was seen."""
    answers: int
    wrong: int


class Pace:
    """`clients` connections that share a rate."""

    def __init__(self, shop: Shop, rate: float, clients: int) -> None:
        self._port, self._key, self._gap = shop.port, shop.key, clients / rate
        self._clients = clients
        self.calls = 0

    async def run(self, seconds: float) -> tuple[list[float], int]:
        """Each answer's time, in milliseconds, and how many calls got none."""
        start = time.perf_counter()
        found = await asyncio.gather(*(self._client(start, start + seconds, number) for number in range(self._clients)))
        return [each for times, _ in found for each in times], sum(wrong for _, wrong in found)

    async def _client(self, start: float, until: float, number: int) -> tuple[list[float], int]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        times: list[float] = []
        wrong, due = 0, start + self._gap * number / self._clients
        while due < until:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            began = time.perf_counter()
            writer.write(self._asked())
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0]))
            times.append((time.perf_counter() - began) * 1000)
            wrong += not head.startswith(b"HTTP/1.1 200")
            due = max(due + self._gap, time.perf_counter() - 1.0)
        writer.close()
        return times, wrong

    def _asked(self) -> bytes:
        self.calls += 1
        more = {"Authorization": f"Bearer {self._key}"}
        if self.calls % 2:
            more["Idempotency-Key"] = f"call {self.calls}"
        body = json.dumps({"row": {**ROW, "customer": self.calls}}).encode()
        return request(f"/v1/models/{MODEL}/predict", self._port, body, **more)


async def minute(shop: Shop, pace: Pace, seconds: float) -> Minute:
    assert shop.process
    wal = shop.settings.home / f"{shop.settings.predictions_db.name}-wal"
    running = asyncio.create_task(pace.run(seconds))
    most = 0
    while not running.done():
        most = max(most, wal.stat().st_size if wal.exists() else 0)
        await asyncio.sleep(0.25)
    times, wrong = await running
    memory = psutil.Process(shop.process.pid).memory_info().rss
    return Minute(sorted(times)[int(0.95 * len(times))], memory / 1e6, most / 1e6, len(times), wrong)


def soak(folder: Path, minutes: int, clients: int) -> bool:
    with opened(Settings(home=folder / "workspace")) as shop:
        sent = request(
            f"/v1/models/{MODEL}/predict",
            shop.port,
            json.dumps({"row": ROW}).encode(),
            Authorization=f"Bearer {shop.key}",
        )
        top = load(shop.port, sent, clients, TOP_SECONDS).a_second
        pace = Pace(shop, top / 2, clients)
        print(f"top rate {top:,.0f}/s; {minutes} minutes at half of it", flush=True)
        found = []
        for number in range(minutes):
            found.append(asyncio.run(minute(shop, pace, 60.0)))
            print(f"minute {number + 1}: {found[-1]}", flush=True)
    half = max(1, len(found) // 2)
    grown = found[-1].memory / found[0].memory - 1
    slower = median(each.p95 for each in found[half:]) / median(each.p95 for each in found[:half]) - 1
    wal, wrong = max(each.wal for each in found), sum(each.wrong for each in found)
    print(f"memory {grown:+.1%} (bar +5%), p95 of the second half against the first {slower:+.1%} (bar +10%)")
    print(f"WAL at most {wal:.0f} MB (bar 64), {sum(each.answers for each in found):,} answers, {wrong} wrong")
    return grown < 0.05 and slower < 0.1 and wal < 64 and not wrong


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--minutes", type=int, default=20)
    arguments.add_argument("--clients", type=int, default=4)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return 0 if soak(Path(folder), given.minutes, given.clients) else 1


if __name__ == "__main__":
    sys.exit(main())
