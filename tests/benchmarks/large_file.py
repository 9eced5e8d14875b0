"""A large file through `predict`, logged: time, processor time, memory, and bytes of the log for each row.

    python -m tests.benchmarks.large_file [--rows 1000000]

Ten columns of the practice members; the model is trained on 2,000 of them first. No endpoint runs meanwhile.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from core.common.actor import OWNER
from core.data import dataset
from core.models import templates, training
from core.serving import deployment
from core.storage.settings import Settings
from core.storage.workspace import open_workspace

PRACTICE = 100_000


def prepare(home: Path, file: Path, rows: int) -> str:
    """A live model and a file of members. Gives the model's id."""
    workspace, practice = open_workspace(Settings(home=home)), templates.template("churn").practice
    table = dataset.add_frame(workspace, practice(2000, 1), "Members", "members.csv", who=OWNER)
    plan = training.plan(workspace, "churn", table.id, {})
    model = training.train(workspace, plan, name="Leavers", who=OWNER).model
    deployment.deploy(workspace, model, who=OWNER)
    members = practice(min(rows, PRACTICE), 2).drop(columns="left")
    with file.open("w", encoding="utf-8", newline="") as out:
        for start in range(0, rows, len(members)):
            piece = members.head(rows - start).assign(member=lambda frame, at=start: frame["member"] + f"-{at}")
            piece.to_csv(out, index=False, header=start == 0)
    return model


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--score", nargs=3, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.score:
        score(Path(given.score[0]), given.score[1], Path(given.score[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        home, file = Path(folder) / "workspace", Path(folder) / "members.csv"
        model = prepare(home, file, given.rows)
        command = [sys.executable, "-m", "tests.benchmarks.large_file", "--score", str(home), model, str(file)]
        subprocess.run(command, check=True)
        size = (home / "predictions.db").stat().st_size
        print(f"the log: {size / 1e6:.0f} MB, {size / given.rows:.0f} bytes for each row")


def score(home: Path, model: str, file: Path) -> None:
    """In a process of its own, so that its memory is that of scoring alone."""
    workspace, started = open_workspace(Settings(home=home)), time.perf_counter()
    done = deployment.predict_file(workspace, model, file, file.with_name("answers.csv"))
    took = time.perf_counter() - started
    ours, children = (resource.getrusage(of) for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    busy = sum(each.ru_utime + each.ru_stime for each in (ours, children))
    print(f"{done.rows:,} rows, {done.refused} refused: {took:.0f} s, {busy:.0f} s of processor time")
    print(f"memory {ours.ru_maxrss / 1e3:.0f} MB at most, in the child that reads {children.ru_maxrss / 1e3:.0f} MB")


if __name__ == "__main__":
    main()
