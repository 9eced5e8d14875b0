"""The buttons that a finding may name. Each leads to the place where it can be mended, or does it."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from core.common.actor import OWNER
from core.serving import deployment
from core.storage import job_queue
from pages.shared import stakes
from pages.shared.errors import owner_errors
from pages.shared.opened import workspace


@dataclass(frozen=True)
class Action:
    label: str
    page: str = ""
    """Where the button leads; empty for one that acts at once."""
    part: str = ""
    """The part of that page."""
    does: Callable[[str], object] | None = None
    """What it does for a model, given its id."""
    done: str = ""
    opens: Callable[[str], object] | None = None
    """A dialog about a model, given its id."""


def _pause(model: str) -> None:
    deployment.pause(workspace(), model, who=OWNER)


def _check(model: str) -> None:
    job_queue.enqueue(workspace(), "checkup", model=model)


def _backup(_model: str) -> None:
    job_queue.enqueue(workspace(), "backup")


ACTIONS: dict[str, Action] = {
    "retrain": Action("Teach it again", page="go_live.py", part="Teach it again"),
    "rollback": Action("Go back to the version before", page="go_live.py", part="Versions"),
    "pause": Action("Pause this model", does=_pause, done="Paused. It gives no answers until you resume it."),
    "enter_outcomes": Action("Say what really happened", page="go_live.py", part="What happened"),
    "backup_now": Action("Make a backup now", does=_backup, done="A backup is being made."),
    "save_recovery_key": Action("Save the recovery key", page="settings.py"),
    "change_keeping_time": Action("Change how long it is kept", page="settings.py"),
    "new_key": Action("Make a new key", page="go_live.py", part="Connect"),
    "look_at_data": Action("Look at the table", page="your_data.py"),
    "connect": Action("See how it is connected", page="go_live.py", part="Connect"),
    "say_stakes": Action("Say what depends on it", opens=stakes.dialog),
    "make_room": Action("Look at your tables", page="your_data.py"),
    "check_now": Action("Check now", does=_check, done="It is being checked."),
}


def button(key: str, model: str, where: str, *, primary: bool = False) -> None:
    """The button for an action's key; `where` tells apart equal buttons on one page."""
    action = ACTIONS[key]
    if not st.button(action.label, key=f"{where} {key} {model}", type="primary" if primary else "secondary"):
        return
    if action.page:
        told = {"model": model, "part": action.part}
        st.switch_page(action.page, query_params={key: value for key, value in told.items() if value})
    with owner_errors():
        if action.opens:
            action.opens(model)
            return
        if action.does:
            action.does(model)
        st.success(action.done, icon=":material/check:")
