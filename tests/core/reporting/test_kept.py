"""Reports that are kept: found again, replaced, gone with their model."""

from datetime import date

import pytest

from core.common.actor import OWNER
from core.common.errors import NotFound
from core.models import registry
from core.reporting import archive, monthly
from core.reporting.archive import keep
from core.storage import audit_log
from core.storage.workspace import Workspace
from tests.core.reporting.samples import MADE, sample


@pytest.fixture
def model(workspace: Workspace) -> str:
    """A model's id, so that a report has something to be about."""
    row = {"id": "m_1", "name": "Who might not come back?", "template": "churn", "created": "2026-03-01", "practice": 0}
    with workspace.store.writing() as db:
        db.table("model").insert({**row, "plan": '{"template": "churn", "dataset": "d_1", "roles": {}}'})
    return row["id"]


def blobs_of(workspace: Workspace) -> int:
    with workspace.store.reading() as db:
        return int(db.execute("SELECT count(*) FROM blob").fetchone()[0])


def kept(workspace: Workspace, **changed: object) -> monthly.Report:
    return keep(workspace, sample(**changed), MADE, OWNER)


def test_a_report_is_found_again_in_each_of_its_forms(workspace: Workspace, model: str) -> None:
    made = kept(workspace)
    assert monthly.find(workspace, made.id) == made
    assert monthly.document(workspace, made.id, "pdf").startswith(b"%PDF")
    assert monthly.document(workspace, made.id, "html").startswith(b"<!doctype html>")
    assert monthly.contents(workspace, made.id).headline == sample().headline
    assert (made.model, made.month, made.state, made.pages) == (model, "2026-10", "act", 3)


@pytest.mark.parametrize("form", archive.FORMS)
def test_each_form_is_known_as_unaltered(workspace: Workspace, model: str, form: monthly.Form) -> None:
    document = monthly.document(workspace, kept(workspace).id, form)
    assert monthly.verify(workspace, document)
    assert not monthly.verify(workspace, document.replace(b"20", b"21", 1))


def test_a_report_that_was_replaced_is_still_known_as_ours(workspace: Workspace, model: str) -> None:
    first = kept(workspace, month_in_words="October 2026 so far")
    handed_out = monthly.document(workspace, first.id, "pdf")
    kept(workspace)
    assert monthly.verify(workspace, handed_out)


def test_a_months_report_takes_the_place_of_an_earlier_one(workspace: Workspace, model: str) -> None:
    first = kept(workspace, through=date(2026, 10, 12))
    before = blobs_of(workspace)
    second = kept(workspace)
    assert (first.is_final, second.is_final) == (False, True)
    assert [one.id for one in monthly.all_reports(workspace)] == [second.id]
    assert blobs_of(workspace) == before
    with pytest.raises(NotFound):
        monthly.document(workspace, first.id, "pdf")


def test_reports_go_with_their_model(workspace: Workspace, model: str) -> None:
    kept(workspace)
    registry.delete(workspace, model, OWNER)
    assert monthly.all_reports(workspace) == []
    assert blobs_of(workspace) == 0


def test_the_file_holds_no_readable_word_of_a_report(workspace: Workspace, model: str) -> None:
    kept(workspace, headline="Margarethe Zwiebelhuber was warned about.")
    assert b"Zwiebelhuber" not in workspace.settings.workspace_db.read_bytes()


def test_making_one_is_recorded(workspace: Workspace, model: str) -> None:
    kept(workspace)
    assert [entry["detail"] for entry in audit_log.latest(workspace, what="report made")] == [
        {"model": model, "month": "2026-10"}
    ]
