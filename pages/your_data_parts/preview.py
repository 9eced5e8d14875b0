"""A table that was read but not kept yet: what was understood, what was guessed, and the owner's word on it."""

import streamlit as st

from core.common.actor import OWNER
from core.data import dataset
from core.data.dataset import Dataset
from pages.shared.errors import owner_errors
from pages.shared.opened import words, workspace
from pages.shared.text import name
from pages.your_data_parts import adding, changes, columns, grid, guesses, noticed


def draw(table: Dataset) -> None:
    """The whole preview. It lies in SQLite, so it is here again after a reload."""
    st.markdown(
        f"**{name(table.filename)}** was read: {words().counted(table.rows, 'row')} and "
        f"{words().counted(len(table.columns), 'column')}. Have a look, then keep it or not."
    )
    grid.rows(table)
    guesses.questions(table)
    offered = adding.draw(table)
    _keep_or_not(table, offered=offered)
    noticed.draw(table)
    changes.repairs(table)
    guesses.draw(table)
    columns.draw(table)


def _keep_or_not(table: Dataset, *, offered: bool) -> None:
    keep, kind = ("Keep it as a new table", "secondary") if offered else ("Keep it", "primary")
    with st.container(horizontal=True):
        if st.button(keep, type=kind, icon=":material/check:"):
            with owner_errors():
                dataset.keep(workspace(), table.id)
                st.rerun()
        if st.button("Discard it"):
            with owner_errors():
                dataset.delete(workspace(), table.id, who=OWNER)
                grid.forget()
                st.rerun()
