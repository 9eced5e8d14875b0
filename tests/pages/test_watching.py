import pytest
from streamlit.testing.v1 import AppTest

from core.models import registry
from core.monitoring import checkup
from core.storage import job_queue
from core.storage.workspace import Workspace
from tests.pages.conftest import HOSTILE, Opens, model_named, press, words_of


@pytest.mark.parametrize("page", ["health", "privacy"])
def test_without_a_model_it_says_what_will_be_here(opens: Opens, page: str) -> None:
    shown = opens(page)

    assert "There is no model to watch yet" in words_of(shown)
    assert [button.label for button in shown.button] == ["New model", "Try the practice shop"]


@pytest.mark.parametrize("page", ["health", "privacy"])
def test_every_finding_of_the_group_is_there_and_no_other(opens: Opens, stocked: Workspace, page: str) -> None:
    model = model_named(stocked, "Who might not come back?")
    found = checkup.latest(stocked, model.id)
    assert found

    shown = words_of(opens(page, model=model.id))

    for finding in found.findings:
        assert (f"**{finding.indicator.replace('_', chr(92) + '_')}**" in shown) == (finding.group == page)


def test_a_check_is_asked_of_the_worker(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, HOSTILE)

    press(opens("health", model=model.id), "Check now")

    assert [(job.kind, job.arguments) for job in job_queue.open_jobs(stocked)] == [("checkup", {"model": model.id})]


def test_the_page_keeps_to_the_model_in_the_address(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, HOSTILE)

    page = opens("privacy", model=model.id)

    assert page.selectbox[0].value == model.id
    assert "This page says how carefully" in words_of(page)


def test_what_depends_on_a_model_can_be_said_on_privacy(opens: Opens, stocked: Workspace) -> None:
    model = model_named(stocked, HOSTILE)
    page = press(opens("privacy", model=model.id), "Say what depends on it")
    assert "Save" in [button.label for button in page.button]

    dialog = AppTest.from_function(
        _tell, kwargs={"model": model.id}, default_timeout=60
    ).run()  # AppTest closes dialogs
    dialog.selectbox[0].set_value("living").run()
    dialog.checkbox[0].check().run()
    press(dialog, "Save")

    plan = registry.find(stocked, model.id).plan
    assert (plan.stakes, plan.seen_to) == ("living", True)
    assert [job.kind for job in job_queue.open_jobs(stocked)] == ["checkup"]
    shown = opens("privacy", model=model.id)
    assert "Change what depends on it" in [button.label for button in shown.button]


def _tell(model: str) -> None:
    from pages.shared import stakes

    stakes.tell(model)
