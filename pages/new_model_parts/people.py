"""Columns that may say something about a person: the owner's word on each guess, before a model learns."""

import streamlit as st

from core.data import dataset
from core.data.dataset import Dataset
from core.data.personal import UNSURE, said_of
from pages.shared.errors import owner_errors
from pages.shared.opened import workspace
from pages.shared.text import name

MOST = 5


def confirm(table: Dataset) -> None:
    """One question for each guess that is not sure and that nobody answered yet."""
    for column in [each for each in table.columns if table.is_guess(each)][:MOST]:
        with st.container(border=True):
            st.markdown(
                f"“{name(column.name)}” may hold {said_of(column.personal or UNSURE)}. Does it say something about a person?"
            )
            answers = {"Yes": column.personal, "No": None, "Not sure": UNSURE}
            with st.container(horizontal=True, vertical_alignment="center"):
                for word, kind in answers.items():
                    if st.button(word, key=f"person {table.id} {column.name} {word}"):
                        with owner_errors():
                            dataset.mark_personal(workspace(), table.id, column.name, kind)
                            st.rerun()
                st.caption("Until you know, it counts as yes.", width="content")
