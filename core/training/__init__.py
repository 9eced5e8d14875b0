"""Honest training: from a table and a question to a version, judged on rows that it never saw.

The way of a training, one file each: `roles` (which column plays which part), `target` (what the answer means), `columns` with
`power` and `leaks` (what may be used), `splitting` (what is held back), `choosing` (which estimator), `supervised` or
`grouping` (fitted, exported, proven), `judging` (how good), `deciding` (from when on it says yes), `remembering` (the reference),
`describing` and `naming` (in words).
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from core import dataset, model_version, preferences
from core.errors import NotTrainable
from core.model_version import Card, Driver, Made, Plan, Segment, Version, Worth
from core.preparing import column_of
from core.reference import Floats
from core.template import Template
from core.templates import template as template_of
from core.training import describing
from core.training.columns import Chosen, choose
from core.training.describing import Facts, worth_in_money
from core.training.grouping import Grouped, group
from core.training.roles import Described, check_roles, guess_roles
from core.training.splitting import Split, split, together
from core.training.steps import Steps
from core.training.supervised import Learned, learn
from core.training.target import FEWEST_ROWS, Target, understood
from core.words import Words
from core.workspace import Workspace

EPOCH = date(1970, 1, 1)

__all__ = ["Plan", "guess_roles", "make", "train", "worth_in_money"]


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
) -> Version:
    """Makes and keeps a model's first version. `created`: as of an earlier moment (the practice shop), else now.

    Raises:
        NotTrainable: the table and the question do not go together; with what would help.
        NotFound: the table or the question is not there.
        Cancelled: `should_stop` said so. Nothing is kept.
    """
    steps = Steps(on_step, should_stop)
    steps.say(0.0, "Opening the table…")
    table = dataset.find(workspace, plan.dataset)
    frame = dataset.frame(workspace, table.id)
    chosen = preferences.load(workspace)
    template = template_of(plan.template)
    made = make(template, plan, table.columns, frame, chosen.words, Worth(), steps)
    steps.say(0.97, "Putting it away safely…")
    plan = Plan(plan.template, table.id, plan.roles, made.card.positive or None, plan.seed)
    version = model_version.save(workspace, plan, made, name=name or template.title, practice=practice, created=created, who=who)
    steps.on_step(1.0, "Done.")
    return version


@dataclass(frozen=True)
class _Table:
    """The usable rows."""

    frame: pd.DataFrame
    target: Target | None
    days: Floats | None
    chosen: Chosen
    parted: Split


def make(
    template: Template,
    plan: Plan,
    columns: Sequence[Described],
    frame: pd.DataFrame,
    words: Words,
    worth: Worth,
    steps: Steps,
) -> Made:
    """Makes a version out of a table, without keeping it. Raises NotTrainable, Cancelled."""
    started = time.monotonic()
    check_roles(template, plan, columns)
    ready = _ready(template, plan, columns, frame, steps)
    if ready.target is None:
        return _grouped(template, plan, ready, words, started, steps)
    learned = learn(ready.chosen, ready.target, ready.days, ready.parted, worth, plan.seed, steps)
    facts = _facts(template, ready, ready.target, learned, words)
    card = _card(template, ready, facts, learned, started, learned.best.method, (), learned.exported.form.threshold)
    return Made(learned.best.fitted, learned.exported.to_bytes(), learned.reference, card)


def _ready(template: Template, plan: Plan, columns: Sequence[Described], frame: pd.DataFrame, steps: Steps) -> _Table:
    steps.say(0.02, f"Looking at {len(frame):,} rows…")
    name = plan.column("target")
    target = understood(template, frame[name], name, plan.positive) if name else None
    usable = frame[target.usable] if target else frame
    if len(usable) < FEWEST_ROWS:
        raise NotTrainable(
            f"Only {len(usable)} rows can be used; at least {FEWEST_ROWS} are needed.", "Add rows, then train again."
        )
    steps.say(0.05, "Looking for columns that give the answer away…")
    chosen = choose(usable, columns, plan, target, steps.check)
    day, person = plan.column("date"), plan.column("person")
    days = column_of(usable[day], "date") if day else None
    codes = target.codes[target.usable] if target else None
    who = column_of(usable[person], "category") if person else None
    units = together(chosen.values, codes, who)
    labels = codes if target and target.labels else None
    parted = split(labels, days if target else None, units, person is not None, plan.seed)
    return _Table(usable, target, days, chosen, parted)


def _grouped(template: Template, plan: Plan, ready: _Table, words: Words, started: float, steps: Steps) -> Made:
    found = group(ready.chosen, ready.parted, plan.seed, steps)
    facts = _facts(template, ready, None, found, words)
    segments = tuple(Segment(each.name, each.size, each.share, each.apart) for each in found.groups)
    card = _card(template, ready, facts, found, started, f"k-means, {len(segments)} groups", segments, 0.0)
    return Made(found.fitted, found.exported.to_bytes(), found.reference, card)


def _facts(template: Template, ready: _Table, target: Target | None, found: Learned | Grouped, words: Words) -> Facts:
    period = _period(ready)
    return Facts(
        predicts=found.exported.predicts,
        target=target.name if target else "",
        positive=target.positive if target else "",
        labels=found.exported.labels,
        nouns=template.nouns,
        unit=words.currency if template.money and found.exported.predicts == "number" else "",
        rows_learned=int((~ready.parted.held).sum()),
        rows_held=int(ready.parted.held.sum()),
        split=ready.parted.how,
        learned_until=words.day(EPOCH + timedelta(days=period[1])) if period else "",
        rare=target.rare if target else 0,
        scores=found.scores,
        baseline=found.baseline,
        reference=found.reference,
        words=words,
    )


def _card(
    template: Template,
    ready: _Table,
    facts: Facts,
    found: Learned | Grouped,
    started: float,
    method: str,
    segments: tuple[Segment, ...],
    threshold: float,
) -> Card:
    period = _period(ready)
    return Card(
        template=template.key,
        predicts=facts.predicts,
        target=facts.target,
        positive=facts.positive,
        labels=facts.labels,
        rows_learned=facts.rows_learned,
        rows_held=facts.rows_held,
        split=facts.split,
        learned_period=tuple((EPOCH + timedelta(days=day)).isoformat() for day in period) if period else None,
        scores=facts.scores,
        baseline=dict(facts.baseline),
        drivers=tuple(Driver(column, share) for column, share in found.drivers.items()),
        left_out=ready.chosen.left_out,
        powers=ready.chosen.powers,
        threshold=threshold,
        unit=facts.unit,
        seconds=round(time.monotonic() - started, 2),
        checked_rows=found.checked_rows,
        largest_difference=found.largest_difference,
        method=method,
        summary=describing.summary(facts),
        limits=describing.limits(facts),
        chart=describing.chart(facts),
        segments=segments,
    )


def _period(ready: _Table) -> tuple[int, int] | None:
    """Days since 1970 of the oldest and the newest learned row."""
    if ready.days is None:
        return None
    known = ready.days[~ready.parted.held & ~np.isnan(ready.days)]
    return (int(known.min()), int(known.max())) if len(known) else None
