"""Work that takes long, kept as rows that survive a reload, a restart and a crash. This file has the verbs; `tasks` does the work.

A page or a timetable puts a job in; the one worker takes the oldest, says how far it is, and ends it. Arguments hold ids,
names of columns and choices: never a path from outside, never a value from a table.
"""

import json
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from core.common.actor import WORKER
from core.common.errors import NotFound
from core.storage import audit_log
from core.storage.store import Database, Row
from core.storage.workspace import Workspace, new_id, now

State = Literal["waiting", "running", "done", "failed", "stopped"]
MOST_TRIES = 3
KEPT_DAYS = 90
"""Ended jobs are forgotten after this many days."""
_TOO_OFTEN = {
    "error": "This was started three times, and each time the computer ended it half-way.",
    "advice": "Close other programs to free memory, or try it with a smaller table.",
}


@dataclass(frozen=True)
class Job:
    """One piece of work. `result` holds what a verb of the core gave, or {"error", "advice"} when it failed.

    A running job can have one already: what it was for is made and kept (`made`), and it ends soon.
    """

    id: str
    kind: str
    arguments: dict[str, Any]
    state: State
    progress: float
    """From 0 to 1."""
    sentence: str
    result: dict[str, Any] | None
    created: str
    ended: str | None

    @property
    def is_open(self) -> bool:
        return self.state in {"waiting", "running"}


def enqueue(workspace: Workspace, kind: str, **arguments: Any) -> Job:
    """Return a new job; or the one that waits or runs already with the same arguments, so that a second press changes nothing."""
    text = json.dumps(arguments, sort_keys=True)
    with workspace.store.writing() as db:
        db.execute(
            "INSERT INTO job (id, kind, arguments, state, created) VALUES (?, ?, ?, 'waiting', ?) ON CONFLICT DO NOTHING",
            [new_id("j"), kind, text, now()],
        )
        open_one = "SELECT * FROM job WHERE kind = ? AND arguments = ? AND state IN ('waiting', 'running')"
        return _job(next(iter(db.query(open_one, [kind, text]))))


def find(workspace: Workspace, job: str) -> Job:
    """Return the job with this id. Raises NotFound."""
    with workspace.store.reading() as db:
        row = next(iter(db.query("SELECT * FROM job WHERE id = ?", [job])), None)
    if row is None:
        raise NotFound("That piece of work is not known any more.", "Start it again.")
    return _job(row)


def latest(workspace: Workspace, kind: str, **arguments: Any) -> Job | None:
    """Return the newest job of a kind that has (at least) these arguments."""
    return next(iter(recent(workspace, kind, 1, **arguments)), None)


def recent(workspace: Workspace, kind: str, most: int, **arguments: Any) -> list[Job]:
    """Return the newest jobs of a kind that have (at least) these arguments, the newest first."""
    with workspace.store.reading() as db:
        rows = db.query("SELECT * FROM job WHERE kind = ? ORDER BY created DESC, rowid DESC", [kind])
        found = (job for job in map(_job, rows) if arguments.items() <= job.arguments.items())
        return list(islice(found, most))


def open_jobs(workspace: Workspace) -> list[Job]:
    """Return the jobs that wait or run, oldest first."""
    with workspace.store.reading() as db:
        return [
            _job(row)
            for row in db.query("SELECT * FROM job WHERE state IN ('waiting', 'running') ORDER BY created, rowid")
        ]


def stop(workspace: Workspace, job: str) -> None:
    """End a waiting job at once; ask a running one to stop at its next step. An ended one stays as it is."""
    with workspace.store.writing() as db:
        db.execute("UPDATE job SET stop = 1 WHERE id = ? AND state = 'running'", [job])
        db.execute("UPDATE job SET state = 'stopped', ended = ? WHERE id = ? AND state = 'waiting'", [now(), job])


def take(workspace: Workspace) -> Job | None:
    """Take the next job, which runs from now on, for the one worker; None when nothing waits.

    The worker holds a lock and does one job at a time. So a job that is already running when it asks was left behind by a
    worker that was killed: it is taken up again, at most three times in all. What it made before that is not lost.
    """
    if not open_jobs(workspace):
        return None
    with workspace.store.writing() as db:
        db.execute(
            "UPDATE job SET state = iif(result IS NULL, 'failed', 'done'), result = ifnull(result, ?), ended = ?"
            " WHERE state = 'running' AND tries >= ?",
            [json.dumps(_TOO_OFTEN), now(), MOST_TRIES],
        )
        oldest = "SELECT id FROM job WHERE state IN ('waiting', 'running') ORDER BY state, created, rowid LIMIT 1"
        row = next(iter(db.query(oldest)), None)
        if row is None:
            return None
        db.execute(
            "UPDATE job SET state = 'running', started = ?, beat = ?, tries = tries + 1, progress = 0 WHERE id = ?",
            [now(), now(), row["id"]],
        )
        return _job(next(iter(db.query("SELECT * FROM job WHERE id = ?", [row["id"]]))))


def made(db: Database, job: str, result: dict[str, Any]) -> None:
    """Note what a running job has made, in the transaction that keeps it.

    So a worker that takes the job up again does not make it twice.
    """
    db.execute("UPDATE job SET result = ? WHERE id = ? AND state = 'running'", [json.dumps(result), job])


def note(workspace: Workspace, job: str, progress: float, sentence: str) -> None:
    """Note how far a running job is, and what is being done."""
    with workspace.store.writing() as db:
        db.execute(
            "UPDATE job SET progress = ?, sentence = ?, beat = ? WHERE id = ? AND state = 'running'",
            [min(1.0, max(0.0, progress)), sentence, now(), job],
        )


def should_stop(workspace: Workspace, job: str) -> bool:
    """Return whether the owner pressed stop."""
    with workspace.store.reading() as db:
        return any(row["stop"] for row in db.query("SELECT stop FROM job WHERE id = ?", [job]))


def end(workspace: Workspace, job: str, state: State, result: dict[str, Any] | None) -> None:
    """Note that a running job is over. A failure is put into the chain of events, by kind alone."""
    with workspace.store.writing() as db:
        db.execute(
            "UPDATE job SET state = ?, result = ?, ended = ?, progress = CASE ? WHEN 'done' THEN 1 ELSE progress END"
            " WHERE id = ? AND state = 'running'",
            [state, json.dumps(result), now(), state, job],
        )
        if state == "failed" and result:
            audit_log.record(workspace, db, WORKER, "job failed", job, technical=result.get("technical", ""))


def give_back(workspace: Workspace, job: str) -> None:
    """Let a job wait again whose worker has to leave through no fault of the job: this try does not count."""
    with workspace.store.writing() as db:
        db.execute("UPDATE job SET state = 'waiting', tries = tries - 1 WHERE id = ? AND state = 'running'", [job])


def forget_old(workspace: Workspace, before: str) -> int:
    """Forget the jobs that ended before an ISO time; return how many."""
    with workspace.store.writing() as db:
        return int(db.execute("DELETE FROM job WHERE ended < ?", [before]).rowcount)


def _job(row: Row) -> Job:
    result = json.loads(row["result"]) if row["result"] else None
    kept = {key: row[key] for key in ("id", "kind", "state", "progress", "sentence", "created", "ended")}
    return Job(**kept, arguments=json.loads(row["arguments"]), result=result)
