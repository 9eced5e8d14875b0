"""Small repairs in the table itself: the first rows or those that were searched for, each cell to be changed."""

import pandas as pd
import streamlit as st

from core.data.dataset import Dataset
from core.data.dataset.editing import edits
from core.operations import tasks
from pages.shared import jobs
from pages.shared.errors import owner_errors
from pages.shared.opened import words, workspace
from pages.shared.text import headers
from pages.your_data_parts import grid

SHOWN = 50
EXTRA = ("Leave out", "Row")
"""Columns that are shown before those of the table: the box to tick, and the row's number."""


def draw(table: Dataset) -> None:
    """Search, edit, save. The file itself stays as it is."""
    st.header("Put something right", anchor=False)
    st.markdown(
        "Change a cell, or tick a row to leave it out. Your file stays as it is, and each change can be undone."
    )
    wanted = st.text_input("Find rows that hold", key=f"find {table.id}", placeholder="Any word or number")
    found = grid.holding(table, wanted, SHOWN)
    if found.empty:
        st.markdown("No row holds that.")
        return
    before = shown(found)
    tick, number = before.columns[: len(EXTRA)]
    with st.form(f"fix {table.id}", border=False):
        edited = st.data_editor(
            before,
            hide_index=True,
            height=320,
            placeholder="",
            disabled=(number,),
            column_config={tick: st.column_config.CheckboxColumn(width=100), **_editors(found)},
            key=f"fix {table.id} {table.content} {wanted}",
            alt="Rows of the table, to be changed",
        )
        if st.form_submit_button("Save the changes"):
            with owner_errors():
                save(table, found, before, edited)
                st.rerun()
    if table.rows > len(found):
        st.caption(f"{words().counted(len(found), 'row')} of {words().number(table.rows)} shown. Search to see others.")


def shown(found: pd.DataFrame) -> pd.DataFrame:
    """The rows as they are edited: with a box to tick for those that are left out, and their number. Where the table has columns
    of these names, it keeps them, and ours get a number."""
    told = grid.in_words(found)
    tick, number = headers([*found.columns, *EXTRA])[-len(EXTRA) :]
    return pd.DataFrame({tick: False, number: found.index + 1, **told}, index=found.index)


def _editors(found: pd.DataFrame) -> dict[str, object]:
    """Yes and no to choose from; numbers and days bring their own editors."""
    answers = [
        head
        for name, head in zip(found.columns, headers(found.columns), strict=True)
        if pd.api.types.is_bool_dtype(found[name])
    ]
    return {head: st.column_config.SelectboxColumn(options=["yes", "no"]) for head in answers}


def save(table: Dataset, found: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame) -> None:
    """What was changed becomes repairs."""
    of_the_table = [frame.iloc[:, len(EXTRA) :] for frame in (before, after)]
    wanted = edits(found, *of_the_table, after.iloc[:, 0].tolist())
    if wanted:
        jobs.change(table, "repair", staged=tasks.wanted_repairs(workspace(), wanted))
