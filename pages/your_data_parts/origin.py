"""What a table is for, where it comes from, and why the business may have it."""

import streamlit as st

from core.data import dataset
from core.data.dataset import BASES, Dataset
from pages.shared.errors import owner_errors
from pages.shared.opened import workspace


def draw(table: Dataset) -> None:
    """Three plain questions. The answers stand in each report about a model that learned from the table."""
    noted = dataset.provenance(workspace(), table.id)
    st.header("Where it comes from, and why", anchor=False)
    st.markdown("Note it once. It is shown in the reports of the models that learn from this table.")
    with st.form(f"origin {table.id}", border=False):
        purpose = st.text_input("What is it for?", noted.purpose, 300, placeholder="To see who may not come back")
        source = st.text_input("Where does it come from?", noted.source, 300, placeholder="Our booking program")
        keys = list(BASES)
        basis = st.radio(
            "Why may you use it?", keys, keys.index(noted.basis) if noted.basis in keys else None, format_func=BASES.get
        )
        if st.form_submit_button("Save"):
            with owner_errors():
                dataset.note_provenance(workspace(), table.id, purpose=purpose, source=source, basis=basis or "")
                st.success("Noted.", icon=":material/check:")
