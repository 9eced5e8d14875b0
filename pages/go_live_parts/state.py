"""Whether a model is live, and the buttons that change it."""

import streamlit as st

from core import deployment, model_version
from core.deployment import Live
from core.model_version import Model
from pages.shared.errors import owner_errors
from pages.shared.opened import workspace
from pages.shared.text import name, plain
from pages.shared.when import day

NEW_KEY, CONNECT = "key shown once", "Connect"


def put_live(model_id: str, number: int | None = None) -> None:
    """Puts a version live; a key that was made for it is shown once, under Connect."""
    with owner_errors():
        made = deployment.deploy(workspace(), model_id, number, who="owner")
        if made.key:
            st.session_state[NEW_KEY] = (model_id, made.key)
        st.switch_page("go_live.py", query_params={"model": model_id, "part": "Try one case"})


def not_live(model: Model, *, was_live: bool) -> None:
    """The one click."""
    version = model_version.version(workspace(), model.id)
    st.markdown("It was stopped. One click brings it back." if was_live else "One click, and it can be asked.")
    with st.container(border=True):
        st.header(name(model.name), anchor=False)
        st.caption(f"Version {version.number}, made on {day(version.created)}")
        for sentence in version.card.summary:
            st.markdown(plain(sentence))
        if st.button("Put it live", type="primary", icon=":material/rocket_launch:"):
            put_live(model.id)


def live(model: Model, now: Live, part: str) -> None:
    """Since when, and how to pause or stop it. `part`: what of the page is open."""
    st.markdown(f"**{name(model.name)}**, version {now.version}  \n{_state(now)}")
    made = st.session_state.get(NEW_KEY)
    if made and made[0] == model.id and part != CONNECT:
        st.info("A key for your web shop was made. Copy it under Connect: it is shown once.", icon=":material/key:")
    with st.container(horizontal=True):
        if now.state == "live" and st.button("Pause"):
            _change(deployment.pause, model)
        if now.state == "paused" and st.button("Resume", type="primary"):
            _change(deployment.resume, model)
        if st.button("Stop this model"):
            _sure(model)


def _state(now: Live) -> str:
    if now.state == "live":
        return f":green-badge[:material/check_circle: Live] since {day(now.since)}"
    return (
        f":orange-badge[:material/pause_circle: Paused] since {day(now.changed)}."
        f" Your web shop gets no answers. It was put live on {day(now.since)}."
    )


def _change(verb: object, model: Model) -> None:
    with owner_errors():
        verb(workspace(), model.id, who="owner")
        st.rerun()


@st.dialog("Stop this model?")
def _sure(model: Model) -> None:
    st.markdown(f"**{name(model.name)}** then answers nobody. What it answered so far stays, and so does the model.")
    if st.button("Stop it", type="primary"):
        _change(deployment.stop, model)
