import json
import subprocess
import sys

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from core.common.actor import OWNER
from core.data import dataset
from core.models import registry, templates, training
from core.operations.worker import Worker
from core.serving import deployment
from core.serving.prediction_log import reading as log
from core.storage import job_queue, staging
from core.storage.workspace import Workspace
from pages.go_live_parts.snippets import snippets
from tests.core.data.dataset.test_locked import PASSWORD, SAFE
from tests.pages.conftest import HOSTILE, Opens, model_named, press, words_of

CHURN = "Who might not come back?"


def test_without_a_model_it_says_what_will_be_here(opens: Opens) -> None:
    assert "There is no model to put to work yet" in words_of(opens("go_live"))


def test_one_click_puts_a_model_live(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, HOSTILE)

    press(opens("go_live", model=model.id), "Put it live")

    live = deployment.live_of(stocked, model.id)
    assert live
    assert live.state == "live"


def test_a_key_is_shown_once(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, CHURN)
    page = press(opens("go_live", model=model.id, part="Connect"), "Make a new key")

    assert any(block.value.startswith("plw_") for block in page.code)
    press(page, "I have copied it")
    assert not any(block.value.startswith("plw_") for block in page.code)


def test_keys_are_told_apart_by_how_they_begin_and_taking_one_back_asks_first(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, CHURN)
    deployment.new_key(stocked, model.id, who=OWNER)
    first, second = deployment.keys(stocked)
    page = opens("go_live", model=model.id, part="Connect")
    assert all(f"`plw_{key.id}…`" in words_of(page) for key in (first, second))

    page = press(page, "Take it back")
    assert deployment.keys(stocked) == [first, second]
    assert "gets no answer from then on" in words_of(page)

    for key in (first, second):
        deployment.revoke(stocked, key.id, who=OWNER)
    assert "There is none, so no program can ask" in words_of(opens("go_live", model=model.id, part="Connect"))


@pytest.mark.parametrize(
    "part", ["Try one case", "A whole list", "Connect", "What happened", "Versions", "Teach it again"]
)
@pytest.mark.parametrize("paused", [False, True])
def test_one_button_at_most_stands_out(opens: Opens, stocked: Workspace, part: str, *, paused: bool) -> None:
    model = model_named(stocked, CHURN)
    if paused:
        deployment.pause(stocked, model.id, who=OWNER)
    page = opens("go_live", model=model.id, part=part)
    assert sum(button.proto.type == "primary" for button in page.button) <= 1


def test_before_it_is_live_the_one_click_stands_out_alone(opens: Opens, stocked: Workspace) -> None:
    page = opens("go_live", model=model_named(stocked, HOSTILE).id)
    assert [button.label for button in page.button if button.proto.type == "primary"] == ["Put it live"]
    assert any(button.label == "Teach it again" for button in page.button)


def test_one_case_gets_an_answer_with_reasons(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, CHURN)
    before = log.how_many(stocked, model.id)

    page = press(opens("go_live", model=model.id), "Ask")

    assert "Of 100 customers like this one" in words_of(page)
    assert "What weighed most" in words_of(page)
    assert words_of(page).count(": here it is ") == 3, "what stood there, for each reason"
    assert log.how_many(stocked, model.id) == before + 1


def test_a_whole_list_is_answered_by_the_worker_and_is_there_after_a_reload(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, CHURN)
    members = dataset.frame(stocked, model.plan.dataset).head(30).drop(columns="left").astype({"age": object})
    members.loc[3, "age"] = "old"

    page = opens("go_live", model=model.id, part="A whole list")
    page.file_uploader[0].upload("list.csv", members.to_csv(index=False).encode()).run()
    page = press(page, "Answer every row")
    assert "it goes on when you are back" in words_of(page)
    assert "it goes on when you are back" in words_of(opens("go_live", model=model.id, part="A whole list"))
    assert Worker(stocked).once()

    page = opens("go_live", model=model.id, part="A whole list")
    assert "29 rows answered" in words_of(page)
    assert "1 row got no answer" in words_of(page)
    assert "“age” is not a number" in words_of(page)
    assert "then removed" in words_of(page)
    assert [button.label for button in page.get("download_button")] == ["Download as Excel", "Download as CSV"]
    assert "rows answered" not in words_of(press(page, "Remove it now"))


def test_a_list_can_be_stopped(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, CHURN)
    page = opens("go_live", model=model.id, part="A whole list")
    page.file_uploader[0].upload("list.csv", b"age\n31\n").run()
    page = press(press(page, "Answer every row"), "Stop")

    job = job_queue.latest(stocked, "score", model=model.id)
    assert job
    assert job.state == "stopped"


def brought(page: AppTest, workspace: Workspace, use: str, data: bytes, password: str = "") -> AppTest:
    """The page once the worker has read the columns of a file."""
    uploader = next(each for each in page.file_uploader if each.key.startswith(f"file {use}"))
    uploader.upload("told.csv", data).run()
    page.text_input(key=f"password {use}").set_value(password)
    page.button(key=f"read {use}").click().run()
    assert Worker(workspace).once()
    page.run()
    assert not page.exception, page.exception
    return page


def test_a_file_that_was_brought_is_there_after_a_reload_and_in_no_other_models_way(
    opens: Opens, stocked: Workspace
) -> None:
    model = model_named(stocked, CHURN)
    page = opens("go_live", model=model.id, part="What happened")
    page = brought(page, stocked, "outcomes", b"prediction_id,left\np_1,yes\n")
    (job,) = job_queue.recent(stocked, "columns", 5, model=model.id)
    again = opens("go_live", model=model.id, part="What happened", **{"outcomes_file": job.id})
    assert "was read" in words_of(again)
    assert next(choice for choice in again.selectbox if choice.label == "How it ended").value == "left"
    again = press(again, "Bring another file")
    assert "was read" not in words_of(again)
    assert not staging.is_waiting(stocked, staging.Staged(**job.arguments["staged"]))


def test_a_locked_file_of_what_happened_opens_with_its_password_alone(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, CHURN)
    page = opens("go_live", model=model.id, part="What happened")
    page = brought(page, stocked, "outcomes", SAFE, "not this")
    assert "password" in page.error[0].value
    page = brought(page, stocked, "outcomes", SAFE, PASSWORD)
    assert "was read" in words_of(page)
    assert not page.error


def test_what_happened_is_taken_from_a_file(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, CHURN)
    newest = log.latest(stocked, model.id, 5)
    told = pd.DataFrame({"prediction_id": [row.id for row in newest], "left": ["yes"] * 5})

    page = opens("go_live", model=model.id, part="What happened")
    page = brought(page, stocked, "outcomes", told.to_csv(index=False).encode())
    page = press(page, "Note all of it")
    assert Worker(stocked).once()
    page.run()

    assert "5 cases noted" in page.success[0].value
    assert [row.actual for row in log.latest(stocked, model.id, 5)] == [1.0] * 5
    assert Worker(stocked).once()
    checked = job_queue.latest(stocked, "checkup", model=model.id)
    assert checked
    assert checked.state == "done", "Health knows of what was just told"


def test_a_file_that_fits_nothing_says_so(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, CHURN)
    page = opens("go_live", model=model.id, part="What happened")
    page = brought(page, stocked, "outcomes", b"prediction_id,left\np_1,yes\np_2,no\n")
    page = press(page, "Note all of it")
    assert Worker(stocked).once()
    page.run()

    assert "No case was noted. 2 rows fitted none of its answers." in page.warning[0].value
    assert job_queue.latest(stocked, "checkup", model=model.id) is None


def test_what_people_did_is_taken_from_a_file_and_repeats_and_changes_are_told(
    opens: Opens, stocked: Workspace
) -> None:
    model = model_named(stocked, CHURN)
    told = [row.id for row in log.latest(stocked, model.id, 4)]
    did = ["followed", "changed", "followed", "followed"]
    lines = [f"{case},{what},5" for case, what in zip(told, did, strict=True)]
    file = "\n".join(["case,did,seconds", *lines, f"{told[0]},followed,5", f"{told[1]},followed,5", "p_0,followed,1"])
    page = opens("go_live", model=model.id, part="What happened")
    page = brought(page, stocked, "decisions", file.encode())
    for label, column in {"Which case was it": "case", "What was done": "did"}.items():
        next(choice for choice in page.selectbox if choice.label == label).select(column).run()
    page = press(page, "Note what people did")
    assert Worker(stocked).once()
    page.run()
    assert "cases noted" in page.success[0].value
    assert page.success[0].value.count("\n- ") == 3, "a line each"
    assert "1 row fitted none of its answers" in page.success[0].value
    assert "1 row had been told before" in page.success[0].value
    assert "told otherwise before" in page.success[0].value


def test_how_one_case_ended_and_what_was_done_is_noted_on_the_page_and_followed_by_a_check_up(
    opens: Opens, stocked: Workspace
) -> None:
    model = model_named(stocked, CHURN)
    first, second, third = log.latest(stocked, model.id, 3)
    page = opens("go_live", model=model.id, part="What happened")
    assert page.selectbox(key=f"did {first.id}").options == ["Followed", "Did otherwise"]
    page.selectbox(key=f"ended {first.id}").select("yes")
    page.selectbox(key=f"did {first.id}").select("Did otherwise")
    page.number_input(key=f"minutes {first.id}").set_value(2.5)
    page.selectbox(key=f"did {second.id}").select("Followed")
    page.number_input(key=f"minutes {third.id}").set_value(1)
    page = press(page, "Note what I filled in")

    assert page.success[0].value.splitlines() == [
        "How one case ended and what was done with 2 answers is noted.",
        "",
        "- Of one answer only the minutes were said. Say what was done, too.",
    ]
    noted = [(row.actual, row.followed, row.seconds) for row in log.latest(stocked, model.id, 3)]
    assert noted == [(1.0, 0, 150.0), (None, 1, None), (None, None, None)]
    checked = job_queue.latest(stocked, "checkup", model=model.id)
    assert checked
    assert checked.is_open, "Health is to know of what was just told"

    assert Worker(stocked).once()
    again = press(opens("go_live", model=model.id, part="What happened"), "Note what I filled in")
    assert "Nothing was noted" in again.warning[0].value, "what is known already is not told again"
    assert not any(job.kind == "checkup" for job in job_queue.open_jobs(stocked))


def test_of_groups_only_what_people_did_is_asked(opens: Opens, workspace: Workspace) -> None:
    template = templates.template("segments")
    table = dataset.add_frame(workspace, template.practice(120, 1), "Guests", "guests.csv", who=OWNER)
    version = training.train(workspace, training.plan(workspace, "segments", table.id, {}), who=OWNER)
    deployment.deploy(workspace, version.model, who=OWNER)
    row = deployment.example_row(workspace, registry.find(workspace, version.model), 1)
    (answer,) = deployment.predict_rows(workspace, version.model, [row], source="form")
    page = opens("go_live", model=version.model, part="What happened")
    assert not any(field.label == "What happened" for field in page.selectbox)
    page.selectbox(key=f"did {answer.id}").select("Followed")
    page = press(page, "Note what I filled in")
    assert page.success[0].value.strip() == "What was done with one answer is noted."


def test_older_answers_are_shown_when_they_are_asked_for(opens: Opens, stocked: Workspace) -> None:
    page = opens("go_live", model=model_named(stocked, CHURN).id, part="What happened")
    assert sum(field.label == "What people did" for field in page.selectbox) == 5
    page = press(page, "Show older answers")
    assert sum(field.label == "What people did" for field in page.selectbox) == 10


def test_pause_and_resume(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, CHURN)
    since = deployment.live_of(stocked, model.id).since

    page = press(opens("go_live", model=model.id), "Pause")
    assert deployment.live_of(stocked, model.id).state == "paused"
    assert "It was put live on" in words_of(page)
    press(page, "Resume")
    assert deployment.live_of(stocked, model.id).state == "live"
    assert deployment.live_of(stocked, model.id).since == since


def test_the_python_text_sends_what_it_shows(tmp_path: object) -> None:
    row = {'it\'s "a" {name}': 1.5, HOSTILE: True, "none": None}
    python = next(snippet for snippet in snippets("http://127.0.0.1:1/x", row) if snippet.title == "Python")
    shown = python.text.split("with urllib")[0] + "print(asked.data.decode())"

    said = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True).stdout

    assert json.loads(said) == {"row": row}


@pytest.mark.parametrize("title", ["curl", "JavaScript", "Excel"])
def test_texts_to_copy_hold_the_address_and_no_key(title: str) -> None:
    snippet = next(snippet for snippet in snippets("http://127.0.0.1:1/x", {"a": 1}) if snippet.title == title)

    assert "http://127.0.0.1:1/x" in snippet.text
    assert "plw_" not in snippet.text
