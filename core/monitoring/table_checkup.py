"""A survey: every inspection looks at one table, with the question asked of it or before there is one.

What was said is kept until the table, its columns' marks or the question change.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from core.common.finding import NOTICED, Finding, worst_first
from core.common.progress import SILENT, Progress
from core.common.words import Words
from core.data import dataset
from core.data.dataset import Dataset, OpenTables
from core.models.registry import Plan
from core.models.templates import template as template_of
from core.models.training.roles import check_roles
from core.models.training.target import planned_target
from core.monitoring.indicator import look
from core.monitoring.table_check import CheckedTable, Question
from core.monitoring.table_checks import all_inspections
from core.storage import preferences
from core.storage.workspace import Workspace, now


def of_table(
    workspace: Workspace,
    dataset_id: str,
    *,
    progress: Progress = SILENT,
    tables: OpenTables | None = None,
) -> list[Finding]:
    """Return what is found in a table before a question is asked of it, worst first. Raise NotFound, Cancelled."""
    return _of(tables or OpenTables(workspace), dataset_id, None, progress)


def of_plan(
    workspace: Workspace,
    plan: Plan,
    *,
    progress: Progress = SILENT,
    tables: OpenTables | None = None,
) -> list[Finding]:
    """Return what is found in a plan's table, given its question, worst first.

    Raises:
        NotTrainable: the table and the question do not go together.
        NotFound: the table or the question is not there.
        Cancelled: it was asked to stop; nothing is kept.
    """
    return _of(tables or OpenTables(workspace), plan.dataset, plan, progress)


def still_fitting(plan: Plan, found: Dataset) -> Plan:
    """Return the plan without the columns that its table has lost, after a repair that left them out."""
    there = {column.name for column in found.columns}
    roles = {role: tuple(name for name in names if name in there) for role, names in plan.roles.items()}
    return replace(plan, roles={role: names for role, names in roles.items() if names})


def known(workspace: Workspace, dataset_id: str, plan: Plan | None = None) -> list[Finding] | None:
    """Return what was found and still holds, or None when it has to be looked at (again). Raise NotFound."""
    found = dataset.find(workspace, dataset_id)
    with workspace.store.reading() as db:
        rows = db.query(
            "SELECT findings FROM survey WHERE dataset = ? AND question = ? AND seen = ?",
            [found.id, _asked(plan), _seen(found)],
        )
        row = next(iter(rows), None)
    return [Finding.from_dict(facts) for facts in json.loads(row["findings"])] if row else None


def summed_up(findings: Sequence[Finding], words: Words) -> str:
    """Say how it looks before a model learns from it: how much was noticed, and whether something should be mended first."""
    noticed = [finding.level for finding in findings if finding.level in NOTICED]
    if not noticed:
        return "The table was looked at, and all is in order."
    things = words.few(len(noticed), "thing was noticed", "things were noticed").capitalize()
    urgent = noticed.count("act")
    if urgent == 0:
        return f"{things}. You can learn from it as it is."
    return f"{things}. {'One' if urgent == 1 else words.number(urgent)} of them should be mended first."


def _of(tables: OpenTables, dataset_id: str, plan: Plan | None, progress: Progress) -> list[Finding]:
    workspace = tables.workspace
    kept = known(workspace, dataset_id, plan)
    if kept is not None:
        return kept
    found = dataset.find(workspace, dataset_id)
    table = _table(tables, found, plan)
    inspections, said = all_inspections(), []
    for place, inspection in enumerate(inspections):
        progress.say(place / len(inspections), f"Looking at the table: {inspection.question}")
        said.append(look(inspection, table))
    findings = worst_first(said)
    _keep(workspace, found, plan, findings)
    return findings


def _table(tables: OpenTables, found: Dataset, plan: Plan | None) -> CheckedTable:
    frame, words = tables.frame(found), preferences.load(tables.workspace).words
    table = CheckedTable(frame, found.columns, datetime.now().astimezone().date(), words)
    if plan is None:
        return table
    template = template_of(plan.template)
    check_roles(template, plan, found.columns)
    target = planned_target(template, plan, frame, found.columns)
    return replace(table, question=Question(template, plan, target))


def _keep(workspace: Workspace, found: Dataset, plan: Plan | None, findings: list[Finding]) -> None:
    with workspace.store.writing() as db:
        question, seen = _asked(plan), _seen(found)
        db.execute("DELETE FROM survey WHERE dataset = ? AND seen <> ?", [found.id, seen])
        db.table("survey").upsert(
            {
                "dataset": found.id,
                "question": question,
                "seen": seen,
                "at": now(),
                "findings": json.dumps([finding.as_dict() for finding in findings]),
            },
            pk=("dataset", "question"),
        )


def _asked(plan: Plan | None) -> str:
    """The question, as far as findings hang on it: not on what the owner says of its use."""
    return _hash(asdict(replace(plan, stakes="", seen_to=False))) if plan else ""


def _seen(found: Dataset) -> str:
    """What the findings hang on: the table's contents and what is known of its columns."""
    return _hash([found.content, [asdict(column) for column in found.columns]])


def _hash(facts: Any) -> str:
    return sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
