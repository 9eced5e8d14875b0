"""The one question about what depends on a model's answers, before it is made and whenever the owner wants to say it."""

import streamlit as st

from core.models import registry, templates
from core.models.registry import Model
from core.models.stakes import Stakes
from pages.shared import jobs
from pages.shared.errors import owner_errors
from pages.shared.opened import workspace
from pages.shared.text import option, plain

DONE = "What this asks of you is done"


def ask_stakes(stakes: Stakes, said: str) -> str:
    """One calm choice, with what follows from it; empty for "later". `said`: the key chosen before."""
    says = {choice.key: option(choice.says) for choice in stakes.choices}
    place = list(says).index(said) if said in says else None
    key = st.selectbox(stakes.question, list(says), place, format_func=says.get, placeholder="I would rather say later")
    picked = stakes.choice(key or "")
    if picked and picked.delicate:
        st.caption(plain(picked.follows))
    return key or ""


def offer(model: Model) -> None:
    """Opens the question for a model; it may be answered anew at any time."""
    label = "Change what depends on it" if model.plan.stakes else "Say what depends on it"
    if st.button(label, icon=":material/balance:", type="tertiary" if model.plan.stakes else "secondary"):
        dialog(model.id)


@st.dialog("What depends on it")
def dialog(model_id: str) -> None:
    tell(model_id)


def tell(model_id: str) -> None:
    """For a model that is there: the choice, whether what follows is done, and a fresh look once it is said."""
    model = registry.find(workspace(), model_id)
    stakes = templates.template(model.template).stakes
    said = ask_stakes(stakes, model.plan.stakes)
    picked = stakes.choice(said)
    seen_to = bool(picked and picked.delicate) and st.checkbox(
        DONE, model.plan.seen_to and said == model.plan.stakes, key=f"seen to {said}"
    )
    if st.button("Save", type="primary"):
        with owner_errors():
            registry.set_stakes(workspace(), model_id, said, seen_to=seen_to)
            jobs.begin("checkup", f"checkup {model_id}", model=model_id)
            st.rerun()
