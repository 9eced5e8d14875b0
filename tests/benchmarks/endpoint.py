"""How fast the endpoint is, as ratios to echo servers of the same stack in the same run.

    python -m tests.benchmarks.endpoint [--seconds 2] [--rounds 5] [--telco]

Every answer is logged and synced, and its key checked. The rounds take turns, so that a busy machine is unfair to nobody. The model is
a small linear one of four columns; with `--telco` it is the one that Telco's table (19 columns, of ../shared/data) gives: trees and
a linear one together.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from core.common.actor import OWNER
from core.storage.settings import Settings
from core.storage.workspace import open_workspace
from tests.benchmarks.explain import prepare
from tests.benchmarks.load import Load, load, request
from tests.core.serving.endpoint.shop import MODEL, ROW, Shop, opened

Asked = tuple[Shop, str, str, Any]
"""A running endpoint, a key, a model, and a row to ask about."""


@contextmanager
def small(settings: Settings) -> Iterator[Asked]:
    with opened(settings) as shop:
        yield shop, shop.key, MODEL, ROW


@contextmanager
def telco(settings: Settings) -> Iterator[Asked]:
    from core.serving import deployment

    workspace = open_workspace(settings)
    model, rows = next(asked for name, asked in prepare(workspace).items() if "Telco" in name)
    key = deployment.new_key(workspace, who=OWNER)
    shop = Shop(workspace.settings).open()
    try:
        yield shop, key, model, rows[0]
    finally:
        shop.end()


@contextmanager
def echo(*arguments: str) -> Iterator[tuple[int, int]]:
    """An echo server's process and port."""
    command = [sys.executable, "-m", "tests.benchmarks.echo", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        try:
            yield process.pid, int(process.stdout.readline())
        finally:
            process.terminate()


def measure(folder: Path, seconds: float, rounds: int, *, realistic: bool) -> dict[str, dict[int, list[Load]]]:
    """By server and number of clients, one load for each round."""
    settings = Settings(home=folder / "workspace")
    with (
        (telco if realistic else small)(settings) as (shop, key, model, row),
        echo() as plain,
        echo("--kept", str(folder / "kept")) as synced,
    ):
        bearer, body = f"Bearer {key}", json.dumps({"row": row}).encode()
        assert shop.process
        asked = {
            "endpoint": (
                shop.process.pid,
                shop.port,
                request(f"/v1/models/{model}/predict", shop.port, body, Authorization=bearer),
            ),
            "echo": (*plain, request("/echo", plain[1], body, Authorization=bearer)),
            "echo that syncs": (*synced, request("/echo", synced[1], body, Authorization=bearer)),
        }
        found: dict[str, dict[int, list[Load]]] = {name: {1: [], 32: []} for name in asked}
        for _, port, sent in asked.values():
            load(port, sent, 4, 0.5)
        for _ in range(rounds):
            for clients in (1, 32):
                for name, (pid, port, sent) in asked.items():
                    before = _busy(pid)
                    measured = load(port, sent, clients, seconds)
                    spent = (_busy(pid) - before) / len(measured.seconds)
                    found[name][clients].append(replace(measured, processor=spent))
    return found


def _busy(pid: int) -> float:
    """Seconds of processor time that a process has had. Unlike time, it does not depend on who else is busy."""
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seconds", type=float, default=2.0)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--telco", action="store_true")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), given.seconds, given.rounds, realistic=given.telco)
    for clients in (1, 32):
        for name, loads in found.items():
            of = loads[clients]
            assert not sum(each.wrong for each in of), f"{name} gave wrong answers"
            print(
                f"{clients:3} clients  {name:16} {_middle(of, lambda each: each.a_second):8,.0f}/s"
                f"  {_middle(of, lambda each: each.processor * 1e6):4.0f} µs of processor"
                f"  p50 {_middle(of, lambda each: each.at(0.5)):6.3f} ms  p99 {_middle(of, lambda each: each.at(0.99)):6.2f} ms"
            )
    print()
    print(f"1 client, requests/s against the echo that syncs: {_ratio(found, 1, 'echo that syncs'):.2f} (bar 0.75)")
    print(f"1 client, p50 against the plain echo: {_ratio_p(found, 1, 0.5):.2f} times")
    print(f"32 clients, requests/s against the plain echo: {_ratio(found, 32, 'echo'):.2f} (bar 0.5)")
    print(f"32 clients, p99 against the plain echo: {_ratio_p(found, 32, 0.99):.2f} times (bar 3)")


def _middle(loads: list[Load], of: Callable[[Load], float]) -> float:
    return median(of(each) for each in loads)


def _ratio(found: dict[str, dict[int, list[Load]]], clients: int, against: str) -> float:
    pairs = zip(found["endpoint"][clients], found[against][clients], strict=True)
    return median(ours.a_second / theirs.a_second for ours, theirs in pairs)


def _ratio_p(found: dict[str, dict[int, list[Load]]], clients: int, share: float) -> float:
    pairs = zip(found["endpoint"][clients], found["echo"][clients], strict=True)
    return median(ours.at(share) / theirs.at(share) for ours, theirs in pairs)


if __name__ == "__main__":
    main()
