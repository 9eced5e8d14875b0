"""Comparisons, kept with the newer version, and what the owner decided about it."""

from dataclasses import dataclass
from typing import Literal

import msgspec

from core.common.actor import Actor
from core.common.errors import ClearlyWorse
from core.common.words import clean
from core.models import registry
from core.models.comparison.results import VersionComparison, comparison_from_json
from core.models.comparison.text import warning
from core.storage import audit_log
from core.storage.store import Database, Row
from core.storage.workspace import Workspace, now

Decision = Literal["live", "left"]


@dataclass(frozen=True)
class KeptComparison:
    """One comparison. `decided`: "live" when the version was put live, "left" when the owner set it aside; None while it waits."""

    model: str
    at: str
    comparison: VersionComparison
    decided: Decision | None


def keep(db: Database, model_id: str, comparison: VersionComparison) -> None:
    """Keep it within the transaction of `db`; a later comparison of the same version takes its place."""
    told = msgspec.json.encode(comparison).decode()
    row: Row = {"model": model_id, "version": comparison.version, "against": comparison.against, "at": now()}
    db.table("comparison").upsert({**row, "level": comparison.level, "told": told}, pk=("model", "version"))


def kept(workspace: Workspace, model_id: str, number: int) -> KeptComparison | None:
    """Return how a version compared when it was made; None for those that were not compared."""
    return next((each for each in kept_all(workspace, model_id) if each.comparison.version == number), None)


def kept_all(workspace: Workspace, model_id: str | None = None) -> list[KeptComparison]:
    """Return the comparisons of one model or of all, newest versions first."""
    with workspace.store.reading() as db:
        sql = "SELECT * FROM comparison WHERE ? IS NULL OR model = ? ORDER BY version DESC"
        return [_kept(row) for row in db.query(sql, [model_id, model_id])]


def waiting(workspace: Workspace) -> list[KeptComparison]:
    """Return, of each model, that of the newest version, where it is not at work in any way, and nobody has decided yet."""
    newest: dict[str, KeptComparison] = {}
    with workspace.store.reading() as db:
        sql = (
            "SELECT c.* FROM comparison c JOIN (SELECT model, max(number) AS number FROM version GROUP BY model) v"
            " ON v.model = c.model AND v.number = c.version LEFT JOIN deployment d ON d.model = c.model"
            " WHERE c.decided IS NULL AND d.version IS NOT c.version"
            " AND json_extract(d.routing, '$.beside.version') IS NOT c.version ORDER BY c.at DESC"
        )
        for row in db.query(sql):
            newest.setdefault(row["model"], _kept(row))
    return list(newest.values())


def decide(workspace: Workspace, model_id: str, number: int, decision: Decision, who: Actor) -> None:
    with workspace.store.writing() as db:
        sql = "UPDATE comparison SET decided = ? WHERE model = ? AND version = ?"
        if db.execute(sql, [decision, model_id, number]).rowcount:
            audit_log.record(workspace, db, who, f"new version: {decision}", model_id, version=number)


def must_be_meant(workspace: Workspace, model_id: str, number: int, confirmed: str | None) -> None:
    """Raise ClearlyWorse before a version goes live that one of the two tests found clearly worse. `confirmed`: the model's name, as
    somebody typed it, with which it may. Raise NotFound.
    """
    found = kept(workspace, model_id, number)
    tests = (found.comparison.outcomes, found.comparison.held) if found else ()
    lost = next((part for part in tests if part.level == "clearly_worse"), None)
    if found is None or lost is None:
        return
    name = registry.find(workspace, model_id).name
    if confirmed is not None and confirmed.strip().casefold() == name.casefold():
        return
    raise ClearlyWorse(
        warning(found.comparison),
        f"To put it live all the same, type the model's name: {clean(name)}.",
        version=number,
        against=found.comparison.against,
        measure=lost.figures[0].name,
        gain=lost.figures[0].gain,
    )


def went_live(db: Database, model_id: str, number: int) -> None:
    """Note within the transaction of `db` that nobody has to decide about this version any more."""
    db.execute("UPDATE comparison SET decided = 'live' WHERE model = ? AND version = ?", [model_id, number])


def _kept(row: Row) -> KeptComparison:
    return KeptComparison(row["model"], row["at"], comparison_from_json(row["told"]), row["decided"])
