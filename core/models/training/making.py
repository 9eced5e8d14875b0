"""From a question and its table to a version that is made, but not kept yet: the whole way, step by step."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from core.common.errors import NotTrainable
from core.common.words import Words
from core.models.features import column_of
from core.models.registry import Made, Plan, Worth
from core.models.template import Template
from core.models.training.card_building import Table, card_of
from core.models.training.columns import choose
from core.models.training.grouping import group
from core.models.training.one_thread import on_one_thread
from core.models.training.roles import Described, check_roles
from core.models.training.splitting import Mask, split, together
from core.models.training.steps import Steps
from core.models.training.supervised import Lesson, learn
from core.models.training.target import FEWEST_ROWS, Target, understood
from core.models.training_rows import learned_rows


@dataclass(frozen=True)
class Asked:
    """A question with the table that should answer it."""

    template: Template
    plan: Plan
    columns: Sequence[Described]
    frame: pd.DataFrame
    words: Words = field(default_factory=Words)
    worth: Worth = field(default_factory=Worth)
    met: Mask | None = None
    """(rows of the frame,): those that an earlier version learned from, where there is one."""

    def target(self) -> Target | None:
        """What is to be learned, as its column writes it; None for questions without an answer. Raises NotTrainable."""
        name = self.plan.column("target")
        if not name:
            return None
        column = next((each for each in self.columns if each.name == name), None)
        spelled = (column.spelled_no, column.spelled_yes) if column else ("", "")
        found = understood(self.template, self.frame[name], name, self.plan.positive, spelled)
        if column is None or found.predicts != "number":
            return found
        return replace(found, written=column.written, unit=column.unit)


@on_one_thread
def make(asked: Asked, steps: Steps) -> Made:
    """Makes a version out of a table, without keeping it. Raises NotTrainable, Cancelled."""
    started = time.monotonic()
    check_roles(asked.template, asked.plan, asked.columns)
    table, seed = _table(asked, steps), asked.plan.seed
    if table.target is None:
        learned = group(table.chosen, table.parted, seed, steps)
    else:
        learned = learn(Lesson(table.chosen, table.target, table.days, table.parted, asked.worth, seed), steps)
    card = card_of(asked.template, asked.words, table, learned, started)
    return Made(learned.fitted, learned.exported.to_bytes(), learned.reference, card, learned=_learned(asked, table))


def _learned(asked: Asked, table: Table) -> bytes:
    """Which rows it learned from (core.models.training_rows)."""
    rows = asked.frame[table.target.usable] if table.target else asked.frame
    columns = tuple(zip(table.chosen.names, table.chosen.kinds, strict=True))
    if table.target:
        columns += ((table.target.name, "number" if table.target.predicts == "number" else "category"),)
    who = [name for role in ("id", "person") for name in asked.plan.roles.get(role, ())]
    return learned_rows(rows[~table.parted.held], columns, who).to_bytes()


def _table(asked: Asked, steps: Steps) -> Table:
    """What can be used of the table, and what of it is held back."""
    plan, frame = asked.plan, asked.frame
    steps.say(0.02, f"Looking at {len(frame):,} rows…")
    target = asked.target()
    usable = frame[target.usable] if target else frame
    if len(usable) < FEWEST_ROWS:
        raise NotTrainable(
            f"Only {len(usable)} rows can be used; at least {FEWEST_ROWS} are needed.", "Add rows, then train again."
        )
    steps.say(0.05, "Looking for columns that give the answer away…")
    chosen = choose(usable, asked.columns, plan, target, steps.check)
    day, person = plan.column("date"), plan.column("person")
    days = column_of(usable[day], "date") if day and target else None
    codes = target.codes[target.usable] if target else None
    who = column_of(usable[person], "category") if person else None
    units = together(chosen.values, codes, who)
    labels = codes if target and target.labels else None
    met = asked.met[target.usable] if target and asked.met is not None else asked.met
    parted = split(labels, days, units, by_person=person is not None, seed=plan.seed, met=met)
    return Table(target, days, chosen, parted)
