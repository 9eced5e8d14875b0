"""A backup brought back, and everything removed, from the Settings page while endpoint and worker run."""

from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from core.common.actor import OWNER
from core.data import dataset
from core.operations import processes
from core.storage import preferences
from core.storage.workspace import open_workspace
from tests.journeys.conftest import PATIENCE, Heard, Running, barriers, browsing, go_to, press, running, said, settled

GUESTS = pd.DataFrame({"guest": [f"Guest {n}" for n in range(60)], "visits": range(60)})


def name_it(page: Page, name: str) -> None:
    field = page.get_by_label("Its name, as it stands on reports")
    field.fill(name)
    field.press("Tab")
    press(page, "Save")
    said(page, "Saved.")


def take_a_backup(page: Page, folder: Path) -> Path:
    press(page, "Make a backup now")
    said(page, "The newest is of")
    settled(page)
    with page.expect_download() as coming:
        press(page, "Download it")
    kept = folder / "kept.backup"
    coming.value.save_as(kept)
    return kept


def bring_back(page: Page, backup: Path) -> None:
    page.get_by_text("Bring everything back from a backup").click()
    page.locator("input[type=file]").set_input_files(backup)
    page.get_by_text(backup.name).wait_for()
    assert barriers(page) == []
    press(page, "Restore it")
    said(page, "Everything is back")


def remove_everything(page: Page) -> None:
    page.get_by_text("Tables, models, answers, reports, keys").click()
    sure = page.get_by_label("Type “remove everything” to go on")
    sure.fill("remove everything")
    sure.press("Enter")
    expect(page.get_by_role("button", name="Remove everything")).to_be_enabled(timeout=PATIENCE)
    assert barriers(page) == []
    press(page, "Remove everything")
    said(page, "Welcome to Plainwell")


def both_run(app: Running, page: Page) -> bool:
    go_to(page, "Settings")
    said(page, "The part that answers is running")
    said(page, "The part that works in the background is running")
    return {fact.state for fact in processes.state(app.workspace.settings)} == {"running"}


@pytest.mark.timeout(900)
def test_a_backup_brings_back_what_was_changed_after_it(tmp_path: Path, chromium: str) -> None:
    with running(tmp_path / "workspace") as app, browsing(app, chromium, 1280) as (page, heard):
        table = dataset.add_frame(app.workspace, GUESTS, "Guests", "guests.csv", who=OWNER)
        go_to(page, "Settings")
        name_it(page, "Harbour Street Gym")
        kept = take_a_backup(page, tmp_path)
        name_it(page, "Somebody else")
        dataset.delete(app.workspace, table.id, OWNER)

        bring_back(page, kept)

        assert preferences.load(app.workspace).business == "Harbour Street Gym"
        page.reload()
        name = page.get_by_label("Its name, as it stands on reports")
        expect(name).to_have_value("Harbour Street Gym", timeout=PATIENCE)
        assert both_run(app, page)
        go_to(page, "Your data")
        said(page, "Guests")
        assert is_quiet(heard)


@pytest.mark.timeout(900)
def test_after_everything_was_removed_the_app_is_new_and_works(tmp_path: Path, chromium: str) -> None:
    with running(tmp_path / "workspace") as app, browsing(app, chromium, 1280) as (page, heard):
        dataset.add_frame(app.workspace, GUESTS, "Guests", "guests.csv", who=OWNER)
        go_to(page, "Settings")
        name_it(page, "Harbour Street Gym")

        remove_everything(page)

        page.reload()
        said(page, "Welcome to Plainwell")
        new = open_workspace(app.workspace.settings)
        assert dataset.all_datasets(new) == []
        assert preferences.load(new).business == ""
        assert both_run(app, page)
        take_a_backup(page, tmp_path)
        assert is_quiet(heard)


def is_quiet(heard: Heard) -> bool:
    assert heard.outside == []
    assert heard.complaints == []
    return True
