"""Bringing a table."""

from dataclasses import asdict

import streamlit as st

from core.storage import staging
from pages.shared import jobs
from pages.shared.opened import workspace
from pages.shared.uploads import ENDINGS, MOST_MB


def draw(*, first: bool) -> None:
    """The file is sealed at once; the worker then reads it in a process of its own, reload or not."""
    with st.container(border=True):
        st.subheader("Bring a table" if first else "Bring another table", anchor=False)
        st.markdown(
            "A spreadsheet with one row for each customer, booking or sale. Excel, CSV or OpenDocument, up to 200 MB."
        )
        file = st.file_uploader("Your file", type=ENDINGS, max_upload_size=MOST_MB, label_visibility="collapsed")
        if file is None:
            return
        password = st.text_input("Its password, if it has one", type="password", autocomplete="off")
        if st.button("Read it", type="primary"):
            staged = staging.stage(workspace(), file.getvalue(), password or None)
            jobs.begin("read", jobs.TABLE, staged=asdict(staged), filename=file.name)
            st.rerun()
