"""Which version of a model answers, and whether it does."""

from dataclasses import dataclass
from typing import Literal

from core import events, model_version
from core.deployment.channel import endpoint_url, nudge
from core.deployment.keys import add_key, of_model
from core.deployment.publishing import publish
from core.errors import NotPossibleNow
from core.workspace import Workspace, now

State = Literal["live", "paused", "stopped"]


@dataclass(frozen=True)
class Live:
    """A model that was put live once. `model` is its id."""

    model: str
    version: int
    state: State
    since: str
    """When it was put live. A pause does not change that."""
    changed: str
    """When its state last changed: since when it is paused, or stopped."""


@dataclass(frozen=True)
class Deployed:
    """`key` is shown once; None when the model has one already."""

    url: str
    key: str | None
    version: int


def deploy(
    workspace: Workspace,
    model_id: str,
    number: int | None = None,
    *,
    who: str,
    another_key: bool = False,
    since: str | None = None,
) -> Deployed:
    """Puts a version live, the newest if none is named. A running endpoint answers with it at once. Raises NotFound.

    `since`: as of an earlier moment (the practice shop), else now.
    """
    version = model_version.version(workspace, model_id, number)
    wants_key = another_key or not of_model(workspace, model_id)
    moment = since or now()
    with workspace.store.writing() as db:
        db.table("deployment").upsert(
            {"model": model_id, "version": version.number, "state": "live", "since": moment, "changed": moment},
            pk="model",
        )
        events.record(workspace, db, who, "put live", model_id, version=version.number)
        key = add_key(workspace, db, model_id, who=who) if wants_key else None
    _publish(workspace)
    return Deployed(address(workspace, model_id), key, version.number)


def pause(workspace: Workspace, model_id: str, who: str) -> None:
    """Callers are told to come back later (409). Raises NotPossibleNow when it is not live."""
    _change(workspace, model_id, "paused", who, allowed=("live", "paused"))


def resume(workspace: Workspace, model_id: str, who: str) -> None:
    """Raises NotPossibleNow when it was never put live."""
    _change(workspace, model_id, "live", who, allowed=("live", "paused"))


def stop(workspace: Workspace, model_id: str, who: str) -> None:
    """Callers are told that there is no such model (404). What was logged stays."""
    _change(workspace, model_id, "stopped", who, allowed=("live", "paused", "stopped"))


def live(workspace: Workspace) -> list[Live]:
    """Every model that was put live once, paused and stopped ones too."""
    with workspace.store.reading() as db:
        found = db.query("SELECT model, version, state, since, changed FROM deployment ORDER BY since")
        return [Live(**row) for row in found]


def live_of(workspace: Workspace, model_id: str) -> Live | None:
    """How a model stands; None when it was never put live."""
    return next((one for one in live(workspace) if one.model == model_id), None)


def address(workspace: Workspace, model_id: str) -> str:
    """Where to ask a model: at the running endpoint, else where it will be."""
    root = endpoint_url(workspace) or f"http://127.0.0.1:{workspace.settings.endpoint_port}"
    return f"{root}/v1/models/{model_id}/predict"


def _change(workspace: Workspace, model_id: str, state: State, who: str, allowed: tuple[State, ...]) -> None:
    model_version.find(workspace, model_id)
    with workspace.store.writing() as db:
        row = next(iter(db.query("SELECT state FROM deployment WHERE model = ?", [model_id])), None)
        if row is None or row["state"] not in allowed:
            raise NotPossibleNow("This model is not live.", "Put it live first.")
        if row["state"] != state:
            db.table("deployment").update(model_id, {"state": state, "changed": now()})
            events.record(workspace, db, who, state, model_id)
    _publish(workspace)


def _publish(workspace: Workspace) -> None:
    publish(workspace)
    nudge(workspace)
