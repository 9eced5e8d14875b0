"""What people did with the advice, from a file: followed or changed, and how long it took them."""

import streamlit as st

from core.models.registry import Model
from pages.go_live_parts import feedback_upload


def draw(model: Model) -> None:
    """The worker reads the file's columns, and then goes through all of it."""
    with st.container(border=True):
        st.header("What people did with it", anchor=False)
        st.markdown(
            "One column says which case, one what was done: “followed”, “changed”, or the answer that was chosen instead."
            " From that you see whether people still think for themselves."
        )
        file = feedback_upload.draw(model, "decisions", "A table of what people did")
        if file is None:
            return
        which = file.column("Which case was it", ("prediction_id", *model.plan.roles.get("id", ())))
        did = file.column("What was done")
        took = file.column("Seconds it took, if you know", missing="Not known")
        with st.container(horizontal=True):
            if st.button("Note what people did", disabled=which is None or did is None):
                file.note(id=which, decision=did, seconds=took)
            file.offer_another()
