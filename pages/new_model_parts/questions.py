"""The questions an owner can ask, as cards."""

from collections.abc import Iterable

import streamlit as st

from core.models.template import Template

IN_A_ROW, NARROWEST = 2, 260


def cards(templates: Iterable[Template]) -> None:
    """One card for each question; choosing one puts it into the address."""
    grid = st.grid(IN_A_ROW, min_column_width=NARROWEST)
    for template in templates:
        with grid.container(border=True, height="stretch"):
            st.header(template.title, anchor=False, icon=f":material/{template.icon}:")
            st.markdown(template.who_for)
            st.caption(template.one_row)
            st.space("stretch")
            if st.button("Choose", key=f"choose {template.key}", width="stretch"):
                st.query_params["question"] = template.key
                st.rerun()
