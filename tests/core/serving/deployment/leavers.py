"""A workspace with a model of who leaves, which learned from practice members."""

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from core.common.actor import OWNER
from core.data import dataset
from core.models import templates, training
from core.storage.settings import Settings
from core.storage.workspace import Workspace, open_workspace

ROWS = 120


class Trained(NamedTuple):
    """A workspace's folder, and the id of the model in it."""

    home: Path
    model: str

    @property
    def workspace(self) -> Workspace:
        return open_workspace(Settings(home=self.home))


def members(rows: int = ROWS, seed: int = 1) -> pd.DataFrame:
    """Practice members, with whether they left. Those of ROWS and seed 1 are the ones that `train` takes."""
    return templates.template("churn").practice(rows, seed)


def train(folder: Path, rows: int = ROWS) -> Trained:
    """Makes such a workspace below `folder`; nothing is live yet."""
    workspace = open_workspace(Settings(home=folder / "workspace"))
    table = dataset.add_frame(workspace, members(rows), "Members", "members.csv", who=OWNER)
    plan = training.plan(workspace, "churn", table.id, {})
    return Trained(workspace.settings.home, training.train(workspace, plan, name="Leavers", who=OWNER).model)
