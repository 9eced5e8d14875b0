"""From a question and its table to a version that is made, but not kept yet: the whole way, step by step."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from core.common.errors import NotTrainable
from core.common.progress import Progress
from core.common.words import Words
from core.data.reading import Column as TableColumn
from core.models.features import column_of
from core.models.learning.one_thread import on_one_thread
from core.models.learning.splitting import Mask, split, together
from core.models.learning.targets import FEWEST_ROWS, Target
from core.models.learning.training_set import TrainingSet
from core.models.problem_types import learning_type
from core.models.registry import Plan, TrainedModel, Worth
from core.models.template import Template
from core.models.training.card_building import card_of
from core.models.training.columns import choose_columns
from core.models.training.roles import check_roles
from core.models.training.target import planned_target
from core.models.training_rows import training_rows_of


@dataclass(frozen=True)
class TrainingRequest:
    """A question with the table that should answer it."""

    template: Template
    plan: Plan
    columns: Sequence[TableColumn]
    frame: pd.DataFrame
    words: Words = field(default_factory=Words)
    worth: Worth = field(default_factory=Worth)
    met: Mask | None = None
    """(rows of the frame,): those that an earlier version learned from, where there is one."""

    def target(self) -> Target | None:
        """Return what is to be learned; None for questions without a known answer. Raise NotTrainable."""
        return planned_target(self.template, self.plan, self.frame, self.columns)


@on_one_thread
def make(request: TrainingRequest, progress: Progress) -> TrainedModel:
    """Make a version out of a table, without keeping it. Raise NotTrainable, Cancelled."""
    started = time.monotonic()
    check_roles(request.template, request.plan, request.columns)
    training = _training_set(request, progress)
    predicts = training.target.predicts if training.target else request.template.predicts(None)
    found = learning_type(predicts).learn(training, progress)
    card = card_of(request.template, request.words, training, found, started)
    return TrainedModel(
        found.fitted, found.exported.to_bytes(), found.reference, card, training_rows=_training_rows(request, training)
    )


def _training_rows(request: TrainingRequest, training: TrainingSet) -> bytes:
    """Which rows it learned from (core.models.training_rows)."""
    chosen, target = training.chosen, training.target
    rows = request.frame[target.usable] if target else request.frame
    columns = tuple(zip(chosen.names, chosen.kinds, strict=True))
    if target:
        columns += ((target.name, target.kind),)
    who = [name for role in ("id", "person") for name in request.plan.roles.get(role, ())]
    return training_rows_of(rows[~training.split.held], columns, who).to_bytes()


def _training_set(request: TrainingRequest, progress: Progress) -> TrainingSet:
    """What can be used of the table, and what of it is held back."""
    plan, frame = request.plan, request.frame
    progress.say(0.02, f"Looking at {len(frame):,} rows…")
    target = request.target()
    usable = frame[target.usable] if target else frame
    if len(usable) < FEWEST_ROWS:
        raise NotTrainable(
            f"Only {len(usable)} rows can be used; at least {FEWEST_ROWS} are needed.", "Add rows, then train again."
        )
    progress.say(0.05, "Looking for columns that give the answer away…")
    chosen = choose_columns(usable, request.columns, plan, target, progress.check)
    day, person = plan.column("date"), plan.column("person")
    days = column_of(usable[day], "date") if day and target else None
    who = column_of(usable[person], "category") if person else None
    units = together(chosen.values, target.known if target else None, who)
    labels = target.known if target and target.labels else None
    met = request.met[target.usable] if target and request.met is not None else request.met
    parted = split(labels, days, units, by_person=person is not None, seed=plan.seed, met=met)
    return TrainingSet(chosen, target, days, parted, plan.seed, request.worth)
