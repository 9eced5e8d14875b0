"""A table that was read but not kept yet: what was understood, what was guessed, and the owner's word on it."""

import streamlit as st

from core import dataset, survey
from core.dataset import Dataset
from pages.shared.badges import inline
from pages.shared.errors import owner_errors
from pages.shared.opened import words, workspace
from pages.shared.text import name, plain
from pages.your_data_parts import columns, grid, rereading


def draw(table: Dataset) -> None:
    """The whole preview. It lies in SQLite, so it is here again after a reload."""
    st.markdown(
        f"**{name(table.filename)}** was read: {words().counted(table.rows, 'row')} and "
        f"{words().counted(len(table.columns), 'column')}. Have a look, then keep it or not."
    )
    grid.rows(table)
    _keep_or_not(table)
    noticed(table)
    if table.notes:
        st.header("What was guessed", anchor=False)
        st.markdown("\n".join(f"- {plain(note.sentence)}" for note in table.notes))
    rereading.draw(table)
    columns.draw(table)


def noticed(table: Dataset) -> None:
    """What a look at the table found."""
    st.header("What was noticed", anchor=False)
    with st.container(border=True):
        for finding in survey.of_table(workspace(), table.id):
            st.markdown(f"{inline(finding.level)} {plain(finding.sentence)} {plain(finding.advice)}")


def _keep_or_not(table: Dataset) -> None:
    with st.container(horizontal=True):
        if st.button("Keep it", type="primary", icon=":material/check:"):
            with owner_errors():
                dataset.keep(workspace(), table.id)
                st.rerun()
        if st.button("Discard it"):
            with owner_errors():
                dataset.delete(workspace(), table.id, who="owner")
                grid.forget()
                st.rerun()
