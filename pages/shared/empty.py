"""What a page says when there is no model yet: the one step that leads there."""

import streamlit as st


def no_model(heading: str) -> None:
    with st.container(border=True):
        st.header(heading, anchor=False)
        st.markdown(
            "Make your first one from a table you already have. Or put up the practice shop, with models to play with."
        )
        with st.container(horizontal=True):
            if st.button("New model", type="primary", icon=":material/add_circle:"):
                st.switch_page("new_model.py")
            if st.button("Try the practice shop"):
                st.switch_page("today.py")
