"""How soon the endpoint answers after a cold start with ten models, and how much memory it then holds.

    python -m tests.benchmarks.start [--starts 10] [--rows 2000]

The models are trained here: one on each template's practice data, one of many trees. They are live as often as it takes to be ten.
A start is timed from the moment at which the process is asked for to its first answer. Memory is what the process holds once
each of the ten has answered. Ends with 1 when a bar is missed.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pandas as pd
import psutil

from core.common.actor import OWNER
from core.data import dataset
from core.inference.exported import Exported
from core.models import registry, training
from core.models.templates import all_templates
from core.serving.endpoint import documents
from core.serving.endpoint.live_table import LiveFolder, LiveModel, LiveTable
from core.serving.endpoint.traffic import ServedVersion
from core.storage.settings import Settings
from core.storage.vault import open_vault
from core.storage.workspace import open_workspace
from tests.core.serving.endpoint.shop import Shop

MODELS = 10
READY, MEMORY = 0.5, 80.0
"""Seconds, and megabytes."""


def tables(rows: int) -> Iterator[tuple[str, pd.DataFrame, dict[str, tuple[str, ...]]]]:
    """Template, table and roles: practice data, and one table that takes many trees to learn, with six answers."""
    for key, template in all_templates().items():
        yield key, template.practice(rows, 1), {}
    chance = np.random.default_rng(1)
    frame = pd.DataFrame(chance.normal(size=(5 * rows, 8)), columns=[f"measure {place}" for place in range(8)])
    bumps = np.sin(3 * frame.iloc[:, 0] * frame.iloc[:, 1]) + np.cos(2 * frame.iloc[:, 2]) * frame.iloc[:, 3]
    frame["kind"] = pd.qcut(bumps, 6, labels=list("abcdef")).astype(str)
    yield "custom", frame, {"target": ("kind",)}


def trained(folder: Path, rows: int) -> list[bytes]:
    """A model of each table, as the endpoint runs it."""
    workspace, made = open_workspace(Settings(home=folder)), []
    for place, (key, frame, roles) in enumerate(tables(rows)):
        table = dataset.add_frame(workspace, frame, f"table {place}", "table.csv", who=OWNER)
        plan = training.plan(workspace, key, table.id, roles)
        model = training.train(workspace, plan, name=f"model {place}", who=OWNER).model
        made.append(registry.exported_bytes(workspace, model))
    return made


def put_live(shop: Shop, made: list[bytes]) -> dict[str, Any]:
    """Ten models: by id, a row to ask about."""
    models = {f"m_{place}": data for place, data in enumerate(islice(cycle(made), MODELS))}
    facts = {name: LiveModel(name, name, "live", 1) for name in models}
    folder = LiveFolder(shop.settings.live, open_vault(shop.settings.keys))
    folder.write(LiveTable(tuple(facts.values()), (shop.kept,)), {f"{name}_1.model": models[name] for name in models})
    cards = {name: documents.card(ServedVersion.of(facts[name], Exported.from_bytes(models[name]))) for name in models}
    return {name: {asked["name"]: asked["example"] for asked in card["columns"]} for name, card in cards.items()}


def start(shop: Shop, rows: dict[str, Any]) -> tuple[float, float]:
    """Seconds to the first answer, megabytes after ten."""
    started, seconds = time.perf_counter(), 0.0
    shop.open()
    for name, row in rows.items():
        status, said = shop.ask(f"/v1/models/{name}/predict", {"row": row})
        assert status == 200, said
        seconds = seconds or time.perf_counter() - started
    assert shop.process
    memory = psutil.Process(shop.process.pid).memory_info().rss / 1e6
    shop.kill()
    return seconds, memory


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--starts", type=int, default=10)
    arguments.add_argument("--rows", type=int, default=2000)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as held:
        made = trained(Path(held) / "learned", given.rows)
        print("models of", ", ".join(f"{len(data) / 1e3:,.0f} kB" for data in made))
        shop = Shop(Settings(home=Path(held) / "workspace"))
        rows = put_live(shop, made)
        seconds, memory = zip(*(start(shop, rows) for _ in range(given.starts)), strict=True)
    print(f"first answer after {median(seconds):.3f} s (median), {max(seconds):.3f} s at most (bar {READY:g})")
    print(f"memory {max(memory):.1f} MB at most (bar {MEMORY:g}); load of this computer: {os.getloadavg()[0]:.1f}")
    return 0 if max(seconds) < READY and max(memory) < MEMORY else 1


if __name__ == "__main__":
    sys.exit(main())
