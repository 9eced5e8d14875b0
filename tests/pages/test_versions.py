"""Teaching a model again, its versions and their cards, and what waits for the owner's word."""

import shutil
from pathlib import Path

import pytest

from core.common.actor import OWNER
from core.models import comparison
from core.operations import retraining
from core.operations.retraining import Fresh
from core.operations.worker import Worker
from core.serving import deployment
from core.storage import job_queue
from core.storage.settings import Settings
from core.storage.workspace import Workspace, open_workspace
from tests.core.operations.retraining.test_going_live_again import worse
from tests.core.operations.retraining.towns import first_version, table, used
from tests.demo_tables import customers
from tests.pages.conftest import Opens, press, words_of


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A workspace whose live model has a better second version and a clearly worse third; made once, copied for each test."""
    home = tmp_path_factory.mktemp("taught") / "workspace"
    made = open_workspace(Settings(home=home))
    old = first_version(made, customers(120, 1, noise=0.8))
    used(made, old.model, customers(200, 2, first=9000))
    newer = table(made, customers(800, 4, first=1000), "Newer")
    retraining.retrain(made, old.model, Fresh(newer), who=OWNER)
    return home, old.model


@pytest.fixture
def workspace(taught: tuple[Path, str], settings: Settings) -> Workspace:
    """The test's own copy of it."""
    shutil.copytree(taught[0], settings.home)
    return open_workspace(settings)


@pytest.fixture
def model(taught: tuple[Path, str]) -> str:
    return taught[1]


def live_version(workspace: Workspace, model: str) -> int:
    live = deployment.live_of(workspace, model)
    assert live
    return live.version


def test_a_new_version_waits_on_today_and_leads_to_its_comparison(
    opens: Opens, workspace: Workspace, model: str
) -> None:
    page = opens("today")
    assert "A new version of Who leaves waits for you" in words_of(page)
    page = opens("go_live", model=model, part="Versions")
    assert "Version 2 waits for you" in words_of(page)
    assert "Version 2 is better than version 1" in words_of(page).replace("\\", "")
    press(page, "Put version 2 live")
    assert live_version(workspace, model) == 2
    assert "waits for you" not in words_of(opens("today"))


def test_a_version_on_trial_waits_no_more_until_it_is_taken_back(
    opens: Opens, workspace: Workspace, model: str
) -> None:
    page = press(opens("go_live", model=model, part="Versions"), "Bring in version 2")
    assert "waits for you" not in words_of(page)
    assert "waits for you" not in words_of(opens("today"))
    page = press(opens("go_live", model=model, part="Versions"), "Take version 2 back")
    assert "Version 2 waits for you" in words_of(page)


def test_each_way_to_put_a_version_live_is_offered_once(opens: Opens, workspace: Workspace, model: str) -> None:
    """The version that waits has its own buttons, the live one needs none, and one button at most is the strong one."""
    page = opens("go_live", model=model, part="Versions")
    assert not any(button.label == "Put this one live" for button in page.button)
    assert [button.label for button in page.button if button.proto.type == "primary"] == ["Put version 2 live"]
    press(page, "Stay with version 1")
    page = opens("go_live", model=model, part="Versions")
    assert sum(button.label == "Put this one live" for button in page.button) == 1


def test_two_versions_side_by_side_show_where_they_differ(opens: Opens, model: str) -> None:
    said = words_of(opens("go_live", model=model, part="Versions"))
    assert "The same in both: “What it is for”" in said
    assert "“How good it is”" not in said


def test_what_is_set_aside_waits_no_more(opens: Opens, workspace: Workspace, model: str) -> None:
    press(opens("go_live", model=model, part="Versions"), "Stay with version 1")
    assert comparison.waiting(workspace) == []
    assert live_version(workspace, model) == 1


def test_each_version_has_a_card_to_download_and_two_stand_side_by_side(opens: Opens, model: str) -> None:
    page = opens("go_live", model=model, part="Versions")
    said = words_of(page)
    assert said.count("What it is not for") == 3, "one for each version, and one for both"
    assert "Two versions side by side" in [expander.label for expander in page.expander]
    assert "How good it is for groups" in said
    assert "in “town”: right in" in said.replace("\\", "")
    assert len(page.get("download_button")) == 2


def test_a_clearly_worse_version_asks_for_the_model_s_name(opens: Opens, workspace: Workspace, model: str) -> None:
    deployment.deploy(workspace, model, 2, who=OWNER)
    number = worse(workspace, model)
    kept = comparison.kept(workspace, model, number)
    assert kept
    assert kept.comparison.level == "clearly_worse"
    page = press(opens("go_live", model=model, part="Versions"), f"Put version {number} live")
    assert live_version(workspace, model) == 2
    page.text_input(key="typed name").input("Somebody else")
    page = press(page, "Put it live all the same")
    assert "clearly worse" in page.error[0].value
    page.text_input(key="typed name").input("Who leaves")
    press(page, "Put it live all the same")
    assert live_version(workspace, model) == number


def test_a_clearly_worse_version_answers_not_even_some_without_the_name(
    opens: Opens, workspace: Workspace, model: str
) -> None:
    deployment.deploy(workspace, model, 2, who=OWNER)
    number = worse(workspace, model)
    page = press(opens("go_live", model=model, part="Versions"), f"Bring in version {number}")
    live = deployment.live_of(workspace, model)
    assert live
    assert live.beside is None
    page.text_input(key="typed name").input("Who leaves")
    press(page, "Put it live all the same")
    live = deployment.live_of(workspace, model)
    assert live
    assert live.beside
    assert (live.version, live.beside.version, live.beside.share > 0) == (2, number, True)


def test_a_model_is_taught_again_by_the_worker(opens: Opens, workspace: Workspace, model: str) -> None:
    page = opens("go_live", model=model, part="Teach it again")
    page.checkbox[0].check().run()
    page = press(page, "Teach it again")
    job = job_queue.latest(workspace, "retrain", model=model)
    assert job
    assert job.arguments["outcomes"] is True
    assert Worker(workspace).once()
    page = opens("go_live", model=model, part="Teach it again", teaching=job.id)
    assert "Version 3 is made" in page.success[0].value
    assert live_version(workspace, model) == 1


def test_the_owner_chooses_when_it_is_taught_again(opens: Opens, workspace: Workspace, model: str) -> None:
    page = opens("go_live", model=model, part="Teach it again")
    when = next(radio for radio in page.radio if radio.label == "When should it be taught again?")
    when.set_value("Each month, and use it if it is better").run()
    assert retraining.schedule_of(workspace, model) == retraining.Schedule(monthly=True, approval=False)
    page = opens("go_live", model=model, part="Teach it again")
    when = next(radio for radio in page.radio if radio.label == "When should it be taught again?")
    assert when.value == "Each month, and use it if it is better"
