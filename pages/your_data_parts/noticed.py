"""What a look at a table found, with the buttons that mend it."""

import streamlit as st

from core.data.dataset import Dataset
from core.monitoring import table_checkup
from pages.shared import jobs, mending, told
from pages.shared.badges import inline
from pages.shared.errors import owner_errors
from pages.shared.opened import workspace
from pages.shared.text import plain


def draw(table: Dataset) -> None:
    """Worst first; those that can be mended here have a button."""
    st.header("What was noticed", anchor=False)
    told.now(table.id)
    found = table_checkup.known(workspace(), table.id)
    if found is None and table.is_large:
        st.markdown("It was not looked at since it changed.")
        if st.button("Look at it", icon=":material/fact_check:", key=f"look at {table.id}"):
            jobs.change(table, "look")
        return
    with owner_errors(), st.container(border=True):
        if found is None:
            with st.spinner("Looking at the table…"):
                found = table_checkup.of_table(workspace(), table.id)
        for finding in found:
            if finding.level != "not_yet":
                st.markdown(f"{inline(finding.level)} {plain(finding.sentence)} {plain(finding.advice)}")
                mending.buttons(finding, table.id)
        with st.expander("What could not be looked at yet", icon=":material/hourglass_empty:", type="compact"):
            for finding in found:
                if finding.level == "not_yet":
                    st.markdown(f"**{plain(finding.title)}.** {plain(finding.sentence)} {plain(finding.advice)}")
