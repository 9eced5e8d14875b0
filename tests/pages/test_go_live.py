import json
import subprocess
import sys

import pandas as pd
import pytest

from core import dataset, deployment
from core.prediction_log import reading as log
from core.workspace import Workspace
from pages.go_live_parts.snippets import snippets
from tests.pages.conftest import HOSTILE, Opens, model_named, press, words_of


def test_without_a_model_it_says_what_will_be_here(opens: Opens) -> None:
    assert "There is no model to put to work yet" in words_of(opens("go_live"))


def test_one_click_puts_a_model_live(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, HOSTILE)

    press(opens("go_live", model=model.id), "Put it live")

    live = deployment.live_of(stocked, model.id)
    assert live
    assert live.state == "live"


def test_a_key_is_shown_once(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, "Who might not come back?")
    page = press(opens("go_live", model=model.id, part="Connect"), "Make a new key")

    assert any(block.value.startswith("plw_") for block in page.code)
    press(page, "I have copied it")
    assert not any(block.value.startswith("plw_") for block in page.code)


def test_one_case_gets_an_answer_with_reasons(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, "Who might not come back?")
    before = log.how_many(stocked, model.id)

    page = press(opens("go_live", model=model.id), "Ask")

    assert "Of 100 customers like this one" in words_of(page)
    assert "What weighed most" in words_of(page)
    assert log.how_many(stocked, model.id) == before + 1


def test_a_whole_list_comes_back_with_answers(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, "Who might not come back?")
    members = dataset.frame(stocked, model.plan.dataset).head(30).drop(columns="left")

    page = opens("go_live", model=model.id, part="A whole list")
    page.file_uploader[0].upload("list.csv", members.to_csv(index=False).encode()).run()
    page = press(page, "Answer every row")

    assert "30 rows answered" in words_of(page)
    assert list(stocked.settings.home.glob("scratch_*")) == []


def test_what_happened_is_taken_from_a_file(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, "Who might not come back?")
    newest = log.latest(stocked, model.id, 5)
    told = pd.DataFrame({"prediction_id": [row.id for row in newest], "left": ["yes"] * 5})

    page = opens("go_live", model=model.id, part="What happened")
    page.file_uploader[0].upload("happened.csv", told.to_csv(index=False).encode()).run()
    page = press(page, "Note all of it")

    assert "5 cases noted" in page.success[0].value
    assert [row.actual for row in log.latest(stocked, model.id, 5)] == [1.0] * 5


def test_pause_and_resume(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, "Who might not come back?")

    page = press(opens("go_live", model=model.id), "Pause")
    assert deployment.live_of(stocked, model.id).state == "paused"
    press(page, "Resume")
    assert deployment.live_of(stocked, model.id).state == "live"


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
