"""Honest training: from a table and a question to a version, judged on rows that it never saw.

The way of a training, one file each: `roles` (which column plays which part), `target` (what the answer means), `columns` with
`power` and `leaks` (what may be used), `splitting` (what is held back), `choosing` (which estimator), `supervised` or
`grouping` with `how_many_groups` (fitted, exported, proven), `judging` (how good), `deciding` (from when on it says yes),
`remembering` (the reference), `carding`, `describing` and `naming` (in words), `picturing`.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd
from threadpoolctl import threadpool_limits

from core import dataset, model_version, preferences
from core.errors import NotTrainable
from core.learned import learned_rows
from core.model_version import Made, OnKept, Plan, Version, Worth
from core.preparing import column_of
from core.template import Template
from core.templates import template as template_of
from core.training.carding import Table, card_of
from core.training.columns import choose
from core.training.describing import worth_in_money
from core.training.grouping import group
from core.training.roles import Described, Roles, check_roles, guess_roles
from core.training.splitting import Mask, split, together
from core.training.steps import Steps
from core.training.supervised import Lesson, learn
from core.training.target import FEWEST_ROWS, understood
from core.words import Words
from core.workspace import Workspace

__all__ = ["Asked", "Plan", "Steps", "guess_roles", "make", "plan", "train", "worth_in_money"]


def plan(
    workspace: Workspace,
    template: str,
    table: str,
    roles: Roles,
    *,
    positive: str | None = None,
    seed: int = 0,
    stakes: str = "",
) -> Plan:
    """A plan for the table of that id or name: the roles as given, and good guesses for those left out. Raises NotFound."""
    found = dataset.find(workspace, table)
    guessed = guess_roles(template_of(template), found.columns, dataset.frame(workspace, found.id), roles)
    template_of(template).stakes.check(stakes)
    return Plan(template, found.id, guessed, positive, seed, stakes)


def train(
    workspace: Workspace,
    plan: Plan,
    *,
    name: str | None = None,
    who: str,
    on_step: Callable[[float, str], None] = lambda _share, _sentence: None,
    should_stop: Callable[[], bool] = lambda: False,
    practice: bool = False,
    created: str | None = None,
    on_kept: OnKept = lambda _db, _version: None,
) -> Version:
    """Makes and keeps a model's first version. `created`: as of an earlier moment (the practice shop), else now.

    `on_kept` is called inside the transaction that keeps it.

    Raises:
        NotTrainable: the table and the question do not go together; with what would help.
        NotFound: the table or the question is not there.
        Cancelled: `should_stop` said so. Nothing is kept.
    """
    steps = Steps(on_step, should_stop)
    steps.say(0.0, "Opening the table…")
    table = dataset.find(workspace, plan.dataset)
    frame, template = dataset.frame(workspace, table.id), template_of(plan.template)
    asked = Asked(template, plan, table.columns, frame, preferences.load(workspace).words)
    made = make(asked, steps)
    steps.say(0.97, "Putting it away safely…")
    done = replace(plan, dataset=table.id, positive=made.card.positive or None)
    version = model_version.save(
        workspace,
        done,
        made,
        name=name or template.title,
        practice=practice,
        created=created,
        content=table.content,
        who=who,
        on_kept=on_kept,
    )
    on_step(1.0, "Done.")
    return version


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

    def spelled(self, name: str) -> tuple[str, str]:
        """How a column writes no and yes; empty where that is not known."""
        return next(((each.spelled_no, each.spelled_yes) for each in self.columns if each.name == name), ("", ""))


@threadpool_limits.wrap(limits=1)  # type: ignore[untyped-decorator]
def make(asked: Asked, steps: Steps) -> Made:
    """Makes a version out of a table, without keeping it. Raises NotTrainable, Cancelled.

    On one thread: on a busy machine several wait for each other (measured: 176 s instead of 22 s).
    """
    started = time.monotonic()
    check_roles(asked.template, asked.plan, asked.columns)
    table, seed = _table(asked, steps), asked.plan.seed
    if table.target is None:
        grouped = group(table.chosen, table.parted, seed, steps)
        card = card_of(asked.template, asked.words, table, grouped, started)
        return Made(
            grouped.fitted, grouped.exported.to_bytes(), grouped.reference, card, learned=_learned(asked, table)
        )
    lesson = Lesson(table.chosen, table.target, table.days, table.parted, asked.worth, seed)
    learned = learn(lesson, steps)
    card = card_of(asked.template, asked.words, table, learned, started)
    return Made(learned.fitted, learned.exported.to_bytes(), learned.reference, card, learned=_learned(asked, table))


def _learned(asked: Asked, table: Table) -> bytes:
    """Which rows it learned from (core.learned)."""
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
    name = plan.column("target")
    target = understood(asked.template, frame[name], name, plan.positive, asked.spelled(name)) if name else None
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
