"""Keys in a real browser: a hasty second click makes no second key, and takes none back."""

from pathlib import Path

import pytest

from core.common.actor import OWNER
from core.data import dataset
from core.models import templates
from core.models.training import Plan, train
from core.serving import deployment
from core.storage.settings import Settings
from core.storage.workspace import Workspace, open_workspace
from tests.journeys.conftest import barriers, browsing, press, running, said, settled


def live_model(workspace: Workspace) -> str:
    template = templates.template("churn")
    table = dataset.add_frame(workspace, template.practice(400, 1), "Members", "members.csv", who=OWNER)
    plan = Plan(template="churn", dataset=table.id, roles={"target": ("left",), "id": ("member",)})
    version = train(workspace, plan, name=template.title, who=OWNER)
    deployment.deploy(workspace, version.model, who=OWNER)
    return version.model


@pytest.mark.timeout(600)
@pytest.mark.parametrize("width", [1280, 390])
def test_a_double_click_makes_one_key_and_takes_none_back(width: int, tmp_path: Path, chromium: str) -> None:
    model = live_model(open_workspace(Settings(home=tmp_path / "workspace")))
    with running(tmp_path / "workspace") as app, browsing(app, chromium, width) as (page, heard):
        page.goto(f"http://localhost:{app.port}/go_live?model={model}&part=Connect")
        page.get_by_role("button", name="Make a new key").dblclick()
        said(page, "it is not shown again")
        settled(page)
        assert len(deployment.keys(app.workspace)) == 2
        press(page, "I have copied it")
        page.get_by_role("button", name="Replace it").first.dblclick()
        said(page, "it is not shown again")
        settled(page)
        assert len(deployment.keys(app.workspace)) == 3
        press(page, "I have copied it")

        page.get_by_role("button", name="Take it back").first.dblclick()
        page.get_by_role("dialog").get_by_text("gets no answer from then on").wait_for()
        assert barriers(page) == []
        assert len(deployment.keys(app.workspace)) == 3
        page.get_by_role("button", name="Yes, take it back").click()
        page.get_by_role("dialog").wait_for(state="detached")
        assert len(deployment.keys(app.workspace)) == 2
        assert page.get_by_test_id("stMain").evaluate("it => it.scrollWidth <= it.clientWidth")
        assert heard.complaints == []
