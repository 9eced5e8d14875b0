"""Small tables whose truth is known, and a short way from a frame to a made version."""

from collections.abc import Callable

import pandas as pd

from core.common.actor import OWNER
from core.common.progress import Progress
from core.common.words import Words
from core.data import dataset
from core.inference.exported import Exported
from core.models import registry, training
from core.models.registry import ModelVersion, TrainedModel
from core.models.templates import template
from core.models.training import Plan, TrainingRequest
from core.storage.workspace import Workspace
from tests.demo_tables import customers


def shop(rows: int = 400, seed: int = 0) -> pd.DataFrame:
    """Return customers with holes, and with columns that a model may not learn from: an address and a constant."""
    return customers(rows, seed, holes=0.1, more=("email", "country", "first order", "newsletter", "note"))


def made(
    frame: pd.DataFrame,
    workspace: Workspace,
    key: str = "churn",
    positive: str | None = None,
    seed: int = 0,
    should_stop: Callable[[], bool] = lambda: False,
    **roles: str,
) -> TrainedModel:
    """What a training makes of a frame, without keeping it."""
    kept = dataset.add_frame(workspace, frame, "a table", "table.csv", who=OWNER)
    plan = training.plan(
        workspace, key, kept.id, {role: (column,) for role, column in roles.items()}, positive=positive, seed=seed
    )
    request = TrainingRequest(template(key), plan, kept.columns, dataset.frame(workspace, kept.id), Words())
    return training.make(request, Progress(should_stop=should_stop))


def trained(workspace: Workspace, frame: pd.DataFrame, key: str = "churn", name: str | None = None) -> ModelVersion:
    """A version kept in the workspace."""
    kept = dataset.add_frame(workspace, frame, "a table", "table.csv", who=OWNER)
    return training.train(workspace, training.plan(workspace, key, kept.id, {}), name=name, who=OWNER)


def exported(workspace: Workspace, version: ModelVersion) -> Exported:
    return Exported.from_bytes(registry.exported_bytes(workspace, version.model, version.number))


def why(made: TrainedModel) -> dict[str, str]:
    """The columns that were left out, with the keys of the reasons."""
    return {each.column: each.why for each in made.card.left_out}


__all__ = ["Plan", "exported", "made", "shop", "trained", "why"]
