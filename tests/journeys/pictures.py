"""Makes the pictures in docs/pictures from the real app with the practice shop in it: `python -m tests.journeys.pictures`."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from core.common.actor import OWNER
from core.operations import demo
from core.storage.settings import Settings
from core.storage.workspace import open_workspace
from tests.journeys.conftest import ROOT, browsing, go_to, running

PICTURES = ROOT / "docs" / "pictures"
PAGES = ("Today", "Your data", "New model", "Go live", "Health", "Privacy", "Reports", "Settings", "How it works")
DESK, PHONE = 1280, 390
TALLEST = 2200


def take(page: Page, name: str) -> None:
    """The whole page, as tall as it is."""
    width = page.viewport_size["width"] if page.viewport_size else DESK
    page.mouse.move(width - 5, 5)
    height = page.get_by_test_id("stMain").evaluate("it => it.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(int(height), TALLEST)})
    page.wait_for_timeout(1500)
    if (chart := page.get_by_test_id("stPlotlyChart").first).is_visible():
        chart.locator(".main-svg").first.wait_for(timeout=20_000)
    page.screenshot(path=PICTURES / f"{name}-{width}.png")
    page.set_viewport_size({"width": width, "height": 900})


def main() -> None:
    """Every page on a desk, and Today and Health on a phone and in the dark."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "workspace"
        demo.add(open_workspace(Settings(home=home)), who=OWNER)
        with running(home) as app:
            with browsing(app, chromium, DESK) as (page, _):
                for title in PAGES:
                    go_to(page, title)
                    page.wait_for_timeout(3000)
                    take(page, title.lower().replace(" ", "-"))
            for width, scheme in ((PHONE, "light"), (DESK, "dark")):
                with browsing(app, chromium, width, scheme) as (page, _):
                    for title in ("Today", "Health"):
                        go_to(page, title)
                        page.wait_for_timeout(3000)
                        take(page, f"{title.lower()}-{scheme}" if scheme == "dark" else title.lower())


if __name__ == "__main__":
    main()
