"""What a right warning brings, what a needless one costs, and what the model is worth with them."""

import streamlit as st

from core.models import registry, templates
from core.models.registry import Card, Model, Worth
from core.models.training import worth_in_money
from pages.shared.errors import owner_errors
from pages.shared.opened import words, workspace
from pages.shared.text import plain


def draw(model: Model, card: Card) -> None:
    """Two amounts, and what the model brings with them."""
    st.header("What it is worth", anchor=False)
    many = templates.template(model.template).nouns["many"]
    reference = registry.reference(workspace(), model.id)
    told = worth_in_money(reference, model.worth, card.threshold, many, words())
    st.markdown(plain(told) if told else "Say what a right warning brings you, and what a needless one costs.")
    with st.form("worth"):
        left, right = st.columns(2)
        hit = left.number_input("A right warning brings", 0.0, value=model.worth.hit, step=1.0, placeholder="an amount")
        miss = right.number_input(
            "A needless warning costs", 0.0, value=model.worth.miss, step=1.0, placeholder="an amount"
        )
        if st.form_submit_button("Save"):
            with owner_errors():
                registry.set_worth(workspace(), model.id, Worth(hit, miss))
                st.rerun()
