"""What became of single answers is told in a real browser, on a desk and on a phone, in the light and in the dark."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from core.models import registry, templates
from core.serving import deployment
from core.serving.prediction_log import reading as log
from core.storage.settings import Settings
from core.storage.workspace import open_workspace
from tests.journeys.conftest import barriers, browsing, press, running, said, settled
from tests.journeys.test_keys import live_model


def cut(page: Page) -> list[str]:
    """What of the answers reaches beyond the page, or holds more than it shows."""
    return page.get_by_test_id("stForm").evaluate(
        """form => [...form.querySelectorAll('*')]
        .filter(it => it.getClientRects().length && !it.closest('[aria-hidden="true"]'))
        .filter(it => it.getBoundingClientRect().right > innerWidth + 1
            || (['P', 'INPUT'].includes(it.tagName) && it.scrollWidth > it.clientWidth + 1))
        .map(it => it.outerHTML.slice(0, 160))"""
    )


def choose(page: Page, field: str, word: str) -> None:
    """With the keyboard, which is the same on a desk and on a phone."""
    page.get_by_role("combobox", name=field).first.press("ArrowDown")
    page.get_by_role("option", name=word, exact=True).click()


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_what_became_of_one_answer_is_told(width: int, scheme: str, tmp_path: Path, chromium: str) -> None:
    made = open_workspace(Settings(home=tmp_path / "workspace"))
    model = live_model(made)
    practice = templates.template(registry.find(made, model).template).practice(6, 2)
    rows = json.loads(practice.to_json(orient="records", date_format="iso"))
    deployment.predict_rows(made, model, rows, source="practice")
    with running(tmp_path / "workspace") as app, browsing(app, chromium, width, scheme) as (page, heard):
        page.goto(f"http://localhost:{app.port}/go_live?model={model}&part=What+happened")
        said(page, "One by one")
        settled(page)
        assert barriers(page) == []
        assert cut(page) == []
        choose(page, "What happened", "yes")
        choose(page, "What people did", "Did otherwise")
        page.get_by_label("Minutes it took").first.fill("2.5")
        press(page, "Note what I filled in")
        said(page, "How one case ended and what was done with one answer is noted.")
        settled(page)
        assert barriers(page) == []
        assert cut(page) == []
        newest = log.latest(app.workspace, model, 1)[0]
        assert (newest.actual, newest.followed, newest.seconds) == (1.0, 0, 150.0)
        assert heard.complaints == []
