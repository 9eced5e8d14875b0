"""What really happened, without which nobody can say whether a model is right; and what people did with its answers."""

import streamlit as st

from core.models import registry
from core.models.registry import Model
from core.serving.deployment import Live
from pages.go_live_parts import decided, from_a_file, one_by_one
from pages.shared.opened import workspace


def draw(model: Model, live: Live) -> None:
    """How cases ended, by file; the newest answers one by one, with what people did; then what people did, by file."""
    card = registry.version(workspace(), model.id, live.version).card
    without = card.answer_type.no_outcome
    if without:
        st.markdown(without.instead)
    else:
        st.markdown("Tell the model how its cases ended. From that it knows whether it is still right.")
        from_a_file.draw(model)
    one_by_one.draw(model, card)
    decided.draw(model)
