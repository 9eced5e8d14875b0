"""How a live model stands, and the buttons that change it."""

import streamlit as st

from core.common.actor import OWNER
from core.models.registry import Model
from core.serving import deployment
from core.serving.deployment import Live
from pages.go_live_parts.going_live import NEW_KEY
from pages.shared.errors import owner_errors
from pages.shared.opened import words, workspace
from pages.shared.text import name, plain
from pages.shared.when import day

CONNECT = "Connect"


def live(model: Model, now: Live, part: str) -> None:
    """Since when, and how to pause or stop it. `part`: what of the page is open."""
    st.markdown(f"**{name(model.name)}** · version {now.version}  \n{_state(now)}")
    made = st.session_state.get(NEW_KEY)
    if made and made[0] == model.id and part != CONNECT:
        st.info("A key for your web shop was made. Copy it under Connect: it is shown once.", icon=":material/key:")
    if now.stepped_back:
        st.warning(plain(now.stepped_back.says(words())), icon=":material/undo:")
    with st.container(horizontal=True):
        if now.before and not now.beside and st.button(f"Go back to version {now.before}", icon=":material/undo:"):
            take_back(model)
        if now.state == "live" and st.button("Pause"):
            _change(deployment.pause, model)
        if now.state == "paused" and st.button("Resume", icon=":material/play_arrow:"):
            _change(deployment.resume, model)
        if st.button("Stop this model"):
            _sure(model)


def take_back(model: Model) -> None:
    """The version that came in last goes; callers notice nothing but the answers."""
    _change(deployment.rollback, model)


def _state(now: Live) -> str:
    if now.state == "live":
        return f":green-badge[:material/check_circle: Live] since {day(now.since)}"
    return (
        f":orange-badge[:material/pause_circle: Paused] since {day(now.changed)}."
        f" Your web shop gets no answers. It was put live on {day(now.since)}."
    )


def _change(verb: object, model: Model) -> None:
    with owner_errors():
        verb(workspace(), model.id, who=OWNER)
        st.rerun()


@st.dialog("Stop this model?")
def _sure(model: Model) -> None:
    st.markdown(f"**{name(model.name)}** then answers nobody. What it answered so far stays, and so does the model.")
    if st.button("Stop it", type="primary"):
        _change(deployment.stop, model)
