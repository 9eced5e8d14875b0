"""The repairs that were made to a table, each with its undo; and the versions of the table, to go back to."""

import streamlit as st

from core.data import dataset
from core.data.dataset import Dataset
from pages.shared import jobs
from pages.shared.errors import owner_errors
from pages.shared.opened import words, workspace
from pages.shared.text import plain
from pages.shared.when import day


def repairs(table: Dataset) -> None:
    """The newest first."""
    made = dataset.repairs(workspace(), table.id)
    if not made:
        return
    st.header("What was changed", anchor=False)
    for one in reversed(made):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(one.sentence), width="stretch")
            st.caption(day(one.at), width="content")
            if st.button("Undo", key=f"undo {one.id}", icon=":material/undo:"):
                with owner_errors():
                    jobs.change(table, "undo_repair", repair=one.id)
                    st.rerun()


def versions(table: Dataset) -> None:
    """How the table came about, the newest version first; any of them can be used."""
    known = dataset.versions(workspace(), table.id)
    st.header("How it came about", anchor=False)
    for one in known:
        with st.container(horizontal=True, vertical_alignment="center"):
            size = words().counted(one.rows, "row")
            number = (
                f"**Version {one.number}**, {day(one.created)}, {size}. " if len(known) > 1 else f"{day(one.created)}. "
            )
            st.markdown(number + plain(dataset.story(one, words())), width="stretch")
            if one.is_current and len(known) > 1:
                st.badge("In use", icon=":material/check:", color="green")
            elif not one.is_current and st.button("Use this version", key=f"use {table.id} {one.number}"):
                with owner_errors():
                    dataset.go_back(workspace(), table.id, one.number)
                    st.rerun()
