"""The tables that are kept: each with a look inside, the way on, and the way out."""

from collections.abc import Callable, Sequence

import streamlit as st

from core.common.actor import OWNER
from core.data import dataset
from core.data.dataset import Dataset
from pages.shared.opened import words, workspace
from pages.shared.text import name
from pages.shared.when import day
from pages.your_data_parts import changes, columns, fixing, grid, guesses, noticed, origin


def _changes(table: Dataset) -> None:
    fixing.draw(table)
    changes.repairs(table)


def _reading(table: Dataset) -> None:
    guesses.questions(table)
    guesses.draw(table)
    changes.versions(table)


SIDES: dict[str, Callable[[Dataset], None]] = {
    "Rows": grid.rows,
    "Noticed": noticed.draw,
    "Columns": columns.draw,
    "Reading": _reading,
    "Repairs": _changes,
    "Origin": origin.draw,
}


def draw(tables: Sequence[Dataset]) -> None:
    """Name, size, day; a look inside; the way on; the way out."""
    for table in tables:
        with st.container(border=True):
            st.subheader(name(table.name), anchor=False)
            st.caption(_facts(table))
            with st.container(horizontal=True):
                if st.button("Use it for a model", key=f"use {table.id}"):
                    st.switch_page("new_model.py", query_params={"data": table.id})
                if st.button("Delete", key=f"delete {table.id}", icon=":material/delete:"):
                    _sure(table)
            if st.toggle("Look inside", key=f"look {table.id}", persist_state="page"):
                side = st.pills(
                    "What to look at",
                    SIDES,
                    default="Rows",
                    required=True,
                    key=f"side {table.id}",
                    label_visibility="collapsed",
                    persist_state="page",
                )
                SIDES[side](table)


def _facts(table: Dataset) -> str:
    files = name(table.filename) if len(table.parts) == 1 else f"{len(table.parts)} files"
    size = f"{words().counted(table.rows, 'row')} · {words().counted(len(table.columns), 'column')}"
    return f"{size} · from {files} · {day(table.created)}" + (" · practice" if table.practice else "")


@st.dialog("Delete this table?")
def _sure(table: Dataset) -> None:
    st.markdown(f"**{name(table.name)}** will be gone from this computer. Models that learned from it stay.")
    if st.button("Delete it", type="primary", key="really"):
        dataset.delete(workspace(), table.id, who=OWNER)
        grid.forget()
        st.rerun()
