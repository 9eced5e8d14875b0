"""How good models get on real tables, and how long they take: `python -m tests.benchmarks.models [NAME …]`.

Reads the tables beside the checkout (../shared/data) as an owner's files, trains through the verbs of the core, and prints a
table. Quality is of held-back rows. Seconds are of the processor (user), which other work on the machine does not change.
"""

import os

from core.common.actor import OWNER

os.environ.setdefault("OMP_NUM_THREADS", "1")  # as the worker runs it

import resource
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from core.data import dataset
from core.inference.exported import Exported
from core.models import registry, training
from core.storage.settings import Settings
from core.storage.workspace import Workspace, open_workspace

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


@dataclass(frozen=True)
class Case:
    """A table, a question, and the bar that it has to pass."""

    file: str
    template: str
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    measure: str = "auc"
    bar: float | None = None


CASES = {
    "telco": Case("churn/telco_churn_ibm_FICTIONAL.csv", "churn", {"target": ("Churn",)}, bar=0.84),
    "iranian churn": Case("churn/iranian_churn_uci.csv", "churn", {"target": ("Churn",)}, bar=0.98),
    "resort hotel": Case("late_risk/hotel_bookings_resort.csv", "custom", {"target": ("is_canceled",)}, bar=0.92),
    "King County": Case(
        "price/kc_house_data.csv", "price", {"target": ("price",), "date": ("date",)}, measure="r2", bar=0.86
    ),
    "credit default": Case("late_risk/credit_default_uci.csv", "custom", {"target": ("Default",)}),
    "bank leads": Case("leads/bank_additional_uci_4k.csv", "custom", {"target": ("y",)}),
    "online shoppers": Case("leads/online_shoppers_uci.csv", "custom", {"target": ("Revenue",)}),
    "banking77": Case("text/banking77_train.csv", "custom", {"target": ("category",)}, measure="accuracy"),
    "wholesale": Case("segments/wholesale_customers_uci.csv", "segments", measure="silhouette"),
}


def main(names: list[str]) -> int:
    """Exit code 1 when a bar is missed."""
    print("| table | measure | bar | reached (range) | guessing | split | used s | one row | left out |")
    print("|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_workspace(Settings(home=Path(folder) / "workspace"))
        passed = [line(workspace, name, CASES[name]) for name in names or CASES]
    return 0 if all(passed) else 1


def line(workspace: Workspace, name: str, case: Case) -> bool:
    table = dataset.add(workspace, DATA / case.file, Path(case.file).name, who=OWNER)
    plan = training.plan(workspace, case.template, table.id, case.roles)
    before = used()
    version = training.train(workspace, plan, name=name, who=OWNER)
    seconds = used() - before
    card, score = version.card, version.card.scores[case.measure]
    exported = Exported.from_bytes(registry.exported_bytes(workspace, version.model))
    left_out = ", ".join(f"{each.column} ({each.why})" for each in card.left_out)
    print(
        f"| {name} | {case.measure} | {case.bar or ''} | {score['value']:.3f} ({score['low']:.3f} to {score['high']:.3f})"
        f" | {card.baseline.get(case.measure, 0):.3f} | {card.split} | {seconds:.1f} | {one_row(exported):.3f} ms | {left_out} |",
        flush=True,
    )
    return case.bar is None or (score["value"] >= case.bar and seconds < 30)


def used() -> float:
    """Processor seconds of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


def one_row(exported: Exported) -> float:
    """The fastest of some answers to one row, in milliseconds."""
    values = [asked.typical for asked in exported.inputs]
    times = []
    for _ in range(300):
        started = time.perf_counter()
        exported.answer(values)
        times.append(time.perf_counter() - started)
    return min(times) * 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
