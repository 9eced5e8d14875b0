"""What a new version learns from, and what the older one had met of it."""

from dataclasses import dataclass, replace

import pandas as pd

from core.common.errors import NotFound
from core.data import dataset
from core.data.dataset import Dataset, OpenTables
from core.inference.exported import Exported
from core.models import registry
from core.models.registry import Model, ModelVersion
from core.models.training_rows import Mask, TrainingRows
from core.operations.retraining.logged_rows import LoggedRows, read_logged_rows
from core.operations.retraining.plan_transfer import OlderPlan, TableBefore, TransferredPlan, transfer_plan
from core.serving import deployment


@dataclass(frozen=True)
class Fresh:
    """What a new version learns from."""

    dataset: str | None = None
    """A table's id or name; None for the model's own table as it is now."""
    outcomes: bool = False
    """Whether answers whose end is known are put to it, as far as what was sent for them is kept."""


@dataclass(frozen=True)
class RetrainingSet:
    """n rows of a table, the last `from_use` of them from use."""

    model: Model
    old: ModelVersion
    """The version that is live, else the newest."""
    old_form: Exported
    old_learned: TrainingRows | None
    transferred: TransferredPlan
    table: Dataset
    frame: pd.DataFrame
    used: LoggedRows
    """All answers whose end is known, whether they are learned from or not."""
    from_use: int

    @property
    def met_by_old(self) -> Mask | None:
        """Return, shape (n,), which rows the older version learned from; None where nobody can know."""
        return self.old_learned.met(self.transferred.as_old(self.frame)) if self.old_learned else None


def training_set_of(tables: OpenTables, model: Model, fresh: Fresh) -> RetrainingSet:
    """Return what the next version of a model learns from. Raises NotFound, NotTrainable, DamagedFile."""
    workspace = tables.workspace
    live = deployment.live_of(workspace, model.id)
    old = registry.version(workspace, model.id, live.version if live else None)
    form = Exported.from_bytes(registry.exported_bytes(workspace, model.id, old.number))
    of_use = model.plan  # what depends on it may be told long after a version was made
    plan = replace(old.plan or model.plan, stakes=of_use.stakes, seen_to=of_use.seen_to)
    table = dataset.find(workspace, fresh.dataset or model.plan.dataset)
    frame = tables.frame(table)
    asks = tuple(asked.name for asked in form.inputs)
    transferred = transfer_plan(OlderPlan(plan, old.number, asks, _its_table(tables, old)), table, frame)
    used = read_logged_rows(workspace, model.id, transferred, frame, table.columns, wanted=fresh.outcomes)
    from_use = len(used.frame) if fresh.outcomes else 0
    return RetrainingSet(
        model=model,
        old=old,
        old_form=form,
        old_learned=registry.training_rows(workspace, model.id, old.number),
        transferred=transferred,
        table=table,
        frame=pd.concat([frame, used.frame], ignore_index=True) if from_use else frame,
        used=used,
        from_use=from_use,
    )


def _its_table(tables: OpenTables, old: ModelVersion) -> TableBefore | None:
    """What the older version learned from, where it is still here."""
    try:
        table = dataset.find(tables.workspace, old.dataset)
    except NotFound:
        return None
    return TableBefore(table.columns, lambda: tables.frame(table))
