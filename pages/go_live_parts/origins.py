"""The one web page whose scripts may call."""

import streamlit as st

from core.common.actor import OWNER
from core.serving import deployment
from pages.shared.errors import owner_errors
from pages.shared.opened import workspace


def draw() -> None:
    """A page in a browser may ask only when the owner names where it comes from."""
    with st.expander("Let a web page of yours ask", icon=":material/language:"):
        st.markdown(
            "A program needs nothing more than the key. A page in a browser may ask only from an address that you name here."
            " Whoever can open that page can read the key in it, so name a page that only your people can open."
        )
        named = st.text_input(
            "Where the page comes from", deployment.web_origin(workspace()), placeholder="https://office.example"
        )
        if st.button("Keep this"):
            with owner_errors():
                kept = deployment.allow_origin(workspace(), named, who=OWNER)
                st.success(
                    "Pages from there may ask now." if kept else "No web page may ask now.", icon=":material/check:"
                )
