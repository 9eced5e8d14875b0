"""What became of reports on what really happened."""

import streamlit as st

from core.serving.deployment import Matched
from pages.shared.opened import words


def draw(told: Matched) -> None:
    """How many cases were noted, and below that which rows were not, a line each."""
    noted, *lost = told.says(words())
    if told.matched:
        st.success("\n".join([noted, "", *(f"- {each}" for each in lost)]), icon=":material/check:")
    else:
        st.warning(" ".join([noted, *lost]), icon=":material/info:")
