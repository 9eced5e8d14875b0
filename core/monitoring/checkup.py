"""A check-up: every indicator asks its question of one model on one day, and the answers are kept exactly as said."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np

from core.common.actor import Actor
from core.common.finding import Finding, Verdict, verdict, worst_first
from core.data.dataset import OpenTables
from core.models import registry
from core.models.registry import ModelVersion
from core.monitoring import table_checkup, window
from core.monitoring.indicator import look
from core.monitoring.indicators import all_indicators
from core.monitoring.window import Window
from core.serving import deployment
from core.storage import audit_log
from core.storage.store import Row
from core.storage.workspace import Workspace, now


@dataclass(frozen=True)
class Checkup:
    """One model on one day."""

    model: str
    """Its id."""
    day: date
    at: str
    version: int
    verdict: Verdict
    findings: tuple[Finding, ...]
    """In the order in which they speak; pages put the worst first."""


def run(
    workspace: Workspace, model_id: str, today: date | None = None, *, who: Actor, tables: OpenTables | None = None
) -> Checkup:
    """Check a model as of `today` (else now, in the owner's time), and keep the findings in place of an earlier look on that day.

    Raises NotFound.
    """
    day = today or datetime.now().astimezone().date()
    return run_on(workspace, window.build(workspace, model_id, day, tables=tables), who=who)


def run_on(workspace: Workspace, seen: Window, *, who: Actor) -> Checkup:
    """Check the model of a window that was built already, as of its day, and keep what was found."""
    return _keep(workspace, seen, tuple(look(indicator, seen) for indicator in all_indicators()), who)


def check_new_version(
    workspace: Workspace, version: ModelVersion, *, who: Actor, tables: OpenTables | None = None
) -> tuple[Finding, ...]:
    """Check a version that was just made and the table it learned from, and keep the findings with the version.

    While another version answers, the model's own check-up stays about that one. Raises NotFound.
    """
    live = deployment.live_of(workspace, version.model)
    tables = tables or OpenTables(workspace)
    found = (
        _of_waiting(workspace, version, tables)
        if live
        else run(workspace, version.model, who=who, tables=tables).findings
    )
    surveyed = table_checkup.of_plan(workspace, registry.find(workspace, version.model).plan, tables=tables)
    findings = worse_of_each(found, surveyed)
    registry.set_findings(workspace, version.model, version.number, findings)
    return findings


def _of_waiting(workspace: Workspace, version: ModelVersion, tables: OpenTables) -> tuple[Finding, ...]:
    """A version that does not answer yet, as it would stand: nobody has asked it anything."""
    day = datetime.now().astimezone().date()
    seen = window.build(workspace, version.model, day, version.number, tables)
    nothing = seen.answers.where(np.zeros(len(seen.answers), dtype=bool))
    seen = replace(seen, answers=nothing, daily_calls=())
    return tuple(look(indicator, seen) for indicator in all_indicators())


def worse_of_each(findings: Sequence[Finding], others: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return all findings in the order given; of two of the same indicator only the worse, and of two as bad the first."""
    kept: dict[str, Finding] = {}
    for finding in (*findings, *others):
        known = kept.get(finding.indicator, finding)
        kept[finding.indicator] = worst_first([known, finding])[0]
    return tuple(kept.values())


def latest(workspace: Workspace, model_id: str) -> Checkup | None:
    """Return the newest check-up of a model, by the day it was for; None before the first."""
    return next(iter(history(workspace, model_id, most=1)), None)


def latest_all(workspace: Workspace) -> dict[str, Checkup]:
    """Return the newest check-up of each model, by model id."""
    with workspace.store.reading() as db:
        found = db.query(
            "SELECT c.* FROM checkup c JOIN (SELECT model, max(day) AS day FROM checkup GROUP BY model) n"
            " ON c.model = n.model AND c.day = n.day"
        )
        return {row["model"]: _from_row(row) for row in found}


def history(workspace: Workspace, model_id: str, most: int = 400) -> list[Checkup]:
    """Return the check-ups of a model, newest day first."""
    with workspace.store.reading() as db:
        found = db.query("SELECT * FROM checkup WHERE model = ? ORDER BY day DESC LIMIT ?", [model_id, most])
        return [_from_row(row) for row in found]


def _keep(workspace: Workspace, seen: Window, findings: tuple[Finding, ...], who: Actor) -> Checkup:
    row: Row = {
        "model": seen.subject.model,
        "day": seen.today.isoformat(),
        "at": now(),
        "version": seen.subject.version,
        "state": verdict(findings).state,
        "findings": json.dumps([finding.as_dict() for finding in findings]),
    }
    with workspace.store.writing() as db:
        db.table("checkup").upsert(row, pk=("model", "day"))
        audit_log.record(workspace, db, who, "checked", seen.subject.model, day=row["day"], state=row["state"])
    return _from_row(row)


def _from_row(row: Row) -> Checkup:
    findings = tuple(Finding.from_dict(facts) for facts in json.loads(row["findings"]))
    return Checkup(row["model"], date.fromisoformat(row["day"]), row["at"], row["version"], verdict(findings), findings)
