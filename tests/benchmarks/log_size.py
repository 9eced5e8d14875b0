"""What a year of answers takes on the disk, and how soon a model with that many can be checked.

    python -m tests.benchmarks.log_size [--rows 1000000]

The practice members' model (12 columns and the owner's own id) answers rows spread over 400 days, by the endpoint's own answering and
writer; each tenth is told how it ended. After each day the log is rolled up as at night. Then the log is checked as it is, and a
copy of it in which nothing is rolled up; each in a process of its own, so that the memory is that of the check-up alone.
"""

import argparse
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from core.common.actor import OWNER
from core.data import dataset
from core.models import templates, training
from core.monitoring import checkup, window
from core.serving import deployment
from core.serving.deployment.predict import records
from core.serving.endpoint.service import Batch, PredictionService, open_service
from core.storage.settings import Settings
from core.storage.workspace import Workspace, open_workspace

DAYS = 400
TODAY = date(2026, 6, 30)
MEMBERS = 20_000
TOGETHER = 1000
"""Rows that share a commit: more than callers bring about, which changes the time it takes, not the size."""
ENDS = 10
FULL = 10_000_000


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--check", nargs=2, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.check:
        check(Path(given.check[0]), given.check[1])
        return
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "workspace"
        workspace, model = prepare(home)
        fill(workspace, model, given.rows)
        sizes(workspace.settings.predictions_db, given.rows)
        print("checked as it is:", flush=True)
        subprocess.run([sys.executable, "-m", __spec__.name, "--check", str(home), model], check=True)
        single = Path(folder) / "single"
        shutil.copytree(home, single)
        with closing(sqlite3.connect(single / "predictions.db")) as db:
            db.executescript("DELETE FROM rolled; UPDATE rolled_to SET seq = 0")
        print("checked with nothing rolled up:", flush=True)
        subprocess.run([sys.executable, "-m", __spec__.name, "--check", str(single), model], check=True)


def prepare(home: Path) -> tuple[Workspace, str]:
    """A live model, and its id."""
    workspace, practice = open_workspace(Settings(home=home)), templates.template("churn").practice
    table = dataset.add_frame(workspace, practice(2000, 1), "Members", "members.csv", who=OWNER)
    plan = training.plan(workspace, "churn", table.id, {})
    model = training.train(workspace, plan, name="Leavers", who=OWNER).model
    deployment.deploy(workspace, model, who=OWNER)
    return workspace, model


def fill(workspace: Workspace, model: str, rows: int) -> None:
    """The answers of 400 days, each day rolled up before the next."""
    asked = records(templates.template("churn").practice(MEMBERS, 2).drop(columns="left"))
    chance, writing, rolling = random.Random(1), 0.0, 0.0
    for place in range(DAYS):
        count = rows * (place + 1) // DAYS - rows * place // DAYS
        began = time.perf_counter()
        service = open_service(workspace.settings)
        one_day(service, model, asked, count, TODAY - timedelta(days=DAYS - 1 - place), chance)
        service.close()
        written = time.perf_counter()
        deployment.roll_up(workspace)
        writing, rolling = writing + written - began, rolling + time.perf_counter() - written
    print(f"{rows:,} rows: answered and logged in {writing:.0f} s, rolled up in {rolling:.0f} s", flush=True)


def one_day(
    service: PredictionService, model: str, members: list[dict[str, Any]], count: int, day: date, chance: random.Random
) -> None:
    """Rows as the endpoint makes and keeps them, but each at a moment of its own of that day."""
    traffic, start = service.live.for_own_use(model), datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
    moments = sorted(start + chance.uniform(0, 86_400) for _ in range(count))
    for place in range(0, count, TOGETHER):
        some = moments[place : place + TOGETHER]
        first = chance.randrange(MEMBERS - TOGETHER)
        asked = [
            {**row, "member": f"{row['member']}-{chance.randrange(1000)}"} for row in members[first : first + len(some)]
        ]
        batch, made = Batch(), service.answering.make(traffic, asked, "api", keep=True, at=start)
        for at, row in zip(some, made.rows, strict=True):
            row.at, row.recorded = at, None
        service.add(traffic, made, batch)
        for kept in batch.predictions[::ENDS]:
            ended = kept.at + 86_400
            batch.outcomes.append((kept.seq, ended, ended, float(chance.random() < 0.2)))
        service.writer.commit(batch)


def sizes(log: Path, rows: int) -> None:
    size = log.stat().st_size
    print(f"the log: {size / 1e6:.0f} MB, {size / rows:.0f} bytes for each answer")
    print(f"with {FULL:,} such answers: {size / rows * FULL / 1e9:.2f} GB", flush=True)
    with closing(sqlite3.connect(log)) as db:
        held = dict(db.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC"))
        single = held["sent"] / db.execute("SELECT count(*) FROM sent").fetchone()[0]
        free = db.execute("PRAGMA freelist_count").fetchone()[0] * db.execute("PRAGMA page_size").fetchone()[0]
    for name in list(held)[:7]:
        print(f"  {name}: {held[name] / rows:.1f} bytes for each")
    print(f"  free for later answers: {free / rows:.1f} bytes for each")
    plain = (held["prediction"] + held["prediction_subject"]) / rows + single
    print(f"an answer that is not rolled up: {plain:.0f} bytes, {single:.0f} of them for what was sent", flush=True)


def check(home: Path, model: str) -> None:
    workspace = open_workspace(Settings(home=home))
    for what, does in (
        ("the window", lambda: window.build(workspace, model, TODAY)),
        ("the whole check-up", lambda: checkup.run(workspace, model, TODAY, who=OWNER)),
    ):
        began, busy = time.perf_counter(), time.process_time()
        does()
        print(f"  {what}: {time.perf_counter() - began:.1f} s, {time.process_time() - busy:.1f} s of processor time")
    print(f"  memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB at most", flush=True)


if __name__ == "__main__":
    main()
