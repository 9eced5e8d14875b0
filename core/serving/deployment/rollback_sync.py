"""What the endpoint did by itself, carried over into the workspace: it took a version back that did worse than the one before.

The endpoint notes it in its log and goes on with the older version at once; it never opens the workspace.
"""

import json
from dataclasses import replace
from datetime import UTC, datetime

from core.common.actor import ENDPOINT
from core.serving.deployment.channel import notify_endpoint
from core.serving.deployment.publishing import publish, trial_of
from core.serving.deployment.state import AutomaticRollback, Routing, deployment_row
from core.serving.prediction_log.trials import LoggedRollback, logged_rollbacks
from core.storage import audit_log
from core.storage.store import Database
from core.storage.workspace import Workspace


def sync_rollbacks(workspace: Workspace) -> list[AutomaticRollback]:
    """Write down which versions the endpoint took back since the last time, and return them."""
    noted = logged_rollbacks(workspace)
    if not noted:
        return []
    with workspace.store.writing() as db:
        found = [back for note in noted if (back := _sync_rollback(workspace, db, note))]
    if found:
        publish(workspace)
        notify_endpoint(workspace)
    return found


def _sync_rollback(workspace: Workspace, db: Database, note: LoggedRollback) -> AutomaticRollback | None:
    row = deployment_row(db, note.model)
    trial = trial_of(row) if row else None
    if row is None or trial is None or (trial.newer, trial.since) != (note.newer, note.since):
        return None
    at = datetime.fromtimestamp(note.at, UTC).isoformat(timespec="milliseconds")
    back = AutomaticRollback(note.newer, note.older, at, **json.loads(note.why))
    routing = replace(Routing.of(row), beside=None, stepped_back=back)
    if row["version"] == note.newer:
        routing = replace(routing, earlier=routing.earlier[:-1], on_trial=False)
        db.table("deployment").update(note.model, {"version": note.older, "since": at})
    db.table("deployment").update(note.model, {"routing": routing.to_json()})
    audit_log.record(
        workspace, db, ENDPOINT, "stepped back", note.model, version=note.older, taken_back=note.newer, why=back.what
    )
    return back
