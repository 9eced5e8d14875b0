"""What the owner chose stays chosen, and each change is on record."""

import subprocess
import sys

import pytest

from core.common.actor import COMMAND_LINE
from core.storage import audit_log, preferences
from core.storage.preferences import Preferences
from core.storage.workspace import Workspace

CHOOSE = """
import sys, pathlib
from core.storage import preferences
from core.storage.settings import Settings
from core.storage.workspace import open_workspace
workspace = open_workspace(Settings(home=pathlib.Path(sys.argv[1])))
for turn in range(20):
    preferences.change(workspace, **{sys.argv[2]: f"{turn}"})
"""


def test_a_new_workspace_has_sensible_choices(workspace: Workspace) -> None:
    assert preferences.load(workspace) == Preferences()
    assert preferences.load(workspace).keep_inputs_months == 12


def test_a_choice_stays_and_the_others_are_kept(workspace: Workspace) -> None:
    preferences.change(workspace, business="Café Müller", currency="EUR")
    changed = preferences.change(workspace, keep_inputs_months=0)
    assert changed == preferences.load(workspace)
    assert (changed.business, changed.currency, changed.keep_inputs_months) == ("Café Müller", "EUR", 0)
    assert changed.words.currency == "EUR"


def test_a_change_is_on_record_by_name_and_without_its_value(workspace: Workspace) -> None:
    preferences.change(workspace, who=COMMAND_LINE, business="Café Müller")
    entry = audit_log.latest(workspace)[0]
    assert (entry["who"], entry["what"], entry["detail"]) == (
        COMMAND_LINE,
        "preferences changed",
        {"choices": ["business"]},
    )


def test_a_choice_that_does_not_exist_is_refused(workspace: Workspace) -> None:
    with pytest.raises(TypeError):
        preferences.change(workspace, colour="red")
    assert audit_log.latest(workspace) == []


def test_two_processes_that_choose_different_things_do_not_undo_each_other(workspace: Workspace) -> None:
    home = str(workspace.settings.home)
    started = [subprocess.Popen([sys.executable, "-c", CHOOSE, home, name]) for name in ("business", "backup_folder")]
    assert [process.wait() for process in started] == [0, 0]
    loaded = preferences.load(workspace)
    assert (loaded.business, loaded.backup_folder) == ("19", "19")


def test_a_choice_of_a_later_release_does_no_harm(workspace: Workspace) -> None:
    with workspace.store.writing() as db:
        db.table("preference").insert({"key": "from_the_future", "value": "true"})
    assert preferences.load(workspace) == Preferences()
