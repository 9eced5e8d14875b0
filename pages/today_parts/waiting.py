"""New versions that wait for the owner's word."""

import streamlit as st

from core.models import comparison, registry
from pages.go_live_parts.compared import verdict
from pages.shared.opened import workspace
from pages.shared.text import name, plain


def draw() -> None:
    """One small card each."""
    for kept in comparison.waiting(workspace()):
        model = registry.find(workspace(), kept.model)
        with st.container(border=True):
            st.markdown(verdict(kept.comparison))
            st.subheader(f"A new version of {name(model.name)} waits for you", anchor=False)
            st.markdown(plain(" ".join([kept.comparison.headline, *kept.comparison.in_short])))
            if st.button("Look at both", key=f"waits {kept.model}"):
                st.switch_page("go_live.py", query_params={"model": kept.model, "part": "Versions"})
