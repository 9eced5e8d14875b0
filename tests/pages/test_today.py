import pytest

from core.operations import disk_space
from core.storage import job_queue
from core.storage.workspace import Workspace
from tests.pages.conftest import HOSTILE, Opens, model_named, press, words_of


def test_an_empty_workspace_has_three_ways_in(opens: Opens) -> None:
    page = opens("today")

    assert page.title[0].value == "Welcome to Plainwell"
    assert [button.label for button in page.button] == ["Bring a table", "Try it", "Read"]


def test_the_practice_shop_is_put_up_by_the_worker(opens: Opens, workspace: Workspace) -> None:
    press(opens("today"), "Try it")

    assert [(job.kind, job.arguments) for job in job_queue.open_jobs(workspace)] == [("practice", {"wanted": True})]


def test_every_model_has_one_state_and_the_page_one_sentence(opens: Opens, stocked: Workspace) -> None:
    page = opens("today")

    assert "your two models" in page.markdown[0].value or "Both your models" in page.markdown[0].value
    assert "Who might not come back?" in words_of(page)
    assert "It has learned, and waits for you to put it live" in words_of(page)
    assert "60 answers this week" in words_of(page)
    assert "Here only" in words_of(page)


def test_a_model_that_waits_leads_to_going_live(opens: Opens, stocked: Workspace) -> None:
    page = press(opens("today"), "Put it live")

    assert page.query_params["model"] == model_named(stocked, HOSTILE).id


def test_a_hostile_name_is_drawn_as_text(opens: Opens, stocked: Workspace) -> None:
    drawn = words_of(opens("today"))

    assert "![" not in drawn
    assert "evil" in drawn


def test_a_disk_that_is_nearly_full_is_said_with_what_to_do(
    opens: Opens, stocked: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "disk" not in words_of(opens("today"))
    monkeypatch.setattr(disk_space, "LITTLE", 1 << 62)
    page = opens("today")
    assert "The disk is nearly full" in words_of(page)
    assert "Make room on this computer" in words_of(page)
    press(page, "Look at your tables")
