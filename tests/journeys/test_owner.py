"""The whole job of an owner in a real browser, on a real table, on a desk and on a phone."""

import json
import os
import signal
import time
import urllib.request
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page

from core.models import registry
from core.operations import processes
from core.reporting import monthly
from core.serving.prediction_log import reading as log
from core.storage import job_queue
from tests.journeys.conftest import Running, barriers, browsing, go_to, press, running, said

TELCO = "churn/telco_churn_ibm_FICTIONAL.csv"


def bring_a_table(page: Page, table: Path) -> None:
    page.locator("input[type=file]").first.set_input_files(table)
    press(page, "Read it")
    page.get_by_test_id("stProgress").or_(page.get_by_role("button", name="Keep it")).first.wait_for()
    page.reload()  # nothing is lost on reload
    said(page, "7,043 rows")
    assert barriers(page) == []
    press(page, "Keep it")
    said(page, "You have 1 table")


def let_it_learn(page: Page) -> None:
    press(page, "Use it for a model")
    said(page, "What would you like to know?")
    assert barriers(page) == []
    press(page, "Choose")
    said(page, "Which column says who left?")
    press(page, "Look at the table")
    said(page, "Before it learns")
    assert barriers(page) == []
    press(page, "Start learning")
    page.get_by_test_id("stProgress").first.wait_for()
    page.reload()
    said(page, "Of 100 customers it warns you about")
    assert barriers(page) == []


def use_it(page: Page, app: Running, folder: Path) -> None:
    press(page, "Put it live")
    press(page, "Ask")
    said(page, "What weighed most")
    assert barriers(page) == []
    page.get_by_test_id("stMain").get_by_text("Connect", exact=True).first.click()
    said(page, "it is not shown again")
    _ask_with(page.get_by_text("plw_").first.inner_text(), app)
    page.get_by_test_id("stMain").get_by_text("What happened", exact=True).first.click()
    said(page, "From a file")
    page.locator("input[type=file]").first.set_input_files(_happened(app, folder))
    press(page, "Read its columns")
    press(page, "Note all of it")
    said(page, "2 cases noted")


def _ask_with(key: str, app: Running) -> None:
    """As a web shop would, with the key that the page showed."""
    (model,) = registry.all_models(app.workspace)
    url = f"http://127.0.0.1:{app.workspace.settings.endpoint_port}/v1/models/{model.id}/predict"
    row = {"tenure": 1, "Contract": "Month-to-month", "MonthlyCharges": 95.0}
    asked = urllib.request.Request(url, json.dumps({"row": row}).encode(), {"Authorization": f"Bearer {key.strip()}"})
    asked.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(asked) as reply:
        assert 0 < json.load(reply)["predictions"][0]["score"] < 1


def _happened(app: Running, folder: Path) -> Path:
    (model,) = registry.all_models(app.workspace)
    ids = [row.id for row in log.latest(app.workspace, model.id)]
    told = folder / "happened.csv"
    pd.DataFrame({"prediction_id": ids, "Churn": ["Yes", "No"][: len(ids)]}).to_csv(told, index=False)
    return told


def watch_it(page: Page) -> None:
    go_to(page, "Health")
    press(page, "Check now")
    said(page, "How good it is")
    assert barriers(page) == []
    go_to(page, "Privacy")
    said(page, "What it remembers of people")
    assert barriers(page) == []


def take_the_report(page: Page, app: Running) -> None:
    go_to(page, "Reports")
    press(page, "Make it")
    page.get_by_role("button", name="PDF").wait_for()
    with page.expect_download() as coming:
        page.get_by_role("button", name="PDF").click()
    document = Path(coming.value.path()).read_bytes()
    assert document.startswith(b"%PDF")
    assert monthly.verify(app.workspace, document)
    assert barriers(page) == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.timeout(1200)
def test_from_a_spreadsheet_to_a_watched_model(width: int, tmp_path: Path, chromium: str, shared_data: Path) -> None:
    with running(tmp_path / "workspace") as app, browsing(app, chromium, width) as (page, heard):
        assert barriers(page) == []
        press(page, "Bring a table")
        bring_a_table(page, shared_data / TELCO)
        let_it_learn(page)
        use_it(page, app, tmp_path)
        watch_it(page)
        take_the_report(page, app)
        for title in ("Settings", "How it works", "Today"):
            go_to(page, title)
            assert barriers(page) == []
            main = page.get_by_test_id("stMain")
            assert main.evaluate("it => it.scrollWidth <= it.clientWidth"), f"{title} scrolls sideways"
        assert heard.outside == []
        assert heard.complaints == []


@pytest.mark.timeout(1200)
def test_killing_the_worker_while_it_learns_loses_nothing(tmp_path: Path, chromium: str, shared_data: Path) -> None:
    with running(tmp_path / "workspace") as app, browsing(app, chromium, 1280) as (page, _heard):
        press(page, "Bring a table")
        bring_a_table(page, shared_data / TELCO)
        press(page, "Use it for a model")
        press(page, "Choose")
        said(page, "Which column says who left?")
        press(page, "Look at the table")
        press(page, "Start learning")
        said(page, "Learning from")

        worker = next(one for one in processes.state(app.workspace.settings) if one.name == "worker")
        assert worker.pid
        os.kill(worker.pid, signal.SIGKILL)

        said(page, "Of 100 customers it warns you about")
        job = job_queue.latest(app.workspace, "train")
        assert job
        assert job.state == "done"
        assert len(registry.all_models(app.workspace)) == 1


@pytest.mark.timeout(600)
def test_a_killed_endpoint_is_there_again(tmp_path: Path, chromium: str) -> None:
    with running(tmp_path / "workspace") as app, browsing(app, chromium, 1280) as (page, _heard):
        go_to(page, "Settings")
        said(page, "The part that answers is running")
        first = next(one for one in processes.state(app.workspace.settings) if one.name == "endpoint")
        assert first.pid
        os.kill(first.pid, signal.SIGKILL)

        def again() -> bool:
            now = next(one for one in processes.state(app.workspace.settings) if one.name == "endpoint")
            return now.state == "running" and now.pid != first.pid

        until = time.monotonic() + 60
        while not again() and time.monotonic() < until:
            time.sleep(0.1)
        assert again()
