"""An owner's export in a real browser: a guess undone, a finding mended, next month's file added, a cell repaired, all taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from core.data import dataset
from tests.journeys.conftest import PATIENCE, Running, barriers, browsing, go_to, press, running, said, settled


def export(first: int, rows: int) -> str:
    """A German program's export: a title, semicolons, decimal commas, a total; some of its rows are there twice."""
    lines = [f"K-{n:04d};{n % 40 + 1},{n % 10}5;{'ja' if n % 3 else 'nein'};Ulm" for n in range(first, first + rows)]
    return "\n".join(["Umsatz", "", "Kunde;Betrag;aktiv;Ort", *lines, *lines[:20], "Summe;9999,99;;"])


def bring(page: Page, file: Path) -> None:
    page.locator("input[type=file]").first.set_input_files(file)
    press(page, "Read it")
    said(page, "Have a look, then keep it or not")


def done_and_shown(page: Page, is_so: Callable[[], bool]) -> None:
    """Wait until the worker has done it and the page shows it."""
    for _ in range(PATIENCE // 200):
        if is_so():
            break
        page.wait_for_timeout(200)
    assert is_so()
    expect(page.get_by_test_id("stProgress")).to_have_count(0, timeout=PATIENCE)
    settled(page)


def rows(app: Running) -> int:
    return dataset.all_datasets(app.workspace)[0].rows


def look_inside(page: Page, side: str) -> None:
    if not page.get_by_test_id("stMain").get_by_text(side, exact=True).first.is_visible():
        page.get_by_test_id("stMain").get_by_text("Look inside").first.click()
    page.get_by_test_id("stMain").get_by_text(side, exact=True).first.click()
    settled(page)


@pytest.mark.timeout(600)
def test_a_dirty_export_becomes_a_table_in_order(tmp_path: Path, chromium: str) -> None:
    files = [tmp_path / "june.csv", tmp_path / "july.csv"]
    for place, file in enumerate(files):
        file.write_text(export(150 * place, 150), "cp1252")
    with running(tmp_path / "workspace") as app, browsing(app, chromium, 1280) as (page, heard):
        go_to(page, "Your data")
        bring(page, files[0])
        said(page, "The last row looked like a total; left out.")
        page.get_by_test_id("stMain").get_by_role("button", name="Keep it", exact=True).last.click()
        done_and_shown(page, lambda: rows(app) == 171)
        press(page, "Leave it out")
        done_and_shown(page, lambda: rows(app) == 170)

        press(page, "Leave the copies out")
        said(page, "150 rows")
        press(page, "Keep it")
        said(page, "You have 1 table")

        bring(page, files[1])
        said(page, "This looks like more of")
        press(page, "Add it to “june”")
        done_and_shown(page, lambda: rows(app) == 300)

        look_inside(page, "Repairs")
        assert barriers(page) == []
        for _ in dataset.repairs(app.workspace, dataset.all_datasets(app.workspace)[0].id):
            press(page, "Undo")
            settled(page)
        look_inside(page, "Reading")
        press(page, "Use this version")
        done_and_shown(page, lambda: dataset.all_datasets(app.workspace)[0].version == 1)
        assert heard.outside == []
        assert heard.complaints == []
