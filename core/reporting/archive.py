"""The reports that are kept: one for each month of a model, as data, as PDF and as HTML."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from core.common.actor import Actor
from core.common.errors import NotFound
from core.common.finding import Level
from core.reporting import sealing
from core.reporting.contents import Contents, from_json, to_json
from core.reporting.months import Month
from core.storage import audit_log, blobs
from core.storage.store import Row
from core.storage.workspace import Workspace, new_id, now

Form = Literal["pdf", "html", "json"]
FORMS: tuple[Form, ...] = ("pdf", "html", "json")
PURPOSE = "report"
_COLUMNS = "report.id, model, model.name, month, through, report.created, state, pages, sha256, practice"


@dataclass(frozen=True)
class Report:
    """One that is kept."""

    id: str
    model: str
    name: str
    """Of the model."""
    month: str
    through: date
    """The day as of which it was judged: the month's last, or an earlier one if the month was not over."""
    created: datetime
    state: Level
    pages: int
    sha256: str
    """Of the PDF."""
    practice: bool

    @property
    def is_final(self) -> bool:
        """Return whether the whole month is in it."""
        return self.through >= Month.read(self.month).last


def keep(workspace: Workspace, written: Contents, made: datetime, who: Actor) -> Report:
    """Draw, seal and keep what was said about a month, in place of what was kept of it before."""
    from core.reporting.html import html
    from core.reporting.pdf import pages, pdf

    written = sealing.signed(workspace.vault, written)
    letter = sealing.sealed(workspace.vault, "pdf", pdf(written, made))
    documents = {
        "contents": to_json(written),
        "pdf": letter,
        "html": sealing.sealed(workspace.vault, "html", html(written)),
    }
    row: Row = {
        "id": new_id("r"),
        "model": written.model_id,
        "month": written.month,
        "through": written.through.isoformat(),
        "created": now(),
        "state": written.state,
        "pages": pages(letter),
        "sha256": hashlib.sha256(letter).hexdigest(),
    }
    with workspace.store.writing() as db:
        db.execute("DELETE FROM report WHERE model = ? AND month = ?", [row["model"], row["month"]])
        row |= {name: blobs.keep(workspace, db, data, PURPOSE) for name, data in documents.items()}
        db.table("report").insert(row)
        audit_log.record(workspace, db, who, "report made", row["id"], model=row["model"], month=row["month"])
    return find(workspace, row["id"])


def all_reports(workspace: Workspace) -> list[Report]:
    """Return the reports that are kept, the newest month first."""
    with workspace.store.reading() as db:
        found = db.query(
            f"SELECT {_COLUMNS} FROM report JOIN model ON model.id = model ORDER BY month DESC, model.name"  # noqa: S608
        )
        return [_report(row) for row in found]


def find(workspace: Workspace, report: str) -> Report:
    """Find the report of this id. Raises NotFound."""
    found = next((kept for kept in all_reports(workspace) if kept.id == report), None)
    if found is None:
        raise NotFound("That report is not here any more.", "Make it again for its month.")
    return found


def contents(workspace: Workspace, report: str) -> Contents:
    """Return what a report says, as data. Raises NotFound."""
    return from_json(_blob(workspace, report, "contents"))


def document(workspace: Workspace, report: str, form: Form) -> bytes:
    """Return a report's document in one of its forms, sealed. Raises NotFound, DamagedFile."""
    if form == "json":
        return sealing.sealed(workspace.vault, "json", _blob(workspace, report, "contents"))
    return _blob(workspace, report, form)


def _blob(workspace: Workspace, report: str, column: str) -> bytes:
    with workspace.store.reading() as db:
        row = next(iter(db.query("SELECT contents, pdf, html FROM report WHERE id = ?", [report])), None)
    if row is None:
        raise NotFound("That report is not here any more.", "Make it again for its month.")
    return blobs.fetch(workspace, row[column], PURPOSE)


def _report(row: Row) -> Report:
    return Report(
        **{
            **row,
            "through": date.fromisoformat(row["through"]),
            "created": datetime.fromisoformat(row["created"]),
            "practice": bool(row["practice"]),
        }
    )
