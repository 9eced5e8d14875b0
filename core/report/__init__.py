"""A month of a model as a document: two pages a person can read, and an appendix with every figure.

`gathering` asks the check-up and the log, `composing` puts what they said into the order of a letter (`contents`), `letter`
sets it as PDF, `web` as HTML, `sealing` makes every altered byte show. This file keeps what was made.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from core import blobs, events
from core.errors import NotFound, NotPossibleNow, OwnerError
from core.finding import Level
from core.report import sealing
from core.report.contents import Contents, from_json, to_json
from core.report.months import Month
from core.store import Row
from core.workspace import Workspace, new_id, now

__all__ = [
    "Contents",
    "Form",
    "Report",
    "Written",
    "all_reports",
    "contents",
    "document",
    "find",
    "make",
    "missed_months",
]
__all__ += ["verify", "write"]

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
        """Whether the whole month is in it."""
        return self.through >= Month.read(self.month).last


@dataclass(frozen=True)
class Written:
    """A file that was written: `pages` of the PDF, `sha256` of the file itself."""

    pages: int
    sha256: str


def make(workspace: Workspace, model: str, month: str, who: str, at: datetime | None = None) -> Report:
    """Makes the report of `month` ("2026-03") and keeps it in place of an earlier one. `model` is an id or a name;
    `at` is the moment of making, in the owner's time zone (now when left out).

    Raises:
        OwnerError: not a month, a month to come, or one before the model was live.
    """
    from core import model_version  # what judges and draws takes long to import, and lists of reports need none of it
    from core.report.gathering import gather
    from core.report.letter import pages, pdf
    from core.report.web import html

    made = at or datetime.now().astimezone()
    said = gather(workspace, model_version.find(workspace, model), Month.read(month), made, who)
    said = sealing.signed(workspace.vault, said)
    letter = sealing.sealed(workspace.vault, "pdf", pdf(said, made))
    page = sealing.sealed(workspace.vault, "html", html(said))
    row: Row = {
        "id": new_id("r"),
        "model": said.model_id,
        "month": said.month,
        "through": said.through.isoformat(),
        "created": now(),
        "state": said.state,
        "pages": pages(letter),
        "sha256": hashlib.sha256(letter).hexdigest(),
    }
    with workspace.store.writing() as db:
        db.execute("DELETE FROM report WHERE model = ? AND month = ?", [row["model"], row["month"]])
        kept = {"contents": to_json(said), "pdf": letter, "html": page}
        row |= {name: blobs.keep(workspace, db, data, PURPOSE) for name, data in kept.items()}
        db.table("report").insert(row)
        events.record(workspace, db, who, "report made", row["id"], model=row["model"], month=row["month"])
    return find(workspace, row["id"])


def all_reports(workspace: Workspace) -> list[Report]:
    """Those that are kept, the newest month first."""
    with workspace.store.reading() as db:
        found = db.query(
            f"SELECT {_COLUMNS} FROM report JOIN model ON model.id = model ORDER BY month DESC, model.name"  # noqa: S608
        )
        return [_report(row) for row in found]


def find(workspace: Workspace, report: str) -> Report:
    """Raises NotFound."""
    found = next((kept for kept in all_reports(workspace) if kept.id == report), None)
    if found is None:
        raise NotFound("That report is not here any more.", "Make it again for its month.")
    return found


def contents(workspace: Workspace, report: str) -> Contents:
    """What it says, as data. Raises NotFound."""
    return from_json(_blob(workspace, report, "contents"))


def document(workspace: Workspace, report: str, form: Form) -> bytes:
    """The document in one of its forms, sealed. Raises NotFound, DamagedFile."""
    if form == "json":
        return sealing.sealed(workspace.vault, "json", _blob(workspace, report, "contents"))
    return _blob(workspace, report, form)


def verify(workspace: Workspace, data: bytes) -> bool:
    """Whether a document is, to the last byte, one that this workspace made."""
    return sealing.is_unaltered(workspace.vault, data)


def write(workspace: Workspace, model: str, month: str, out: Path, who: str = "command line") -> Written:
    """Makes the report and writes it as PDF, HTML or JSON, as the ending of `out` says.

    Raises:
        OwnerError: another ending, or what `make` raises.
        NotPossibleNow: the file cannot be written there.
    """
    form = next((form for form in FORMS if out.suffix.lower() == f".{form}"), None)
    if form is None:
        raise OwnerError("A report can be a .pdf, .html or .json file.", "End the name of the file with one of these.")
    made = make(workspace, model, month, who)
    data = document(workspace, made.id, form)
    try:
        out.write_bytes(data)
    except OSError as failure:
        raise NotPossibleNow(
            "The report could not be written there. It is kept under Reports.",
            "Name a folder that exists and is yours.",
        ) from failure
    return Written(made.pages, hashlib.sha256(data).hexdigest())


def missed_months(workspace: Workspace, today: date) -> list[tuple[str, str]]:
    """(model id, month) of every month that is over, in which a model was live, and that has no whole report; oldest first."""
    from core import deployment
    from core.report.gathering import months_live

    whole = {(report.model, report.month) for report in all_reports(workspace) if report.is_final}
    missed = []
    for live in deployment.live(workspace):
        over = [month for month in months_live(workspace, live, today) if month.last < today]
        missed += [(live.model, str(month)) for month in over if (live.model, str(month)) not in whole]
    return sorted(missed, key=lambda pair: pair[1])


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
