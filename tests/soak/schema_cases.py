"""schemathesis against the endpoint's own OpenAPI: whatever it thinks of, with all of its checks, is answered and never with 5xx.

    python -m tests.soak.schema_cases [--cases 5000] [--each 400] [--seed 1]

Four real models are live, one of each kind of answer (yes or no, a number, one of several, a group), with the practice data's columns.
Ends with 1 when an answer was 5xx, when fewer cases were made than asked for, or when a check failed. schemathesis asks without a
key now and then too; as wrong keys are sent away for a minute after ten, the checks of that get a 429, which is told apart.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from core.common.actor import OWNER
from core.data import dataset
from core.models import templates, training
from core.serving import deployment
from core.storage.settings import Settings
from core.storage.workspace import open_workspace
from tests.core.serving.endpoint.shop import Shop

QUESTIONS = ("churn", "price", "segments", "custom")
HERE = Path(__file__).resolve().parent
_WITHOUT_A_KEY = ("ignored_auth", "missing_required_header")


def prepare(settings: Settings) -> str:
    """Live models, and a key that opens them all."""
    workspace = open_workspace(settings)
    for question in QUESTIONS:
        frame = templates.template(question).practice(1200, 1)
        table = dataset.add_frame(workspace, frame, question, f"{question}.csv", who=OWNER)
        plan = training.plan(workspace, question, table.id, {})
        model = training.train(workspace, plan, name=f"Model of {question}", who=OWNER).model
        deployment.deploy(workspace, model, who=OWNER)
    return deployment.new_key(workspace, who=OWNER)


def ask(folder: Path, port: int, key: str, seed: int, each: int) -> tuple[list[str], list[tuple[str, str, str]]]:
    """One run: the answers (status, method, address), and what failed (check, status, address)."""
    told, report = folder / "told", folder / "report.ndjson"
    command = [
        Path(sys.executable).with_name("schemathesis"),
        "--config-file",
        HERE / "schema_cases.toml",
        "--no-color",
    ]
    command += ["run", f"http://127.0.0.1:{port}/openapi.json", "--header", f"Authorization: Bearer {key}"]
    command += ["--checks", "all", "--mode", "all", "--max-examples", each, "--seed", seed, "--no-shrink"]
    command += ["--continue-on-failure", "--report", "ndjson", "--report-ndjson-path", report]
    checkout = HERE.parents[1]
    settings = {**os.environ, "PYTHONPATH": str(checkout), "PLAINWELL_TOLD": str(told)}
    ran = subprocess.run(list(map(str, command)), check=False, cwd=folder, env=settings, capture_output=True, text=True)
    print("\n".join(line for line in ran.stdout.splitlines() if line.startswith(("  ✅", "  ❌", "  ⏭", "Seed"))))
    return told.read_text().splitlines(), list(_failures(report))


def _failures(report: Path) -> Iterator[tuple[str, str, str]]:
    """Check, status of the answer, and method and address, of each check that failed."""
    for line in report.read_text().splitlines():
        recorder = json.loads(line).get("ScenarioFinished", {}).get("recorder") or {}
        for case, checks in recorder.get("checks", {}).items():
            reply = recorder["interactions"][case].get("response") or {}
            for check in checks:
                if check["status"] == "failure":
                    yield check["name"], str(reply.get("status_code")), recorder["label"]


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--cases", type=int, default=5000)
    arguments.add_argument("--each", type=int, default=400, help="Cases made at random for each address, at most.")
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop(Settings(home=Path(folder) / "workspace"))
        key = prepare(shop.settings)
        try:
            shop.open()
            told, failed = ask(Path(folder), shop.port, key, given.seed, given.each)
        finally:
            shop.end()
    return judge(told, failed, given.cases)


def judge(told: list[str], failed: list[tuple[str, str, str]], cases: int) -> int:
    statuses = Counter(line[:3] for line in told)
    known = [one for one in failed if one[0] in _WITHOUT_A_KEY and one[1] == "429"]
    others = Counter(one for one in failed if one not in known)
    broken = sum(count for status, count in statuses.items() if status >= "500")
    print(f"{len(told):,} cases, answers by status: {dict(sorted(statuses.items()))}")
    print(
        f"answers of 5xx: {broken} (bar 0); sent away after ten wrong keys where a check wants 401: {len(known)} times"
    )
    for one, times in others.most_common():
        print(f"failed {times} times:", *one)
    return 1 if broken or others or len(told) < cases else 0


if __name__ == "__main__":
    sys.exit(main())
