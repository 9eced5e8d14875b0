import pytest
from streamlit.testing.v1 import AppTest

from core.common.actor import OWNER
from core.data import dataset
from core.data.repairs import repair
from core.monitoring import table_checkup
from core.operations.worker import Worker
from core.storage import job_queue, staging
from core.storage.workspace import Workspace
from pages.shared.text import headers
from pages.your_data_parts import fixing
from tests.pages.conftest import HOSTILE, Opens, press, words_of

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

    waiting = job_queue.open_jobs(workspace)
    assert [job.kind for job in waiting] == ["read"]
    assert waiting[0].arguments["filename"] == "members.csv"
    data, _ = staging.fetch(workspace, staging.Staged(**waiting[0].arguments["staged"]))
    assert data == table


def test_progress_is_there_again_after_a_reload(opens: Opens, workspace: Workspace) -> None:
    job = job_queue.enqueue(workspace, "read", filename="members.csv", staged={"upload": "b_none", "password": None})
    assert job_queue.take(workspace) == job_queue.find(workspace, job.id)
    job_queue.note(workspace, job.id, 0.4, "Working out what the columns mean…")

    page = opens("your_data")

    assert page.get("progress")[0].proto.text == "Working out what the columns mean…"
    page.button[0].click().run()
    assert job_queue.should_stop(workspace, job.id)


def test_a_preview_waits_until_the_owner_decides(opens: Opens, workspace: Workspace, table: bytes) -> None:
    dataset.add(workspace, table, "members.csv", state="preview", who=OWNER)

    page = opens("your_data")

    assert "60 rows" in words_of(page)
    assert list(page.dataframe[0].value.columns) == ["customer", "age", "fee", "left"]
    next(button for button in page.button if button.label == "Keep it").click().run()
    assert [kept.state for kept in dataset.all_datasets(workspace)] == ["kept"]
    assert "You have 1 table" in words_of(page)


def test_a_discarded_preview_is_gone(opens: Opens, workspace: Workspace, table: bytes) -> None:
    dataset.add(workspace, table, "members.csv", state="preview", who=OWNER)

    page = opens("your_data")
    next(button for button in page.button if button.label == "Discard it").click().run()

    assert dataset.all_datasets(workspace) == []
    assert not page.exception


def test_a_name_from_a_file_is_drawn_as_the_text_it_is(opens: Opens, workspace: Workspace) -> None:
    data = TABLE.format(name=HOSTILE).encode()
    dataset.add(workspace, data, f"{HOSTILE}.csv", name=HOSTILE, state="kept", who=OWNER)

    page = opens("your_data")
    page.toggle[0].set_value(True).run()

    assert not page.exception
    drawn = [element.value for element in (*page.markdown, *page.subheader, *page.caption)]
    assert not any("![" in text or "](" in text for text in drawn)
    assert any("evil" in text for text in drawn)


def test_a_failed_reading_says_what_to_do(opens: Opens, workspace: Workspace) -> None:
    job = job_queue.enqueue(workspace, "read", filename="x.csv", staged={"upload": "b_none", "password": None})
    job_queue.take(workspace)
    job_queue.end(
        workspace, job.id, "failed", {"error": "This file is empty.", "advice": "Save it again, then bring it."}
    )

    page = opens("your_data", reading=job.id)

    assert "This file is empty" in page.error[0].value
    assert page.file_uploader[0].label == "Your file"


def by_worker(workspace: Workspace) -> None:
    """What waits is done, as the worker would."""
    assert Worker(workspace).once()


def test_a_guess_is_changed_by_reading_the_file_again(opens: Opens, workspace: Workspace) -> None:
    data = TABLE.format(name="fee").replace(",", ";").encode()
    dataset.add(workspace, data, "members.csv", state="preview", who=OWNER)
    page = opens("your_data")
    assert "The columns are separated by semicolons" in words_of(page)

    next(box for box in page.selectbox if box.label == "What stands between the columns").set_value("|")
    press(page, "Read it again")
    assert page.get("progress")
    by_worker(workspace)

    assert dataset.all_datasets(workspace)[0].choices.delimiter == "|"
    assert "This table has only one column" in words_of(opens("your_data"))


def test_dates_that_can_be_read_two_ways_are_asked_with_examples(opens: Opens, workspace: Workspace) -> None:
    days = "day,n\n" + "".join(f"01/{n % 9 + 1:02d}/2026,{n}\n" for n in range(40))
    dataset.add(workspace, days.encode(), "days.csv", state="preview", who=OWNER)
    page = opens("your_data")
    assert "could be read two ways" in words_of(page)
    months = next(
        button.label for button in page.button if "January 2026" in button.label and "is 1 " not in button.label
    )

    press(page, months)
    by_worker(workspace)

    (read,) = dataset.all_datasets(workspace)
    assert set(dataset.frame(workspace, read.id)["day"].dt.month) == {1}
    assert "could be read two ways" not in words_of(opens("your_data"))


def test_a_file_that_continues_a_table_is_added_to_it(opens: Opens, workspace: Workspace, table: bytes) -> None:
    first = dataset.add(workspace, table, "members.csv", who=OWNER)
    more = table.replace(b"C-", b"D-") + b"C-0,20,0,no\n"
    dataset.add(workspace, more, "more.csv", state="preview", who=OWNER)

    page = opens("your_data")
    assert "It is compared with the table you have" in words_of(page)
    by_worker(workspace)
    page = opens("your_data")
    assert "This looks like more of “members”" in words_of(page)
    assert "Of its 61 rows, one is there already" in words_of(page)
    press(page, "Add it to “members”")
    by_worker(workspace)

    (joined,) = dataset.all_datasets(workspace)
    assert (joined.id, joined.rows, joined.version) == (first.id, 120, 2)
    assert "120 rows" in words_of(opens("your_data"))


def test_a_stopped_comparison_is_begun_again_only_when_asked_for(
    opens: Opens, workspace: Workspace, table: bytes
) -> None:
    dataset.add(workspace, table, "members.csv", who=OWNER)
    dataset.add(workspace, table.replace(b"C-", b"D-"), "more.csv", state="preview", who=OWNER)
    opens("your_data")
    job_queue.stop(workspace, job_queue.open_jobs(workspace)[0].id)

    page = opens("your_data")
    assert job_queue.open_jobs(workspace) == []
    assert "It was not compared" in words_of(page)
    press(page, "Compare it again")
    by_worker(workspace)
    assert "60 rows come in addition" in words_of(opens("your_data"))


def test_a_large_table_is_mended_by_the_worker(
    opens: Opens, workspace: Workspace, table: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = dataset.add(workspace, table + table.split(b"\n", 1)[1], "members.csv", who=OWNER)
    table_checkup.of_table(workspace, kept.id)
    monkeypatch.setattr("core.data.dataset.records.LARGE", 100)
    page = inside(opens("your_data"), "Noticed")
    press(page, repair("remove_duplicates").label)
    assert page.get("progress")
    assert dataset.find(workspace, kept.id).rows == 120
    by_worker(workspace)
    assert dataset.find(workspace, kept.id).rows == 60
    assert table_checkup.known(workspace, kept.id) is not None

    page = inside(opens("your_data"), "Repairs")
    press(page, "Undo")
    by_worker(workspace)
    assert dataset.find(workspace, kept.id).content == kept.content


def test_a_total_that_was_left_out_is_taken_in_and_left_out_again(
    opens: Opens, workspace: Workspace, table: bytes
) -> None:
    dataset.add(workspace, table + b"Total,2970,,\n", "members.csv", state="preview", who=OWNER)
    page = opens("your_data")
    assert "looked like a total; left out" in words_of(page)

    next(button for button in page.button if button.key and button.key.startswith("offer")).click().run()
    by_worker(workspace)
    assert dataset.all_datasets(workspace)[0].rows == 61

    press(opens("your_data"), "Leave it out")
    by_worker(workspace)
    assert dataset.all_datasets(workspace)[0].rows == 60


def inside(page: AppTest, side: str) -> AppTest:
    page.toggle[0].set_value(True).run()
    page.button_group[0].set_value(side).run()
    assert not page.exception, page.exception
    return page


def test_a_repair_is_listed_and_undone(opens: Opens, workspace: Workspace, table: bytes) -> None:
    kept = dataset.add(workspace, table, "members.csv", who=OWNER)
    dataset.repair(workspace, kept.id, "set_cell", {"row": 3, "column": "age", "value": 99})

    page = inside(opens("your_data"), "Repairs")
    assert "“age” was changed from 23 to 99" in words_of(page)
    press(page, "Undo")

    assert dataset.repairs(workspace, kept.id) == []
    assert dataset.find(workspace, kept.id).content == kept.content


def test_rows_to_repair_are_found_by_what_stands_in_them(opens: Opens, workspace: Workspace, table: bytes) -> None:
    kept = dataset.add(workspace, table, "members.csv", who=OWNER)
    page = inside(opens("your_data"), "Repairs")
    next(box for box in page.text_input if box.label == "Find rows that hold").set_value("c-41").run()
    assert list(page.dataframe[0].value["Row"]) == [42]
    assert list(dataset.rows_holding(workspace, kept.id, "C-4", 3).index) == [4, 40, 41]
    assert list(dataset.rows_holding(workspace, kept.id, "25", 3).index) == [5, 25]


def test_what_a_table_is_for_is_noted(opens: Opens, workspace: Workspace, table: bytes) -> None:
    kept = dataset.add(workspace, table, "members.csv", who=OWNER)
    page = inside(opens("your_data"), "Origin")
    next(box for box in page.text_input if box.label == "What is it for?").set_value("To see who leaves")
    page.radio[0].set_value("consent")
    press(page, "Save")
    noted = dataset.provenance(workspace, kept.id)
    assert (noted.purpose, noted.basis, noted.is_noted) == ("To see who leaves", "consent", False)


def test_an_earlier_version_is_used_again(opens: Opens, workspace: Workspace, table: bytes) -> None:
    kept = dataset.add(workspace, table, "members.csv", who=OWNER)
    more = dataset.add(workspace, table.replace(b"C-", b"D-"), "more.csv", state="preview", who=OWNER)
    dataset.append(workspace, kept.id, more.id)
    page = inside(opens("your_data"), "Reading")
    assert "60 rows added from “more" in words_of(page)
    press(page, "Use this version")
    assert dataset.find(workspace, kept.id).rows == 60


def test_what_was_noticed_is_mended_with_a_button(opens: Opens, workspace: Workspace, table: bytes) -> None:
    lines = table.decode().splitlines(keepends=True)
    kept = dataset.add(workspace, "".join([*lines, *lines[1:31]]).encode(), "members.csv", who=OWNER)
    page = inside(opens("your_data"), "Noticed")
    page = press(page, repair("remove_duplicates").label)
    assert dataset.find(workspace, kept.id).rows == 60
    assert "You can take it back" in page.success[0].value
    assert not page.run().success, "said once"


def test_each_changed_cell_becomes_a_repair_in_its_own_kind(opens: Opens, workspace: Workspace, table: bytes) -> None:
    """The table editor cannot be driven by Streamlit's own tests, so what it gives back is put in by hand."""
    kept = dataset.add(workspace, table, "members.csv", who=OWNER)
    opens("your_data")
    found = dataset.rows_holding(workspace, kept.id, "", 50)
    before = fixing.shown(found)
    after = before.copy()
    after.loc[1, ["age", "left"]] = [77, "no"]
    after.loc[2, "customer"] = None
    after.loc[3, "Leave out"] = True

    fixing.save(kept, found, before, after)

    made = dataset.frame(workspace, kept.id)
    assert (made.at[1, "age"], bool(made.at[1, "left"]), made["customer"].isna().sum(), 3 in made.index) == (
        77,
        False,
        1,
        False,
    )
    assert [one.key for one in dataset.repairs(workspace, kept.id)] == ["set_cell"] * 3 + ["remove_rows"]


def test_a_table_may_use_the_names_that_our_own_columns_have(opens: Opens, workspace: Workspace) -> None:
    lines = ["Row,Leave out,_index,column 5,,Row (2)", *(f"{n},{n % 7},{n},4,{n},6" for n in range(40))]
    kept = dataset.add(workspace, "\n".join(lines).encode(), "list.csv", who=OWNER)
    opens("your_data")
    found = dataset.rows_holding(workspace, kept.id, "", 50)
    before = fixing.shown(found)
    assert before.columns.is_unique
    assert list(before.columns[2:4]) == list(found.columns[:2]) == ["Row", "Leave out"], "the owner's keep their names"
    assert "_index" not in before.columns, "under this name Streamlit keeps the row's own number"
    after = before.copy()
    after.iat[1, 2] = "77"
    after.iat[3, 0] = True

    fixing.save(kept, found, before, after)

    made = dataset.frame(workspace, kept.id)
    assert (made.at[1, "Row"], made.at[4, "Leave out"], 3 in made.index) == ("77", 4, False)


def test_no_two_columns_are_drawn_under_one_name() -> None:
    assert headers(["a", "a (2)", "a", "a", "_index"]) == ["a", "a (2)", "a (3)", "a (4)", "_index (2)"]
