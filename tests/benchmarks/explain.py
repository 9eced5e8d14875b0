"""What reasons cost: processor time of an answer with `?explain=1` beside one without.

    python -m tests.benchmarks.explain [--rounds 9]

A linear model (the practice members) and boosted trees (Telco, 19 columns, of ../shared/data): a row in process, through the very
way that the endpoint uses, and single calls to an endpoint over HTTP, logged and synced. The processor's time is the endpoint's.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from core.common.actor import OWNER
from core.data import dataset
from core.inference.exported import Exported
from core.models import registry, templates, training
from core.serving import deployment
from core.serving.deployment.predict import records
from core.serving.endpoint.live_table import LiveModel
from core.serving.endpoint.reasons import reasons
from core.serving.endpoint.traffic import ModelTraffic, ServedVersion
from core.storage.settings import Settings
from core.storage.workspace import Workspace, open_workspace
from tests.benchmarks.load import load, request
from tests.core.serving.endpoint.shop import Shop

TELCO = Path(__file__).resolve().parents[3] / "shared" / "data" / "churn" / "telco_churn_ibm_FICTIONAL.csv"
TIMES, SECONDS = 300, 1.0


def prepare(workspace: Workspace) -> dict[str, tuple[str, list[dict[str, Any]]]]:
    """By what it is: a live model, and rows to ask it about."""
    members = dataset.add_frame(workspace, templates.template("churn").practice(2000, 1), "m", "m.csv", who=OWNER)
    tables = {"linear, practice members": (members.id, "left")}
    if TELCO.exists():
        tables["trees, Telco"] = (dataset.add(workspace, TELCO, TELCO.name, who=OWNER).id, "Churn")
    found = {}
    for name, (table, target) in tables.items():
        plan = training.plan(workspace, "churn", table, {"target": (target,)})
        model = training.train(workspace, plan, name=name, who=OWNER).model
        deployment.deploy(workspace, model, who=OWNER)
        exported = Exported.from_bytes(registry.exported_bytes(workspace, model))
        rows = dataset.frame(workspace, table).head(TIMES)[[asked.name for asked in exported.inputs]]
        kinds = {type(member).__name__ for member in exported.form.members}
        found[f"{name}, {len(exported.inputs)} columns ({', '.join(sorted(kinds))})"] = (model, records(rows))
    return found


def in_process(traffic: ModelTraffic, rows: list[Any]) -> tuple[float, float]:
    """Microseconds of the processor for a row's answer, without and with its reasons."""

    def plain(row: Any) -> None:
        traffic.predict(row)

    def explained(row: Any) -> None:
        prediction = traffic.predict(row)
        reasons(prediction.served, prediction.checked.values, prediction.answered)

    return _each(plain, rows), _each(explained, rows)


def _each(ask: Callable[[Any], None], rows: list[Any]) -> float:
    started = time.process_time()
    for row in rows:
        ask(row)
    return (time.process_time() - started) / len(rows) * 1e6


def by_call(shop: Shop, key: str, model: str, row: Any) -> tuple[float, float]:
    """Microseconds of the endpoint's processor for a call, without and with reasons."""
    assert shop.process
    server, body = psutil.Process(shop.process.pid), json.dumps({"row": row}).encode()
    spent = []
    for query in ("", "?explain=1"):
        sent = request(f"/v1/models/{model}/predict{query}", shop.port, body, Authorization=f"Bearer {key}")
        before = server.cpu_times()
        answered = load(shop.port, sent, 1, SECONDS)
        after = server.cpu_times()
        assert not answered.wrong
        busy = after.user + after.system - before.user - before.system
        spent.append(busy / len(answered.seconds) * 1e6)
    return spent[0], spent[1]


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rounds", type=int, default=9)
    rounds = arguments.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_workspace(Settings(home=Path(folder) / "workspace"))
        asked, key = prepare(workspace), deployment.new_key(workspace, who=OWNER)
        shop = Shop(workspace.settings).open()
        try:
            for name, (model, rows) in asked.items():
                exported = Exported.from_bytes(registry.exported_bytes(workspace, model))
                traffic = ModelTraffic(ServedVersion.of(LiveModel(model, name, "live", 1), exported))
                print(name)
                _print("in process", [in_process(traffic, rows) for _ in range(rounds)])
                _print("by call", [by_call(shop, key, model, rows[0]) for _ in range(rounds)])
        finally:
            shop.end()


def _print(how: str, spent: list[tuple[float, float]]) -> None:
    plain, explained = (median(pair[at] for pair in spent) for at in (0, 1))
    times = median(pair[1] / pair[0] for pair in spent)
    print(f"  {how:10} {plain:6.0f} µs, with reasons {explained:6.0f} µs: {times:.1f} times (bar 5)")


if __name__ == "__main__":
    main()
