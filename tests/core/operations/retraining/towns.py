"""A short way to a model of customers that is live, asked, and told how they ended."""

import pandas as pd

from core.common.actor import OWNER
from core.data import dataset
from core.models import training
from core.models.registry import ModelVersion
from core.models.training import Plan
from core.serving import deployment
from core.storage.workspace import Workspace

ROLES = {"target": ("left",), "id": ("customer",), "group": ("town",)}


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
