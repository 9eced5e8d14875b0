"""Customers whose leaving follows a rule that can change, and a short way to a model of them that is live."""

import numpy as np
import pandas as pd

from core.common.actor import OWNER
from core.data import dataset
from core.models import training
from core.models.registry import ModelVersion
from core.models.training import Plan
from core.serving import deployment
from core.storage.workspace import Workspace

ROLES = {"target": ("left",), "id": ("customer",), "group": ("town",)}


def customers(rows: int, seed: int, *, first: int = 0, noise: float = 0.0, turned: bool = False) -> pd.DataFrame:
    """Who visits rarely leaves; `turned`: who visits often does. `noise`: the share of ends that are by chance alone."""
    rng = np.random.default_rng(seed)
    visits = rng.integers(0, 20, rows).astype(float)
    spent = rng.gamma(2.0, 40.0, rows).round(2)
    pull = (8 - visits) / 2.5 + (spent < 50)
    left = rng.random(rows) < 1 / (1 + np.exp(pull if turned else -pull))
    by_chance = rng.random(rows) < noise
    left = np.where(by_chance, rng.random(rows) < 0.4, left)
    return pd.DataFrame(
        {
            "customer": [f"C-{number:05d}" for number in range(first, first + rows)],
            "visits": visits,
            "spent": spent,
            "town": rng.choice(["north", "south"], rows),
            "left": np.where(left, "yes", "no"),
        }
    )


def table(workspace: Workspace, frame: pd.DataFrame, name: str = "Customers") -> str:
    return dataset.add_frame(workspace, frame, name, "customers.csv", who=OWNER).id


def first_version(workspace: Workspace, frame: pd.DataFrame, *, live: bool = True) -> ModelVersion:
    plan = Plan("churn", table(workspace, frame), ROLES)
    version = training.train(workspace, plan, name="Who leaves", who=OWNER)
    if live:
        deployment.deploy(workspace, version.model, who=OWNER)
    return version


def used(workspace: Workspace, model: str, frame: pd.DataFrame, *, ends: int | None = None) -> None:
    """Each customer is asked about, and then it is told how the first `ends` of them ended (all, if none are named)."""
    rows = frame.drop(columns="left").to_dict("records")
    answers = deployment.predict_rows(workspace, model, rows, source="api")
    told = pd.DataFrame({"id": [answer.id for answer in answers], "actual": frame["left"].tolist()})
    deployment.record_outcomes(workspace, model, told.head(ends or len(told)), "id", "actual")
