"""What callers of one model notice while a very large other one comes in, and goes again.

    python -m tests.benchmarks.coming_in [--sorts 78] [--seconds 5]

The large one has 300 trees for each of its sorts: 41 MB for 78 of them. Ends with 1 when a call failed.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from core.inference.exported import Exported, Form
from core.inference.inputs import Input
from core.inference.trees import LEAF, Trees
from core.serving.endpoint.live_table import LiveFolder, LiveModel, LiveTable
from core.storage.settings import Settings
from core.storage.vault import open_vault
from tests.core.serving.endpoint.shop import MODEL, ROW, Shop, opened

NUMBERS, TREES, DEPTH = 10, 300, 5


def large(sorts: int) -> bytes:
    """Made by chance: it answers nonsense, and takes as long as a real one to be read."""
    chance = random.Random(1)
    nodes: list[list[float]] = []

    def grow(depth: int) -> int:
        place = len(nodes)
        nodes.append([LEAF, chance.random(), 0, 0, 0.0])
        if depth:
            nodes[place] = [chance.randrange(2 * NUMBERS), chance.random(), grow(depth - 1), grow(depth - 1), 0.0]
        return place

    roots = [[grow(DEPTH) for _ in range(TREES)] for _ in range(sorts)]
    slots, thresholds, left, right, means = (
        np.array(column, dtype=kind).tobytes()
        for column, kind in zip(zip(*nodes, strict=True), ("i4", "f8", "i4", "i4", "f8"), strict=True)
    )
    trees = Trees(list(range(NUMBERS)), [], roots, [0.0] * sorts, slots, thresholds, left, right, means)
    inputs = [Input(f"n{place}", "number", edges=(0.5,), low=0.0, high=1.0, typical=0.5) for place in range(NUMBERS)]
    labels = [f"sort {place}" for place in range(sorts)]
    return Exported(Form("category", "sort", labels, [each.as_dict() for each in inputs], [trees], [1.0])).to_bytes()


def asked(shop: Shop, what: str, seconds: float, is_over: Callable[[], bool] = lambda: False) -> int:
    """Asks the small model without a pause, and says how long answers took. Gives how many calls failed."""
    times, failed, began = list[float](), 0, time.perf_counter()
    while time.perf_counter() - began < seconds and not (len(times) % 20 == 19 and is_over()):
        started = time.perf_counter()
        failed += shop.predict({"row": ROW})[0] != 200
        times.append(time.perf_counter() - started)
    times.sort()
    shown = ", ".join(f"{name} {1000 * times[int(at * (len(times) - 1))]:.1f} ms" for name, at in _SHOWN.items())
    print(f"{what:24} {time.perf_counter() - began:5.1f} s: {shown}; {failed} of {len(times)} calls failed", flush=True)
    return failed


_SHOWN = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "slowest": 1.0}


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--sorts", type=int, default=78)
    arguments.add_argument("--seconds", type=float, default=5.0)
    given = arguments.parse_args()
    data = large(given.sorts)
    print(f"a model of {len(data) / 1e6:.1f} MB")
    with tempfile.TemporaryDirectory() as folder, opened(Settings(home=Path(folder) / "workspace")) as shop:
        live = LiveFolder(shop.settings.live, open_vault(shop.settings.keys))
        old, new = LiveModel(MODEL, "Who leaves?", "live", 1), LiveModel("m_large", "Which sort?", "live", 1)

        def is_in() -> bool:
            return len(shop.ask("/v1/models")[1]["models"]) == 2

        failed = asked(shop, "before", given.seconds)
        live.write(LiveTable((old, new), (shop.kept,)), {new.file: data})
        failed += asked(shop, "while it comes in", 60.0, is_in)
        failed += asked(shop, "once it is there", given.seconds)
        live.write(LiveTable((old,), (shop.kept,)), {})
        failed += asked(shop, "while it goes", 60.0, lambda: not is_in())
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
