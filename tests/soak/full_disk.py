"""The disk fills up while clients call, and has room again; several times.

    python -m tests.soak.full_disk [--times 10] [--clients 8] [--on FOLDER]

`--on`: a folder on a small disk of its own. Without it, and as root on Linux, a small disk in memory (tmpfs) is made for the
time of the run. While it is full every call must get 503 and nothing of it may be logged; with room again the same process must
answer again, and no acknowledged prediction may be missing.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.storage.settings import Settings
from tests.core.serving.endpoint.shop import Shop, publish
from tests.soak.callers import Callers, judge

SMALL = "48m"
STAYS_FULL = 1.0
"""Seconds."""


@contextmanager
def small_disk(size: str = SMALL) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp())
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


def fill(folder: Path) -> Path:
    """A file that takes all that is free."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12):
            try:
                while file.write(b"\1" * size) == size:
                    pass
            except OSError:
                continue
    return filler


def soak(folder: Path, times: int, clients: int) -> bool:
    shop = Shop(Settings(home=folder / "workspace"))
    publish(shop.settings, shop.kept)
    shop.open()
    assert shop.process
    pid = shop.process.pid
    callers, resumed, still = Callers(shop, clients), list[float](), 0
    for _ in range(times):
        time.sleep(1.0)
        filler = fill(folder)
        full_since, refused = time.monotonic(), callers.refused[503]
        while callers.refused[503] == refused and time.monotonic() < full_since + 30:
            time.sleep(0.01)
        time.sleep(0.2)
        before = callers.count
        time.sleep(STAYS_FULL)
        still += callers.count > before
        filler.unlink()
        free = time.monotonic()
        while (first := callers.first_after(free)) is None:
            time.sleep(0.002)
        resumed.append(first - free)
    same = shop.process.poll() is None and shop.process.pid == pid
    statuses = dict(callers.refused)
    callers.stop()
    shop.end()
    found = judge(shop.settings, callers.heard)
    print(f"full {times} times under {clients} clients: {found}")
    print(
        f"replies that were no answer, by status: {statuses}; answers were given while full in {still} of {times} times"
    )
    print(f"answering again {max(resumed):.2f} s after there was room, at most; the same process: {same}")
    return found.is_good and found.logged == found.acknowledged and same and set(statuses) == {503}


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--times", type=int, default=10)
    arguments.add_argument("--clients", type=int, default=8)
    arguments.add_argument("--on", type=Path)
    given = arguments.parse_args()
    if given.on:
        shutil.rmtree(given.on / "workspace", ignore_errors=True)
        return 0 if soak(given.on, given.times, given.clients) else 1
    if sys.platform != "linux" or os.geteuid() != 0:
        print("Name a folder on a small disk: --on FOLDER")
        return 2
    with small_disk() as folder:
        return 0 if soak(folder, given.times, given.clients) else 1


if __name__ == "__main__":
    sys.exit(main())
