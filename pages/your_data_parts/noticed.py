"""What a look at a table found, with the buttons that mend it."""

import streamlit as st

from core import survey
from core.dataset import Dataset
from pages.shared import mending, told
from pages.shared.badges import inline
from pages.shared.opened import workspace
from pages.shared.text import plain


def draw(table: Dataset) -> None:
    """Worst first; those that can be mended here have a button."""
    st.header("What was noticed", anchor=False)
    told.now(table.id)
    with st.spinner("Looking at the table…"):
        found = survey.of_table(workspace(), table.id)
    with st.container(border=True):
        for finding in found:
            st.markdown(f"{inline(finding.level)} {plain(finding.sentence)} {plain(finding.advice)}")
            mending.buttons(finding, table.id)
