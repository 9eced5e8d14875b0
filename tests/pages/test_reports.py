from datetime import date

from core.common.actor import OWNER
from core.reporting import monthly
from core.storage import job_queue
from core.storage.workspace import Workspace
from tests.pages.conftest import Opens, model_named, press, words_of


def test_without_a_model_it_says_what_will_be_here(opens: Opens) -> None:
    assert "There is no model to report on yet" in words_of(opens("reports"))


def test_a_report_is_made_by_the_worker(opens: Opens, stocked: Workspace) -> None:
    press(opens("reports"), "Make it")

    (job,) = job_queue.open_jobs(stocked)
    assert job.kind == "report"
    assert job.arguments["month"] == date.today().strftime("%Y-%m")


def test_a_kept_report_can_be_downloaded_and_checked(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, "Who might not come back?")
    made = monthly.make(stocked, model.id, date.today().strftime("%Y-%m"), who=OWNER)
    letter = monthly.document(stocked, made.id, "pdf")

    page = opens("reports")
    assert "Who might not come back?" in words_of(page)
    page.file_uploader[0].upload("report.pdf", letter).run()
    assert "exactly as Plainwell made it" in page.success[0].value

    altered = opens("reports")
    altered.file_uploader[0].upload("report.pdf", letter[:-30] + b"x" + letter[-29:]).run()
    assert "not as Plainwell made it" in altered.error[0].value
