"""How soon the app can be used, and how fast its pages are with a full log: `python -m tests.benchmarks.app [ROWS]`.

Puts the practice shop up in a folder of its own, logs ROWS (100,000) more predictions, starts the app as an owner does, and goes
through its pages in the system's chromium. A page is whole when its script has ended and nothing on it waits to be drawn anew.
Seconds depend on the machine, so each page also stands beside the lightest one, which only draws fixed words.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page

from core.common.actor import OWNER
from core.models import registry, templates
from core.operations import demo
from core.serving import deployment
from core.serving.deployment.predict import records
from core.storage.settings import Settings
from core.storage.workspace import Workspace, open_workspace
from tests.journeys.conftest import browsing, running

LIGHTEST = "How it works"
PAGES = ("Today", "Your data", "New model", "Go live", "Health", "Privacy", "Reports", "Settings", LIGHTEST)
ROUNDS = 5
PIECE = 500
WHOLE = """() => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning"
    && document.querySelector("h1") && !document.querySelector("[data-stale=true], [data-testid=stSkeleton]")"""


def main(rows: int) -> int:
    chromium = shutil.which("chromium") or sys.exit("chromium is not installed")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "workspace"
        fill(open_workspace(Settings(home=home)), rows)
        for name in ("first", "second"):
            began = time.monotonic()
            with running(home) as app:
                answers = time.monotonic() - began
                with browsing(app, chromium, 1280) as (page, _):
                    whole = reloaded(page)
                    print(
                        f"{name} start: answers after {answers:.1f} s, a page is whole {whole:.1f} s after it is asked for"
                    )
                    if name == "second":
                        table({title: [opened(page, title) for _ in range(ROUNDS)] for title in PAGES})
    return 0


def fill(workspace: Workspace, rows: int) -> None:
    """The practice shop, and `rows` more answers of its busiest model over its last days."""
    demo.add(workspace, who=OWNER)
    model = next(model for model in registry.all_models(workspace) if model.template == "churn")
    frame = templates.template("churn").practice(PIECE, 1).drop(columns="left")
    asked = records(frame)
    began = time.monotonic()
    for _ in range(rows // PIECE):
        deployment.predict_rows(workspace, model.id, asked, source="practice")
    print(f"{rows:,} answers logged in {time.monotonic() - began:.0f} s", flush=True)


def reloaded(page: Page) -> float:
    """Seconds from asking for the first page, as a browser does that was just opened, to the whole page."""
    page.wait_for_function(WHOLE)
    began = time.monotonic()
    page.reload()
    page.wait_for_function(WHOLE)
    return time.monotonic() - began


def opened(page: Page, title: str) -> float:
    """Seconds from the click in the menu to the whole page."""
    menu = page.get_by_test_id("stSidebar")
    menu.get_by_role("link", name="Today" if title == LIGHTEST else LIGHTEST, exact=True).click()
    page.wait_for_timeout(1500)
    page.wait_for_function(WHOLE)
    before, began = page.url, time.monotonic()
    menu.get_by_role("link", name=title, exact=True).click()
    page.wait_for_function(f"() => location.href !== {before!r} && ({WHOLE})()")
    return time.monotonic() - began


def table(seconds: dict[str, list[float]]) -> None:
    lightest = statistics.median(seconds[LIGHTEST])
    print("| page | whole after s (median, slowest) | beside the lightest page |")
    print("|---|---|---|")
    for title, found in seconds.items():
        median = statistics.median(found)
        print(f"| {title} | {median:.2f}, {max(found):.2f} | {median / lightest:.1f} times |")


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
