"""Power cuts: what the endpoint writes is recorded, and played back to disks that lost whatever was not synced.

    python -m tests.soak.power [--times 2000] [--seconds 10] [--clients 8]

Linux with strace. A real endpoint runs under a real load while every write and sync of the log's files, and every reply, is
recorded in order. Then, for each cut: of each file the disk holds what was written before its last sync, and of the writes
since then any sectors of 512 bytes, in any mixture, as chance has it. SQLite opens what is left, and all predictions that had
been acknowledged by then must be in it. That the recording is complete is checked first: played to its end, it must give the
files that really lie there.
"""

import argparse
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from core.serving.endpoint import discovery
from core.serving.prediction_log.ids import PredictionIds
from core.storage.settings import Settings, child_environment
from core.storage.vault import open_vault
from tests.core.serving.endpoint.shop import Shop, publish
from tests.soak.callers import Callers

SECTOR = 512
_CALLS = "pwrite64,write,writev,sendto,sendmsg,fdatasync,fsync,ftruncate,unlink"
_LINE = re.compile(r"\d+ +(\w+)\((?:\d+<([^>]*)>)?(.*)")
_BYTES = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_ID = re.compile(rb"p_[0-9a-f]{32}")


@dataclass(frozen=True)
class Step:
    """One thing that the endpoint asked of the system."""

    kind: Literal["write", "size", "sync", "told"]
    file: str = ""
    at: int = 0
    data: bytes = b""
    ids: tuple[str, ...] = ()


class TracedShop(Shop):
    """An endpoint whose writes are recorded."""

    def open(self, *arguments: str, **limits: Any) -> "TracedShop":
        trace = ["strace", "-f", "-qq", "-y", "-xx", "-s", "100000000", "-e", f"trace={_CALLS}", "-o", arguments[0]]
        self.process = subprocess.Popen(
            [*trace, sys.executable, "-m", "core.serving.endpoint"],
            env=child_environment(self.settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert self.process.stdout
        assert b"Answering" in self.process.stdout.readline()
        return self

    def kill(self) -> None:
        found = discovery.found(self.settings)
        assert found
        os.kill(found.pid, signal.SIGKILL)
        self.end()


def record(folder: Path, seconds: float, clients: int) -> tuple[TracedShop, list[Step], dict[str, bytes]]:
    """The shop, what its endpoint did, and the log's files as they were before it started."""
    first = Shop(Settings(home=folder / "workspace"))
    publish(first.settings, first.kept)
    first.open()
    first.end()  # the files are there, and empty
    shop = TracedShop(first.settings)
    publish(shop.settings, shop.kept)
    before = files(shop.settings)
    shop.open(str(folder / "trace"))
    callers = Callers(shop, clients)
    time.sleep(seconds)
    callers.stop()
    shop.kill()
    return shop, list(steps(folder / "trace", shop.settings)), before


def files(settings: Settings) -> dict[str, bytes]:
    """The database and its WAL, by name. The index beside them is memory that SQLite makes anew."""
    names = (settings.predictions_db.name, f"{settings.predictions_db.name}-wal")
    held = {name: settings.home / name for name in names}
    return {name: path.read_bytes() if path.exists() else b"" for name, path in held.items()}


def steps(trace: Path, settings: Settings) -> Iterator[Step]:
    ours = {str(settings.home / name): name for name in files(settings)}
    with trace.open(encoding="ascii") as lines:
        for line in lines:
            assert "unfinished" not in line, "one thread does all of this"
            found = _LINE.match(line)
            if found is None or line.rstrip().endswith("(Bad file descriptor)"):
                continue
            call, path, rest = found.groups()
            path = bytes.fromhex(path.replace("\\x", "")).decode() if path and "\\x" in path else path or ""
            data = b"".join(bytes.fromhex(each.replace("\\x", "")) for each in _BYTES.findall(rest))
            if path in ours:
                yield from _of_file(call, ours[path], data, rest)
            elif path.startswith(("socket:", "TCP:")) and (ids := _ID.findall(data)):
                yield Step("told", ids=tuple(each.decode() for each in ids))


def _of_file(call: str, name: str, data: bytes, rest: str) -> Iterator[Step]:
    if call in ("fdatasync", "fsync"):
        yield Step("sync", name)
    elif call == "ftruncate":
        yield Step("size", name, at=int(rest.split(",")[1].split(")", maxsplit=1)[0]))
    elif call == "pwrite64":
        at = int(rest.rpartition(")")[0].rsplit(",", 1)[1])
        assert int(rest.rpartition("=")[2]) == len(data), "short writes were not met"
        yield Step("write", name, at, data)
    else:
        raise AssertionError(f"a way of writing that is not played back: {call}")


@dataclass
class Disk:
    """A file: what is surely there, and what was written since the last sync."""

    kept: bytearray
    since: list[Step] = field(default_factory=list)

    def do(self, step: Step) -> None:
        if step.kind == "sync":
            for each in self.since:
                _apply(self.kept, each)
            self.since.clear()
        else:
            self.since.append(step)

    def after_a_cut(self, chance: random.Random) -> bytes:
        left = bytearray(self.kept)
        luck = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        for step in self.since:
            if step.kind == "size":
                if chance.random() < luck:
                    _apply(left, step)
                continue
            for start in range(0, len(step.data), SECTOR):
                if chance.random() < luck:
                    _apply(left, Step("write", step.file, step.at + start, step.data[start : start + SECTOR]))
        return bytes(left)


def _apply(held: bytearray, step: Step) -> None:
    if step.kind == "size":
        del held[step.at :]
        held.extend(bytes(step.at - len(held)))
        return
    if len(held) < step.at:
        held.extend(bytes(step.at - len(held)))
    held[step.at : step.at + len(step.data)] = step.data


def play(made: list[Step], before: dict[str, bytes], times: int, ids: PredictionIds, home: Path) -> Counter[str]:
    """What came of `times` cuts at moments that chance chose, half of them while the WAL is moved into the database."""
    chance = random.Random(1)
    database = next(iter(before))
    moved = [done for done, step in enumerate(made, start=1) if step.file == database] or [len(made)]
    cuts = Counter(chance.randrange(1, len(made) + 1) for _ in range(times - times // 2))
    cuts.update(chance.choice(moved) for _ in range(times // 2))
    disks = {name: Disk(bytearray(data)) for name, data in before.items()}
    told: set[int] = set()
    found: Counter[str] = Counter()
    for done, step in enumerate(made, start=1):
        if step.kind == "told":
            told |= {ids.seq(each) or 0 for each in step.ids}
        else:
            disks[step.file].do(step)
        for _ in range(cuts[done]):
            found += _cut(disks, told, home, chance)
    return found


def _cut(disks: dict[str, Disk], told: set[int], home: Path, chance: random.Random) -> Counter[str]:
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    for name, disk in disks.items():
        (home / name).write_bytes(disk.after_a_cut(chance))
    db = sqlite3.connect(home / next(iter(disks)))
    try:
        logged = {seq for (seq,) in db.execute("SELECT seq FROM prediction")}
        whole = db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    except sqlite3.DatabaseError:
        logged, whole = set(), False
    finally:
        db.close()
    pending = sum(len(disk.since) for disk in disks.values())
    return Counter(
        cuts=1,
        corrupt=not whole,
        lost=len(told - logged),
        with_unsynced_writes=pending > 0,
        in_checkpoint=bool(next(iter(disks.values())).since),
        acknowledged_looked_for=len(told),
    )


def is_complete(made: list[Step], before: dict[str, bytes], after: dict[str, bytes]) -> bool:
    """Whether the recording, played to its end, gives the files that lie there."""
    disks = {name: Disk(bytearray(data)) for name, data in before.items()}
    for step in made:
        if step.kind != "told":
            disks[step.file].do(step)
    for name, disk in disks.items():
        disk.do(Step("sync", name))
    return all(bytes(disks[name].kept) == after[name] for name in after)


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--times", type=int, default=2000)
    arguments.add_argument("--seconds", type=float, default=10.0)
    arguments.add_argument("--clients", type=int, default=8)
    given = arguments.parse_args()
    if not shutil.which("strace"):
        print("strace is needed, and is not here")
        return 2
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        shop, made, before = record(folder, given.seconds, given.clients)
        kinds = Counter(step.kind for step in made)
        print(f"recorded: {dict(kinds)}; {sum(len(step.ids) for step in made)} acknowledged")
        if not is_complete(made, before, files(shop.settings)):
            print("the recording does not give the files that lie there, so it proves nothing")
            return 2
        ids = PredictionIds(open_vault(shop.settings.keys))
        found = play(made, before, given.times, ids, folder / "after")
    print(dict(found))
    return 0 if kinds["told"] and not found["corrupt"] and not found["lost"] else 1


if __name__ == "__main__":
    sys.exit(main())
