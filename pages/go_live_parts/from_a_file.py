"""What really happened, from a file: which column says which case, and which says how it ended."""

import streamlit as st

from core.models.registry import Model
from pages.go_live_parts import feedback_upload


def draw(model: Model) -> None:
    """The worker reads the file's columns, and then goes through all of it."""
    with st.container(border=True):
        st.header("From a file", anchor=False)
        st.markdown(
            "One column says which case, one how it ended. The list that you downloaded here has the first already."
        )
        file = feedback_upload.draw(model, "outcomes", "A table of what happened")
        if file is None:
            return
        roles = model.plan.roles
        which = file.column("Which case", ("prediction_id", *roles.get("id", ())))
        ended = file.column("How it ended", roles.get("target", ()))
        with st.container(horizontal=True):
            if st.button("Note all of it", type="primary", disabled=which is None or ended is None):
                file.note(id=which, actual=ended)
            file.offer_another()
