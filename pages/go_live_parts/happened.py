"""What really happened: without it nobody can say whether a model is right."""

import streamlit as st

from core import model_version
from core.deployment import Live
from core.model_version import Model
from pages.go_live_parts import from_a_file, one_by_one
from pages.shared.opened import workspace


def draw(model: Model, live: Live) -> None:
    """Two ways of saying it: a file, or a table of the newest answers."""
    card = model_version.version(workspace(), model.id, live.version).card
    if card.predicts == "segments":
        st.markdown("Groups have no right or wrong, so there is nothing to tell.")
        return
    st.markdown("Tell the model how its cases ended. From that it knows whether it is still right.")
    from_a_file.draw(model)
    one_by_one.draw(model, card)
