"""What a dataset is for, where it comes from, and why the business may have it: as its owner noted it."""

import json
from dataclasses import asdict, dataclass

from core.common.actor import OWNER, Actor
from core.common.errors import NotPossibleNow
from core.common.words import clean
from core.data.dataset.storage import row_of
from core.storage import audit_log
from core.storage.workspace import Workspace

BASES: dict[str, str] = {
    "consent": "We asked them, and they agreed",
    "contract": "We need it to do what they ordered",
    "law": "The law wants us to keep it",
    "interest": "Our own good reason, weighed against theirs",
    "nobody": "It is not about people",
}
"""Why the business may have the data (GDPR, article 6), in the owner's words."""
_LONGEST = 300


@dataclass(frozen=True)
class Provenance:
    """Empty texts where nothing was noted yet."""

    purpose: str = ""
    source: str = ""
    basis: str = ""
    """A key of `BASES`."""

    @property
    def is_noted(self) -> bool:
        return bool(self.purpose and self.source and self.basis)

    @property
    def reason(self) -> str:
        """Return the legal basis in words; empty where none was noted."""
        return BASES.get(self.basis, "")


def provenance(workspace: Workspace, dataset_id: str) -> Provenance:
    """Return what a dataset is for, where it comes from and why it may be used. Raise NotFound."""
    with workspace.store.reading() as db:
        return Provenance(**json.loads(row_of(db, dataset_id)["provenance"]))


def note_provenance(
    workspace: Workspace, dataset_id: str, *, purpose: str = "", source: str = "", basis: str = "", who: Actor = OWNER
) -> Provenance:
    """Note all three; empty ones are forgotten. Raise NotFound, and NotPossibleNow for a basis that is none."""
    if basis and basis not in BASES:
        raise NotPossibleNow("That is none of the reasons to choose from.", f"Choose one of: {', '.join(BASES)}.")
    noted = Provenance(clean(purpose, _LONGEST), clean(source, _LONGEST), basis)
    with workspace.store.writing() as db:
        row = row_of(db, dataset_id)
        db.execute("UPDATE dataset SET provenance = ? WHERE id = ?", [json.dumps(asdict(noted)), row["id"]])
        noted_fields = sorted(name for name, value in asdict(noted).items() if value)
        audit_log.record(workspace, db, who, "dataset origin noted", row["id"], noted=noted_fields)
    return noted
