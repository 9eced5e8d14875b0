"""What the log says about two versions at work at once, and about those that were taken back."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from core.serving.prediction_log.schema import for_reading
from core.storage.workspace import Workspace

Floats = npt.NDArray[np.float64]
MOST = 100_000
"""Newest answers that are looked at."""
_ACTUAL = "(SELECT newest.actual FROM outcome newest WHERE newest.prediction = {seq} ORDER BY newest.seq DESC LIMIT 1) AS actual"


@dataclass(frozen=True)
class LoggedRollback:
    """A version that the endpoint took back by itself; named as in the table."""

    model: str
    newer: int
    since: float
    older: int
    at: float
    why: str


@dataclass(frozen=True)
class VersionAnswers:
    """n answers of one version, coded as in core.models.reference."""

    answer: Floats
    milliseconds: Floats
    actual: Floats
    """(n,): NaN where nobody said yet what happened."""


@dataclass(frozen=True)
class TrialAnswers:
    """What two versions answered in one trial. `paired`: the same rows, place by place, because the newer one watches."""

    newer: VersionAnswers
    older: VersionAnswers
    paired: bool
    troubles: int
    """Rows that the newer one could not answer, and the older one could."""


def logged_rollbacks(workspace: Workspace) -> list[LoggedRollback]:
    """Return all versions that were ever taken back, oldest first."""
    with closing(for_reading(workspace.settings.predictions_db)) as db:
        sql = "SELECT model, newer, since, older, at, why FROM step_back ORDER BY at"
        return [LoggedRollback(*row) for row in db.execute(sql)]


def trial_answers(
    workspace: Workspace, model: str, newer: int, older: int, since: str, *, watches: bool
) -> TrialAnswers:
    """Return what both versions answered since the trial began (`since`: ISO text)."""
    start = datetime.fromisoformat(since).timestamp()
    if watches:
        did = _watched(workspace, model, newer, start)
    else:
        did = _of(workspace, model, newer, start), _of(workspace, model, older, start)
    return TrialAnswers(*did, watches, _troubles(workspace, model, newer, start))


def _watched(workspace: Workspace, model: str, newer: int, start: float) -> tuple[VersionAnswers, VersionAnswers]:
    sql = (
        f"SELECT n.answer, n.latency, o.answer AS older_answer, o.latency AS older_latency, {_ACTUAL.format(seq='o.seq')}"  # noqa: S608
        " FROM shadow s"
        " JOIN prediction n ON n.seq = s.seq JOIN prediction o ON o.seq = s.beside JOIN served v ON v.ref = n.served"
        " WHERE v.model = ? AND v.version = ? AND coalesce(n.recorded, n.at) >= ? ORDER BY s.seq DESC LIMIT ?"
    )
    found = _columns(workspace, sql, (model, newer, start, MOST))
    older = VersionAnswers(found["older_answer"], found["older_latency"] / 1000, found["actual"])
    return VersionAnswers(found["answer"], found["latency"] / 1000, found["actual"]), older


def _of(workspace: Workspace, model: str, version: int, start: float) -> VersionAnswers:
    sql = (
        f"SELECT p.answer, p.latency, {_ACTUAL.format(seq='p.seq')} FROM prediction p JOIN served v ON v.ref = p.served"  # noqa: S608
        " WHERE v.model = ? AND v.version = ? AND coalesce(p.recorded, p.at) >= ? AND p.source <> 'shadow'"
        " ORDER BY p.seq DESC LIMIT ?"
    )
    found = _columns(workspace, sql, (model, version, start, MOST))
    return VersionAnswers(found["answer"], found["latency"] / 1000, found["actual"])


def _troubles(workspace: Workspace, model: str, newer: int, start: float) -> int:
    """Counted by day: those of an earlier trial on the day it began count too."""
    with closing(for_reading(workspace.settings.predictions_db)) as db:
        sql = "SELECT ifnull(sum(count), 0) FROM tally WHERE model = ? AND what = ? AND day >= ?"
        return int(db.execute(sql, (model, f"trouble {newer}", int(start // 86_400))).fetchone()[0])


def _columns(workspace: Workspace, sql: str, values: tuple[object, ...]) -> dict[str, Floats]:
    """What is found, by the names of its columns."""
    with closing(for_reading(workspace.settings.predictions_db)) as db:
        found = db.execute(sql, values)
        names, rows = [name for name, *_ in found.description], found.fetchall()
    return dict(zip(names, np.array(rows, dtype=np.float64).reshape(len(rows), len(names)).T, strict=True))
