"""Honest training: from a table and a question to a version, judged on rows that it never saw.

The way of a training, one file each: `making` (the whole of it), `roles` (which column plays which part), `target` (what the answer
means), `columns` with `leaks` (what may be used), then what the kind of answer does with it (`core.models.problem_types`, put together
of `core.models.learning`), and at last `card_building` and `describing` (in words).
"""

from dataclasses import replace

from core.common.actor import Actor
from core.common.progress import SILENT, Progress
from core.data import dataset
from core.data.dataset import OpenTables
from core.models import registry
from core.models.registry import ModelVersion, OnKept, Plan
from core.models.templates import template as template_of
from core.models.training.describing import worth_in_money
from core.models.training.making import TrainingRequest, make
from core.models.training.roles import Roles, guess_roles
from core.storage import preferences
from core.storage.workspace import Workspace

__all__ = ["Plan", "Roles", "TrainingRequest", "guess_roles", "make", "plan", "train", "worth_in_money"]


def plan(
    workspace: Workspace,
    template: str,
    table: str,
    roles: Roles,
    *,
    positive: str | None = None,
    seed: int = 0,
    stakes: str = "",
    tables: OpenTables | None = None,
) -> Plan:
    """Return a plan for the table of that id or name: the roles as given, and good guesses for those left out. Raise NotFound."""
    found = dataset.find(workspace, table)
    frame = (tables or OpenTables(workspace)).frame(found)
    guessed = guess_roles(template_of(template), found.columns, frame, roles)
    template_of(template).stakes.check(stakes)
    return Plan(template, found.id, guessed, positive, seed, stakes)


def train(
    workspace: Workspace,
    plan: Plan,
    *,
    name: str | None = None,
    who: Actor,
    progress: Progress = SILENT,
    practice: bool = False,
    created: str | None = None,
    on_kept: OnKept = lambda _db, _version: None,
    tables: OpenTables | None = None,
) -> ModelVersion:
    """Make and keep a model's first version. `created`: as of an earlier moment (the practice shop), else now.

    `on_kept` is called inside the transaction that keeps it.

    Raises:
        NotTrainable: the table and the question do not go together; with what would help.
        NotFound: the table or the question is not there.
        Cancelled: it was asked to stop. Nothing is kept.
    """
    progress.say(0.0, "Opening the table…")
    table = dataset.find(workspace, plan.dataset)
    frame, template = (tables or OpenTables(workspace)).frame(table), template_of(plan.template)
    request = TrainingRequest(template, plan, table.columns, frame, preferences.load(workspace).words)
    made = make(request, progress)
    progress.say(0.97, "Putting it away safely…")
    done = replace(plan, dataset=table.id, positive=made.card.positive or None)
    version = registry.save(
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
    progress.end("Done.")
    return version
