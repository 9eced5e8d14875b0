import pytest

from core import dataset, jobs, staging
from core.workspace import Workspace
from tests.pages.conftest import HOSTILE, Opens, words_of

TABLE = "customer,age,{name},left\n" + "".join(
    f"C-{n},{20 + n},{n % 3},{'yes' if n % 2 else 'no'}\n" for n in range(60)
)


@pytest.fixture
def table() -> bytes:
    return TABLE.format(name="fee").encode()


def test_an_empty_workspace_offers_to_bring_a_table(opens: Opens) -> None:
    page = opens("your_data")

    assert "Start with one you already have" in words_of(page)
    assert page.file_uploader[0].label == "Your file"


def test_a_table_is_read_by_the_worker_and_not_by_the_page(opens: Opens, workspace: Workspace, table: bytes) -> None:
    page = opens("your_data")
    page.file_uploader[0].upload("members.csv", table).run()
    page.button[0].click().run()

    waiting = jobs.open_jobs(workspace)
    assert [job.kind for job in waiting] == ["read"]
    assert waiting[0].arguments["filename"] == "members.csv"
    data, _ = staging.fetch(workspace, staging.Staged(**waiting[0].arguments["staged"]))
    assert data == table


def test_progress_is_there_again_after_a_reload(opens: Opens, workspace: Workspace) -> None:
    job = jobs.enqueue(workspace, "read", filename="members.csv", staged={"upload": "b_none", "password": None})
    assert jobs.take(workspace) == jobs.find(workspace, job.id)
    jobs.note(workspace, job.id, 0.4, "Working out what the columns mean…")

    page = opens("your_data")

    assert page.get("progress")[0].proto.text == "Working out what the columns mean…"
    page.button[0].click().run()
    assert jobs.should_stop(workspace, job.id)


def test_a_preview_waits_until_the_owner_decides(opens: Opens, workspace: Workspace, table: bytes) -> None:
    dataset.add(workspace, table, "members.csv", state="preview", who="owner")

    page = opens("your_data")

    assert "60 rows" in words_of(page)
    assert list(page.dataframe[0].value.columns) == ["customer", "age", "fee", "left"]
    next(button for button in page.button if button.label == "Keep it").click().run()
    assert [kept.state for kept in dataset.all_datasets(workspace)] == ["kept"]
    assert "You have 1 table" in words_of(page)


def test_a_discarded_preview_is_gone(opens: Opens, workspace: Workspace, table: bytes) -> None:
    dataset.add(workspace, table, "members.csv", state="preview", who="owner")

    page = opens("your_data")
    next(button for button in page.button if button.label == "Discard it").click().run()

    assert dataset.all_datasets(workspace) == []
    assert not page.exception


def test_a_name_from_a_file_is_drawn_as_the_text_it_is(opens: Opens, workspace: Workspace) -> None:
    data = TABLE.format(name=HOSTILE).encode()
    dataset.add(workspace, data, f"{HOSTILE}.csv", name=HOSTILE, state="kept", who="owner")

    page = opens("your_data")
    page.toggle[0].set_value(True).run()

    assert not page.exception
    drawn = [element.value for element in (*page.markdown, *page.subheader, *page.caption)]
    assert not any("![" in text or "](" in text for text in drawn)
    assert any("evil" in text for text in drawn)


def test_a_failed_reading_says_what_to_do(opens: Opens, workspace: Workspace) -> None:
    job = jobs.enqueue(workspace, "read", filename="x.csv", staged={"upload": "b_none", "password": None})
    jobs.take(workspace)
    jobs.end(workspace, job.id, "failed", {"error": "This file is empty.", "advice": "Save it again, then bring it."})

    page = opens("your_data", reading=job.id)

    assert "This file is empty" in page.error[0].value
    assert page.file_uploader[0].label == "Your file"
