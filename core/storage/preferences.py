"""What the owner chose: the business's name, how things are written, how long inputs are kept."""

import json
from dataclasses import dataclass, fields, replace
from typing import Any

from core.common.actor import OWNER, Actor
from core.common.words import Words
from core.storage import audit_log
from core.storage.workspace import Workspace


@dataclass(frozen=True)
class Preferences:
    """The owner's choices, with what holds until they choose."""

    business: str = ""
    locale: str = "en_GB"
    currency: str = "GBP"
    keep_inputs_months: int = 12
    """How long what people sent to a model is kept; 0 keeps none of it."""
    backup_folder: str = ""
    """Where nightly backups go; empty for the workspace's own folder."""
    web_origin: str = ""
    """The one web page whose scripts may ask the models ("https://office.example"); empty for none."""
    recovery_key_saved: bool = False
    """Whether the owner said that the recovery key is written down."""

    @property
    def words(self) -> Words:
        return Words(self.locale, self.currency)


def load(workspace: Workspace) -> Preferences:
    """Return the choices in force."""
    known = {field.name for field in fields(Preferences)}
    with workspace.store.reading() as db:
        rows = db.query("SELECT key, value FROM preference")
        return Preferences(**{row["key"]: json.loads(row["value"]) for row in rows if row["key"] in known})


def change(workspace: Workspace, who: Actor = OWNER, **choices: Any) -> Preferences:
    """Change some choices and keep the others."""
    replace(Preferences(), **choices)  # raises TypeError for a choice that does not exist
    with workspace.store.writing() as db:
        for key, value in choices.items():
            db.table("preference").upsert({"key": key, "value": json.dumps(value)}, pk="key")
        audit_log.record(workspace, db, who, "preferences changed", "workspace", choices=sorted(choices))
    return load(workspace)
