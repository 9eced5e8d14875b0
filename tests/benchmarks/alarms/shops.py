"""Real tables as shops: a part is learned from through the verbs of the core, the rest are the cases of the months to come."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from core.common.actor import OWNER
from core.common.errors import NotTrainable
from core.data import dataset
from core.data.dataset import Dataset
from core.inference.exported import Exported
from core.inference.inputs import NotThisKind
from core.models import registry, training
from core.models.features import Column, columns_of
from core.models.reference import Floats
from core.models.registry import ModelVersion
from core.monitoring import window
from core.monitoring.window import Window
from core.storage.workspace import Workspace

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
MOST_ROWS = 6000
"""To come; more would only take longer."""


@dataclass(frozen=True)
class Case:
    """A table and a question; `learned` of its rows are learned from."""

    file: str
    template: str
    learned: int
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


CASES = {
    "telco": Case("churn/telco_churn_ibm_FICTIONAL.csv", "churn", 2500, {"target": ("Churn",)}),
    "iranian churn": Case("churn/iranian_churn_uci.csv", "churn", 1200, {"target": ("Churn",)}),
    "resort hotel": Case("late_risk/hotel_bookings_resort.csv", "custom", 3000, {"target": ("is_canceled",)}),
    "King County": Case("price/kc_house_data.csv", "price", 3000, {"target": ("price",)}, left_out=("date",)),
    "hotel segments": Case("late_risk/hotel_bookings_resort.csv", "custom", 3000, {"target": ("market_segment",)}),
    "wholesale": Case("segments/wholesale_customers_uci.csv", "segments", 240),
    "callers": Case("churn/iranian_churn_uci.csv", "segments", 1200),
}
"""King County without its dates: rows are drawn at random in time, so nothing changes unless it is made to."""


@dataclass(frozen=True)
class Shop:
    """A trained model, and n cases that it never met."""

    name: str
    asked: Window
    """Nobody asked it yet."""
    exported: Exported
    columns: list[Column]
    """The cases' values, in the order of the inputs."""
    actual: Floats
    """(n,): what really happened, coded as in core.models.reference."""


def shops(workspace: Workspace, names: list[str], splits: int) -> Iterator[Shop]:
    """Each table `splits` times, with other rows to learn from each time."""
    for name in names:
        case = CASES[name]
        whole = dataset.add(workspace, DATA / case.file, Path(case.file).name, who=OWNER)
        frame = dataset.frame(workspace, whole.id).drop(columns=list(case.left_out))
        for split in range(splits):
            order = np.random.default_rng([split, 7919]).permutation(len(frame))
            learned, later = frame.iloc[order[: case.learned]], frame.iloc[order[case.learned :][:MOST_ROWS]]
            table = dataset.add_frame(workspace, learned.reset_index(drop=True), name, f"{name}.csv", who=OWNER)
            try:
                version = _trained(workspace, case, table, split)
            except NotTrainable as refused:
                print(f"{name} {split + 1} is left out: {refused}", file=sys.stderr)
                continue
            yield _shop(workspace, f"{name} {split + 1}", version, later)


def _trained(workspace: Workspace, case: Case, table: Dataset, seed: int) -> ModelVersion:
    plan = training.plan(workspace, case.template, table.id, case.roles, seed=seed)
    return training.train(workspace, plan, name=table.name, who=OWNER)


def _shop(workspace: Workspace, name: str, version: ModelVersion, later: pd.DataFrame) -> Shop:
    exported = Exported.from_bytes(registry.exported_bytes(workspace, version.model))
    actual = np.full(len(later), np.nan)
    if version.card.target:
        actual = np.array([_code(exported, value) for value in later[version.card.target].astype(object)])
    seen = window.build(workspace, version.model, date.fromisoformat(version.created[:10]))
    return Shop(name, seen, exported, columns_of(later, exported.inputs), actual)


def _code(exported: Exported, actual: object) -> float:
    try:
        return exported.code_of(actual)
    except NotThisKind:
        return float("nan")
