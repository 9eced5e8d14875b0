"""A month of a model as a document: two pages a person can read, and an appendix with every figure.

`gathering` asks the check-up and the log, `composing` puts what they said into the order of a letter (`contents`), `pdf`
and `html` set it, `sealing` makes every altered byte show, `archive` keeps what was made.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from core.common.actor import COMMAND_LINE, Actor
from core.common.errors import NotPossibleNow, OwnerError
from core.reporting import sealing
from core.reporting.archive import FORMS, Form, Report, all_reports, contents, document, find, keep
from core.reporting.contents import Contents
from core.reporting.months import Month
from core.storage.workspace import Workspace

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
    "verify",
    "write",
]


@dataclass(frozen=True)
class Written:
    """A file that was written: `pages` of the PDF, `sha256` of the file itself."""

    pages: int
    sha256: str


def make(workspace: Workspace, model: str, month: str, who: Actor, at: datetime | None = None) -> Report:
    """Make the report of `month` ("2026-03") and keep it in place of an earlier one.

    `model` is an id or a name; `at` is the moment of making, in the owner's time zone (now when left out).

    Raises:
        OwnerError: not a month, a month to come, or one before the model was live.
    """
    from core.models import registry  # what judges takes long to import, and lists of reports need none of it
    from core.reporting.gathering import gather

    made = at or datetime.now().astimezone()
    written = gather(workspace, registry.find(workspace, model), Month.read(month), made, who)
    return keep(workspace, written, made, who)


def verify(workspace: Workspace, data: bytes) -> bool:
    """Return whether a document is, to the last byte, one that this workspace made."""
    return sealing.is_unaltered(workspace.vault, data)


def write(workspace: Workspace, model: str, month: str, out: Path, who: Actor = COMMAND_LINE) -> Written:
    """Make the report and write it as PDF, HTML or JSON, as the ending of `out` says.

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
    """Return (model id, month) of every month that is over, in which a model was live, and that has no whole report; oldest first."""
    from core.reporting.gathering import months_live
    from core.serving import deployment

    whole = {(report.model, report.month) for report in all_reports(workspace) if report.is_final}
    missed = []
    for live in deployment.live(workspace):
        over = [month for month in months_live(workspace, live, today) if month.last < today]
        missed += [(live.model, str(month)) for month in over if (live.model, str(month)) not in whole]
    return sorted(missed, key=lambda pair: pair[1])
