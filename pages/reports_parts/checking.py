"""Whether a report is still as Plainwell made it."""

import streamlit as st

from core.reporting import monthly
from pages.shared.opened import workspace


def draw() -> None:
    """Any altered byte shows."""
    with st.expander("Has a report been altered?", icon=":material/verified:"):
        file = st.file_uploader("A report from here, as PDF or web page", type=["pdf", "html", "json"])
        if file is None:
            return
        if monthly.verify(workspace(), file.getvalue()):
            st.success("It is exactly as Plainwell made it.", icon=":material/check_circle:")
        else:
            st.error("It is not as Plainwell made it, or it comes from elsewhere.", icon=":material/error:")
