"""How each model stands: which version answers, what came before it, and what stands beside it. One row of `deployment` each."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from core.common.words import Words
from core.storage.store import Database, Row
from core.storage.workspace import Workspace

State = Literal["live", "paused", "stopped"]
MOST_EARLIER = 20
"""Versions that one can go back to, one after the other."""


@dataclass(frozen=True)
class Challenger:
    """A second version beside the one that answers."""

    version: int
    share: float
    """Of all rows, how many it answers; 0 when it only watches."""
    since: str

    @property
    def watches(self) -> bool:
        """Say whether it answers nobody, and is only watched."""
        return self.share == 0


@dataclass(frozen=True)
class AutomaticRollback:
    """A version that the endpoint took back by itself, and why (as in core.serving.endpoint.canary.RollbackReason)."""

    version: int
    to: int
    """The version that answers instead."""
    at: str
    what: str
    rows: int
    troubles: int
    newer: float
    older: float
    """Milliseconds for the same rows."""

    def says(self, words: Words) -> str:
        """Say what happened, for the owner."""
        when = words.day(datetime.fromisoformat(self.at).astimezone())
        begin = f"On {when} version {self.version} was taken back by itself, and version {self.to} answers."
        if self.what == "slow":
            newer, older = (_time(each, words) for each in (self.newer, self.older))
            return f"{begin} It took up to {newer} for most answers, and version {self.to} up to {older}."
        rows = words.number(self.rows)
        return f"{begin} Of {rows} rows, it had no answer for {words.number(self.troubles)} that version {self.to} could answer."


@dataclass(frozen=True)
class Routing:
    """What the column `routing` holds."""

    earlier: tuple[int, ...] = ()
    """Versions that answered before, the newest last."""
    on_trial: bool = False
    """Whether the version that answers came in after another one, which stands by."""
    beside: Challenger | None = None
    stepped_back: AutomaticRollback | None = None

    @classmethod
    def of(cls, row: Row) -> "Routing":
        """Read the routing from a row of `deployment`."""
        kept: Mapping[str, Any] = json.loads(row["routing"])
        beside, back = kept.get("beside"), kept.get("stepped_back")
        return cls(
            tuple(kept.get("earlier", ())),
            bool(kept.get("on_trial", False)),
            Challenger(**beside) if beside else None,
            AutomaticRollback(**back) if back else None,
        )

    @property
    def before(self) -> int | None:
        """Return the version that one can go back to, if there is one."""
        return self.earlier[-1] if self.earlier else None

    def to_json(self) -> str:
        return json.dumps(asdict(self))


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
    before: int | None = None
    """The version that one can go back to."""
    beside: Challenger | None = None
    stepped_back: AutomaticRollback | None = None
    """Which version was taken back by itself last, until the owner changes something."""


def live(workspace: Workspace) -> list[Live]:
    """Return every model that was put live once, paused and stopped ones too."""
    with workspace.store.reading() as db:
        return [_live(row) for row in db.query("SELECT * FROM deployment ORDER BY since")]


def live_of(workspace: Workspace, model_id: str) -> Live | None:
    """Return how a model is deployed, or None when it was never put live."""
    return next((one for one in live(workspace) if one.model == model_id), None)


def deployment_row(db: Database, model_id: str) -> Row | None:
    """Read a model's row of `deployment`, within the transaction of `db`."""
    return next(iter(db.query("SELECT * FROM deployment WHERE model = ?", [model_id])), None)


def _live(row: Row) -> Live:
    routing = Routing.of(row)
    facts = {name: row[name] for name in ("model", "version", "state", "since", "changed")}
    return Live(**facts, before=routing.before, beside=routing.beside, stepped_back=routing.stepped_back)


def _time(milliseconds: float, words: Words) -> str:
    if milliseconds < 1000:
        return words.few(max(1, round(milliseconds)), "thousandth") + " of a second"
    return f"{words.rounded(round(milliseconds / 1000, 1))} seconds"
