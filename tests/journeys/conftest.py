"""The whole app in a folder of its own, and a real browser in front of it that hears everything the page asks for."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, expect, sync_playwright

from core.operations.auth.sessions import new_link
from core.storage.settings import Settings
from core.storage.workspace import Workspace, open_workspace

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = 500
"""Pixels: what is narrower is a phone, and says so."""
PATIENCE = 240_000
"""Milliseconds that a page may take before the journey is given up: no measure of speed."""


@dataclass
class Running:
    """A started app."""

    workspace: Workspace
    port: int


@dataclass
class Heard:
    """What a browser asked for and complained about."""

    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(home: Path) -> Iterator[Running]:
    """The app as `streamlit run app.py` starts it, with endpoint and worker, until the block ends."""
    port, endpoint = free_port(), free_port()
    names = {"PLAINWELL_HOME": str(home), "PLAINWELL_APP_PORT": str(port), "PLAINWELL_ENDPOINT_PORT": str(endpoint)}
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port)]
    app = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **names}, stdout=subprocess.DEVNULL)
    try:
        _wait_for(app, port)
        yield Running(open_workspace(Settings(home=home, app_port=port, endpoint_port=endpoint)), port)
    finally:
        app.terminate()
        app.wait(30)


def _wait_for(app: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        assert app.poll() is None, "the app ended while it started"
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
            connection.getresponse()
            return
        except OSError:
            time.sleep(0.2)
        finally:
            connection.close()
    pytest.fail("the app did not start")


@contextmanager
def browsing(app: Running, chromium: str, width: int, scheme: str = "light") -> Iterator[tuple[Page, Heard]]:
    """A browser that came in through the one-time link."""
    heard = Heard()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM)
        view = {"width": width, "height": 900}
        kind = {**playwright.devices["Pixel 7"], "device_scale_factor": 1} if width < PHONE else {}
        page = browser.new_context(**{**kind, "viewport": view}, color_scheme=scheme, accept_downloads=True).new_page()
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda asked: heard.outside.append(asked.url) if _is_outside(asked.url) else None)
        page.on("console", lambda said: heard.complaints.append(_complaint(said)) if said.type == "error" else None)
        page.on("pageerror", lambda error: heard.complaints.append(str(error)))
        page.goto(new_link(app.workspace, app.port))
        page.get_by_role("heading", level=1).wait_for()
        yield page, heard
        browser.close()


def _complaint(said: ConsoleMessage) -> str:
    return f"{said.text} {said.location['url']}"


def _is_outside(url: str) -> bool:
    return not url.startswith(("http://localhost:", "ws://localhost:", "http://127.0.0.1:", "data:", "blob:"))


def barriers(page: Page, *also: str) -> list[str]:
    """What axe finds to be serious (and `also`), once the page is drawn: until then old parts are faded."""
    settled(page)
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:120]}"
        for one in found
        if one["impact"] in ("serious", "critical", *also)
    ]


def said(page: Page, text: str) -> None:
    """Waits until the page says it."""
    page.get_by_test_id("stMain").get_by_text(text).first.wait_for()


def press(page: Page, label: str) -> None:
    page.get_by_test_id("stMain").get_by_role("button", name=label, exact=True).first.click()


def settled(page: Page) -> None:
    """Waits until the page is drawn to its end."""
    page.locator('[data-test-script-state="notRunning"]').wait_for(state="attached")
    expect(page.locator('[data-stale="true"]')).to_have_count(0, timeout=PATIENCE)


def go_to(page: Page, title: str) -> None:
    """Through the menu, as a person goes; on a phone it has to be opened first."""
    menu, open_it = page.get_by_test_id("stSidebar"), page.get_by_test_id("stExpandSidebarButton")
    if open_it.is_visible():
        open_it.click()
    menu.get_by_role("link", name=title).click()
    page.wait_for_timeout(1500)
