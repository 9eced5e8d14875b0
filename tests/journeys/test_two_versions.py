"""A second version comes in and goes again in a real browser, on a phone, in the light and in the dark."""

from pathlib import Path

import pytest

from core.common.actor import OWNER
from core.operations import retraining
from core.serving import deployment
from core.storage.settings import Settings
from core.storage.workspace import open_workspace
from tests.journeys.conftest import barriers, browsing, press, running, said
from tests.journeys.test_keys import live_model


@pytest.mark.timeout(600)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_second_version_comes_in_and_goes_again(scheme: str, tmp_path: Path, chromium: str) -> None:
    made = open_workspace(Settings(home=tmp_path / "workspace"))
    model = live_model(made)
    retraining.retrain(made, model, retraining.Fresh(), who=OWNER)
    with running(tmp_path / "workspace") as app, browsing(app, chromium, 390, scheme) as (page, heard):
        page.goto(f"http://localhost:{app.port}/go_live?model={model}&part=Versions")
        said(page, "Two versions at once")
        page.get_by_text("Two versions side by side").click()
        said(page, "The same in both")
        assert barriers(page) == []
        press(page, "Bring in version 2")
        said(page, "Nothing was asked since then")
        assert barriers(page) == []
        assert page.get_by_test_id("stMain").evaluate("it => it.scrollWidth <= it.clientWidth")
        page.get_by_role("button", name="Take version 2 back").dblclick()
        said(page, "Let another version come in carefully")
        live = deployment.live_of(app.workspace, model)
        assert live
        assert (live.version, live.beside) == (1, None)
        assert heard.complaints == []
