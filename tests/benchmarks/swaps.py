"""Versions that change under load, and what callers notice of it: nothing.

    python -m tests.benchmarks.swaps [--swaps 50] [--clients 8] [--every 0.4]

A real workspace, the owner's own verbs (all at once, for a share, watching, back), and an endpoint process that is asked all the
while. Counts calls that failed, and compares the time of answers with and without swaps.
"""

import argparse
import tempfile
import threading
import time
from itertools import cycle
from pathlib import Path

from core.common.actor import OWNER
from core.data import dataset
from core.models import registry, templates, training
from core.serving import deployment
from core.storage.settings import Settings
from core.storage.workspace import Workspace, open_workspace
from tests.benchmarks.load import Load, load, request
from tests.core.serving.endpoint.shop import Shop

ROWS = 300


def shop_with_two_versions(folder: Path) -> tuple[Shop, Workspace, str]:
    """A trained model whose second version is equal to its first."""
    shop = Shop(Settings(home=folder / "workspace"))
    workspace = open_workspace(shop.settings)
    table = dataset.add_frame(
        workspace, templates.template("churn").practice(ROWS, 1), "Members", "members.csv", who=OWNER
    )
    model = training.train(workspace, training.plan(workspace, "churn", table.id, {}), name="Leavers", who=OWNER).model
    with workspace.store.writing() as db:
        row = next(iter(db.query("SELECT * FROM version")))
        db.table("version").insert({**row, "number": 2})
    shop.key = deployment.deploy(workspace, model, 1, who=OWNER).key or ""
    return shop, workspace, model


def body(workspace: Workspace, model: str) -> bytes:
    """One row as a caller sends it."""
    import json

    inputs = registry.reference(workspace, model, 1).inputs
    usual = {asked.name: asked.typical for asked in inputs if asked.kind == "number"}
    return json.dumps({"row": {"member": "M1", **usual}}).encode()


def swap(workspace: Workspace, model: str, swaps: int, every: float) -> list[float]:
    """Changes versions so many times. Gives the seconds that each change took to be answered with."""
    took = []
    ways = cycle(({}, None, {"share": 0.3}, None, {"shadow": True}, None))
    for _, way in zip(range(swaps), ways, strict=False):
        started = time.perf_counter()
        if way is None:
            deployment.rollback(workspace, model, who=OWNER)
        else:
            deployment.deploy(workspace, model, 2, who=OWNER, **way)
        took.append(time.perf_counter() - started)
        time.sleep(every)
    return took


def measure(swaps: int, clients: int, every: float) -> tuple[Load, Load, list[float]]:
    """Answers without swaps, with swaps, and how long each swap took."""
    with tempfile.TemporaryDirectory() as folder:
        shop, workspace, model = shop_with_two_versions(Path(folder))
        try:
            shop.open()
            sent = body(workspace, model)
            asked = request(f"/v1/models/{model}/predict", shop.port, sent, Authorization=f"Bearer {shop.key}")
            calm = load(shop.port, asked, clients, 3.0)
            took: list[float] = []
            found: list[Load] = []
            done = threading.Event()

            def ask() -> None:
                while not done.is_set():
                    found.append(load(shop.port, asked, clients, 2.0))

            asking = threading.Thread(target=ask)
            asking.start()
            took = swap(workspace, model, swaps, every)
            done.set()
            asking.join()
        finally:
            shop.end()
    seconds = [each for one in found for each in one.seconds]
    return calm, Load(seconds, sum(one.took for one in found), sum(one.wrong for one in found)), took


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--swaps", type=int, default=50)
    arguments.add_argument("--clients", type=int, default=8)
    arguments.add_argument("--every", type=float, default=0.4)
    given = arguments.parse_args()
    calm, swapped, took = measure(given.swaps, given.clients, given.every)
    print(
        f"{given.swaps} swaps under {given.clients} clients: {len(swapped.seconds):,} calls, {swapped.wrong} failed (bar 0)"
    )
    print(f"a swap took {sorted(took)[len(took) // 2]:.2f} s, the slowest {max(took):.2f} s (bar 1 s)")
    for name, one in (("without swaps", calm), ("with swaps", swapped)):
        print(f"{name:14} p50 {one.at(0.5):6.2f} ms  p95 {one.at(0.95):6.2f} ms  p99 {one.at(0.99):6.2f} ms")


if __name__ == "__main__":
    main()
