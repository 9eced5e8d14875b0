"""The menu on a phone and on a desk, and pages opened by their address."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PATIENCE, barriers, browsing, go_to, running, said


@pytest.mark.timeout(600)
def test_on_a_phone_the_menu_closes_after_a_tap(tmp_path: Path, chromium: str) -> None:
    with running(tmp_path / "workspace") as app, browsing(app, chromium, 390) as (page, _heard):
        menu = page.get_by_test_id("stSidebar")
        for title in ("Settings", "How it works", "Your data"):
            go_to(page, title)
            expect(page.get_by_role("heading", level=1)).to_have_text(title, timeout=PATIENCE)
            expect(menu).to_have_attribute("data-collapsed", "true", timeout=PATIENCE)
        page.get_by_test_id("stExpandSidebarButton").click()
        expect(menu).to_have_attribute("data-collapsed", "false", timeout=PATIENCE)
        assert barriers(page) == []


@pytest.mark.timeout(600)
def test_on_a_desk_the_menu_stays(tmp_path: Path, chromium: str) -> None:
    with running(tmp_path / "workspace") as app, browsing(app, chromium, 1280) as (page, _heard):
        go_to(page, "How it works")
        expect(page.get_by_test_id("stSidebar").get_by_role("link")).to_have_count(9, timeout=PATIENCE)
        expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "false", timeout=PATIENCE)


@pytest.mark.timeout(600)
def test_a_page_opened_by_its_address_has_nothing_to_complain_about(tmp_path: Path, chromium: str) -> None:
    with running(tmp_path / "workspace") as app, browsing(app, chromium, 1280) as (page, heard):
        page.goto(f"http://localhost:{app.port}/settings")
        said(page, "How long it is kept")
        page.reload()
        said(page, "How long it is kept")
        assert heard.complaints == []
        assert heard.outside == []


@pytest.mark.timeout(600)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_without_anything_on_them_have_no_fault_at_all(scheme: str, tmp_path: Path, chromium: str) -> None:
    with running(tmp_path / "workspace") as app, browsing(app, chromium, 1280, scheme) as (page, _heard):
        for title in ("Today", "New model", "Go live", "Health", "Privacy", "Reports", "Settings", "How it works"):
            go_to(page, title)
            assert barriers(page, "moderate", "minor") == [], title
