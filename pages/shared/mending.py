"""The buttons that mend a table at once."""

from collections.abc import Callable, Sequence

import streamlit as st

from core.common.finding import Finding, Remedy
from core.data import dataset
from core.data.repairs import repair
from core.operations import tasks
from pages.shared import jobs, told
from pages.shared.errors import owner_errors
from pages.shared.opened import workspace
from pages.shared.text import name

UNDO = "You can take it back on the page Your data."
MOST_BUTTONS = 4


def buttons(finding: Finding, table: str, *, primary: bool = False, then: Callable[[], None] = st.rerun) -> None:
    """One for each repair of the table (its id) that would help; it is done at once, and can be taken back."""
    if not finding.remedies:
        return
    with st.container(horizontal=True):
        for place, remedy in enumerate(finding.remedies[:MOST_BUTTONS]):
            kind = "primary" if primary and place == 0 else "secondary"
            key = f"mend {table} {finding.indicator} {place}"
            if st.button(_label(remedy, finding.remedies), key=key, type=kind, icon=":material/build:"):
                _mend(table, remedy, then)


def _label(remedy: Remedy, all_of_them: Sequence[Remedy]) -> str:
    """The repair's own words, with the column where two buttons would say the same."""
    label = repair(remedy.key).label
    alike = sum(other.key == remedy.key for other in all_of_them) > 1
    column = remedy.arguments.get("column") or next(iter(remedy.arguments.get("columns", ())), None)
    return f"{label}: {name(column)}" if alike and column else label


def _mend(table: str, remedy: Remedy, then: Callable[[], None]) -> None:
    with owner_errors():
        with st.spinner("Mending the table…"):
            staged = tasks.wanted_repairs(workspace(), [(remedy.key, dict(remedy.arguments))])
            jobs.change(dataset.find(workspace(), table), "repair", staged=staged)
        told.later(f"{dataset.repairs(workspace(), table)[-1].sentence} {UNDO}", table)
        then()
