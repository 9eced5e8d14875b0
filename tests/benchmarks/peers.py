"""Our endpoint beside MLflow's `models serve` and the FastAPI app of the tutorials, 32 clients each, in turns.

    python -m tests.benchmarks.peers --make FOLDER                                          (once: the peers' own environment)
    python -m tests.benchmarks.peers --in FOLDER [--table members|hotel] [--seconds 3] [--rounds 5]

The same columns and the same kind of model: what Plainwell chose for the table (linear for the practice members, boosted trees
for the hotel of ../shared/data), and a scikit-learn pipeline of that kind, fitted in the peers' environment on the same rows.
Ours checks the key, and answers once the row is synced to the disk; the peers keep nothing and check no key. Each peer is
started the way that its documentation shows, with one process, as ours has one. Dates go to the peers as numbers already.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd

from core.common.actor import OWNER
from core.data import dataset
from core.inference.exported import Exported
from core.models import registry, templates, training
from core.serving import deployment
from core.serving.deployment.predict import records
from core.storage.settings import Settings
from core.storage.workspace import open_workspace
from tests.benchmarks.load import Load, load, request
from tests.core.serving.endpoint.shop import Shop, free_port

PINS = [
    "mlflow==3.17.2",
    "fastapi==0.165.0",
    "uvicorn[standard]==0.54.0",
    "scikit-learn==1.9.1",
    "pandas==3.1.1",
    "joblib==1.6.0",
]
HERE = Path(__file__).resolve().parent
HOTEL = HERE.parents[2] / "shared" / "data" / "late_risk" / "hotel_bookings_resort.csv"
CLIENTS = 32
QUIET = {"MLFLOW_DISABLE_TELEMETRY": "true", "DO_NOT_TRACK": "true", "OMP_NUM_THREADS": "1"}


def make(folder: Path) -> None:
    """An environment of the peers' own."""
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "venv", "--quiet", folder], check=True)
    install = ["pip", "install", "--quiet", "--only-binary", ":all:", "--python", folder / "bin" / "python"]
    subprocess.run([*uv, *install, *PINS], check=True)


class Ours:
    """A workspace with the table's model live."""

    def __init__(self, home: Path, table: str) -> None:
        workspace = open_workspace(Settings(home=home))
        if table == "hotel":
            kept = dataset.add(workspace, HOTEL, HOTEL.name, who=OWNER)
            question, self.target = "custom", "is_canceled"
        else:
            kept = dataset.add_frame(workspace, templates.template("churn").practice(2000, 1), "m", "m.csv", who=OWNER)
            question, self.target = "churn", "left"
        plan = training.plan(workspace, question, kept.id, {"target": (self.target,)})
        self.model = training.train(workspace, plan, name="Beside peers", who=OWNER).model
        self.key = deployment.deploy(workspace, self.model, who=OWNER).key
        exported = Exported.from_bytes(registry.exported_bytes(workspace, self.model))
        trees = [sum(map(len, member.roots)) for member in exported.form.members if hasattr(member, "roots")]
        self.kind, self.rounds = ("trees", sum(trees)) if trees else ("linear", 0)
        frame = dataset.frame(workspace, kept.id)
        self.frame = frame[[*(asked.name for asked in exported.inputs), self.target]].dropna()
        self.shop = Shop(workspace.settings)

    def row(self) -> dict[str, Any]:
        return records(self.frame.drop(columns=self.target).head(1))[0]

    def for_peers(self) -> pd.DataFrame:
        """The rows with dates as days."""
        frame = self.frame.copy()
        for name in frame.select_dtypes("datetime"):
            frame[name] = (frame[name] - pd.Timestamp(0)).dt.days
        return frame


@contextmanager
def running(command: list[Any], port: int, path: str, **settings: str) -> Iterator[None]:
    """A peer's server, once it answers."""
    environment = {**os.environ, **QUIET, **settings}
    with (
        tempfile.TemporaryFile() as words,
        subprocess.Popen(
            list(map(str, command)), env=environment, stdout=words, stderr=words, start_new_session=True
        ) as process,
    ):
        try:
            wait_for(port, path, process)
            yield
        finally:
            os.killpg(process.pid, 15)


def wait_for(port: int, path: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        assert process.poll() is None, "it ended by itself"
        try:
            asked = HTTPConnection("127.0.0.1", port, timeout=2)
            asked.request("GET", path)
            if asked.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(path)


def measure(folder: Path, table: str, seconds: float, rounds: int) -> dict[str, list[Load]]:
    """By server, one load for each round."""
    with tempfile.TemporaryDirectory() as made, ExitStack() as stack:
        ours, out = Ours(Path(made) / "workspace", table), Path(made)
        ours.for_peers().to_csv(out / "table.csv", index=False)
        python, serve = folder / "bin" / "python", folder / "bin" / "mlflow"
        fit = [python, HERE / "peer" / "train.py", out / "table.csv", ours.target, ours.kind, str(ours.rounds), out]
        subprocess.run(fit, check=True, env={**os.environ, **QUIET})
        row = records(ours.for_peers().drop(columns=ours.target).head(1))[0]
        print(
            f"{len(row)} columns, {len(ours.frame):,} rows; kind of model: {ours.kind}, {ours.rounds} trees", flush=True
        )

        first, second = free_port(), free_port()
        command = [serve, "models", "serve", "-m", out / "mlflow", "--env-manager", "local", "-p", first]
        stack.enter_context(running(command, first, "/ping", PATH=f"{folder / 'bin'}:{os.environ['PATH']}"))
        command = [folder / "bin" / "uvicorn", "tutorial:app", "--port", second, "--app-dir", HERE / "peer"]
        stack.enter_context(running(command, second, "/openapi.json", MODEL=str(out / "model.joblib")))
        stack.callback(ours.shop.end)
        ours.shop.open()

        split = {"dataframe_split": {"columns": list(row), "data": [list(row.values())]}}
        key, own = {"Authorization": f"Bearer {ours.key}"}, ours.shop.port
        asked = {
            "Plainwell": (own, f"/v1/models/{ours.model}/predict", {"row": ours.row()}, key),
            "MLflow": (first, "/invocations", split, {}),
            "FastAPI": (second, "/predict", {"row": row}, {}),
        }
        sent = {
            name: (port, request(path, port, json.dumps(body).encode(), **headers))
            for name, (port, path, body, headers) in asked.items()
        }
        for port, each in sent.values():
            load(port, each, 4, 1.0)
        found: dict[str, list[Load]] = {name: [] for name in sent}
        for _ in range(rounds):
            for name, (port, each) in sent.items():
                found[name].append(load(port, each, CLIENTS, seconds))
        return found


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--make", type=Path)
    arguments.add_argument("--in", type=Path, dest="folder")
    arguments.add_argument("--table", choices=["members", "hotel"], default="members")
    arguments.add_argument("--seconds", type=float, default=3.0)
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    if given.make:
        make(given.make)
        return
    found = measure(given.folder.resolve(), given.table, given.seconds, given.rounds)
    for name, loads in found.items():
        assert not sum(each.wrong for each in loads), f"{name} gave wrong answers"
        answered, slow = median(each.a_second for each in loads), median(each.at(0.99) for each in loads)
        print(f"{name:10} {answered:8,.1f}/s  p50 {median(each.at(0.5) for each in loads):7.2f} ms  p99 {slow:7.2f} ms")
    for peer in ("MLflow", "FastAPI"):
        pairs = zip(found["Plainwell"], found[peer], strict=True)
        print(f"against {peer}: {median(ours.a_second / theirs.a_second for ours, theirs in pairs):.0f} times (bar 50)")


if __name__ == "__main__":
    main()
