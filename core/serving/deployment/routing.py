"""Putting a version live: all at once, for a share of the rows, or only to watch; taking it back; pausing and stopping."""

from dataclasses import dataclass, replace
from typing import Any

from core.common.actor import Actor
from core.common.errors import NotPossibleNow
from core.models import comparison, registry
from core.serving.deployment.channel import endpoint_url, notify_endpoint
from core.serving.deployment.keys import add_key, keys_of_model
from core.serving.deployment.publishing import publish
from core.serving.deployment.rollback_sync import sync_rollbacks
from core.serving.deployment.state import MOST_EARLIER, Challenger, Live, Routing, State, deployment_row, live_of
from core.storage import audit_log
from core.storage.store import Database
from core.storage.workspace import Workspace, now


@dataclass(frozen=True)
class Deployed:
    """`key` is shown once; None when the model has one already. `version` is the one that was named."""

    url: str
    key: str | None
    version: int


def deploy(
    workspace: Workspace,
    model_id: str,
    number: int | None = None,
    *,
    who: Actor,
    another_key: bool = False,
    since: str | None = None,
    share: float | None = None,
    shadow: bool = False,
    confirmed: str | None = None,
) -> Deployed:
    """Put a version live, the newest if none is named. A running endpoint answers with it at once.

    `share` (above 0, below 1): it answers so much of all rows, beside the live one. `shadow`: it answers nobody, and what it
    would say is kept. `since`: as of an earlier moment (the practice shop), else now. `confirmed`: the model's name, typed by
    somebody who means it. Raises NotFound, NotPossibleNow, and ClearlyWorse where such a version would answer without that name.
    """
    version = registry.version(workspace, model_id, number)
    beside = _share(share, shadow=shadow)
    if not shadow:
        comparison.must_be_meant(workspace, model_id, version.number, confirmed)
    wants_key = another_key or not keys_of_model(workspace, model_id)
    moment = since or now()
    sync_rollbacks(workspace)
    with workspace.store.writing() as db:
        if beside is None:
            _put_live(db, model_id, version.number, moment)
            comparison.went_live(db, model_id, version.number)
            audit_log.record(workspace, db, who, "put live", model_id, version=version.number)
        else:
            _put_beside(db, model_id, Challenger(version.number, beside, moment))
            audit_log.record(workspace, db, who, "put beside", model_id, version=version.number, share=beside)
        key = add_key(workspace, db, model_id, who=who) if wants_key else None
    _publish(workspace)
    return Deployed(address(workspace, model_id), key, version.number)


def rollback(workspace: Workspace, model_id: str, *, who: Actor) -> Live:
    """Take back the version that came in last: one beside the live one, else the live one itself.

    A running endpoint still has the version before in its memory and answers with it at once. Raises NotFound, NotPossibleNow.
    """
    registry.find(workspace, model_id)
    sync_rollbacks(workspace)
    with workspace.store.writing() as db:
        row = deployment_row(db, model_id)
        routing = Routing.of(row) if row else Routing()
        if row is None or (routing.beside is None and routing.before is None):
            raise NotPossibleNow("There is no version before this one.", "Keep this one, or pause the model.")
        if routing.beside:
            gone, back = routing.beside.version, int(row["version"])
            changes: dict[str, Any] = {"routing": replace(routing, beside=None, stepped_back=None).to_json()}
        else:
            gone, back = int(row["version"]), routing.earlier[-1]
            kept = Routing(earlier=routing.earlier[:-1])
            changes = {"version": back, "since": now(), "routing": kept.to_json()}
        db.table("deployment").update(model_id, changes)
        audit_log.record(workspace, db, who, "went back", model_id, version=back, taken_back=gone)
    _publish(workspace)
    return _live(workspace, model_id)


def pause(workspace: Workspace, model_id: str, who: Actor) -> None:
    """Pause a model: callers are told to come back later (409). Raises NotFound, NotPossibleNow when it is not live."""
    _change(workspace, model_id, "paused", who, allowed=("live", "paused"))


def resume(workspace: Workspace, model_id: str, who: Actor) -> None:
    """Let a paused model answer again. Raises NotFound, NotPossibleNow when it is not live."""
    _change(workspace, model_id, "live", who, allowed=("live", "paused"))


def stop(workspace: Workspace, model_id: str, who: Actor) -> None:
    """Stop a model: callers are told that there is no such model (404). What was logged stays. Raises NotFound, NotPossibleNow."""
    _change(workspace, model_id, "stopped", who, allowed=("live", "paused", "stopped"))


def address(workspace: Workspace, model_id: str) -> str:
    """Return where to ask a model: at the running endpoint, else where it will be."""
    root = endpoint_url(workspace) or f"http://127.0.0.1:{workspace.settings.endpoint_port}"
    return f"{root}/v1/models/{model_id}/predict"


def _share(share: float | None, *, shadow: bool) -> float | None:
    """0 for one that only watches, None for all at once. Raises NotPossibleNow."""
    if share is None:
        return 0.0 if shadow else None
    if shadow:
        raise NotPossibleNow("A version that only watches answers no share of the rows.", "Choose one of the two.")
    if not 0 < share < 1:
        raise NotPossibleNow("A share lies between 0 and 1, such as 0.1 for 1 in 10.", "Name another share.")
    return share


def _put_live(db: Database, model_id: str, number: int, moment: str) -> None:
    row = deployment_row(db, model_id)
    routing = Routing.of(row) if row else Routing()
    kept = replace(routing, beside=None, stepped_back=None)
    if row and row["version"] != number:
        earlier = tuple(one for one in (*routing.earlier, int(row["version"])) if one != number)
        kept = Routing(earlier[-MOST_EARLIER:], on_trial=True)
    facts = {"version": number, "state": "live", "since": moment, "changed": moment, "routing": kept.to_json()}
    db.table("deployment").upsert({"model": model_id, **facts}, pk="model")


def _put_beside(db: Database, model_id: str, beside: Challenger) -> None:
    row = deployment_row(db, model_id)
    if row is None or row["state"] == "stopped":
        raise NotPossibleNow(
            "This model is not live.", "Put a version live first. Then another one can come in beside it."
        )
    if row["version"] == beside.version:
        raise NotPossibleNow("This version answers already.", "Choose another version to put beside it.")
    routing = replace(Routing.of(row), beside=beside, stepped_back=None)
    db.table("deployment").update(model_id, {"routing": routing.to_json()})


def _live(workspace: Workspace, model_id: str) -> Live:
    found = live_of(workspace, model_id)
    if found is None:
        raise NotPossibleNow("This model is not live.", "Put it live first.")
    return found


def _change(workspace: Workspace, model_id: str, state: State, who: Actor, allowed: tuple[State, ...]) -> None:
    registry.find(workspace, model_id)
    with workspace.store.writing() as db:
        row = deployment_row(db, model_id)
        if row is None or row["state"] not in allowed:
            raise NotPossibleNow("This model is not live.", "Put it live first.")
        if row["state"] != state:
            db.table("deployment").update(model_id, {"state": state, "changed": now()})
            audit_log.record(workspace, db, who, state, model_id)
    _publish(workspace)


def _publish(workspace: Workspace) -> None:
    publish(workspace)
    notify_endpoint(workspace)
