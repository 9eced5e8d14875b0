"""How a web shop asks the model: address, key, and text to copy."""

import streamlit as st

from core.models.registry import Model
from core.serving import deployment
from core.serving.deployment import Live
from pages.go_live_parts import access, origins
from pages.go_live_parts.going_live import NEW_KEY
from pages.go_live_parts.snippets import snippets
from pages.shared.opened import workspace


def draw(model: Model, live: Live) -> None:
    """Address and key first, then the same question in four ways."""
    url = f"{_root()}/v1/models/{model.id}/predict"
    st.markdown("Your shop asks this address, with a key that proves it may. Both work on this computer only.")
    with st.container(border=True):
        st.caption("Address")
        st.code(url, language=None, wrap_lines=True)
        _key(model)
    row = deployment.example_row(workspace(), model, live.version)
    offered = {snippet.title: snippet for snippet in snippets(url, row)}
    title = st.radio("Text to copy for", offered, horizontal=True)
    if offered[title].hint:
        st.markdown(offered[title].hint)
    st.code(offered[title].text, language=None, wrap_lines=True)
    origins.draw()


def _root() -> str:
    return deployment.endpoint_url(workspace()) or f"http://127.0.0.1:{workspace().settings.endpoint_port}"


def _key(model: Model) -> None:
    """A key is shown once; of older ones only the day is known."""
    shown = st.session_state.get(NEW_KEY)
    if shown and shown[0] == model.id:
        st.caption("Your key. Copy it now: it is not shown again.")
        st.code(shown[1], language=None, wrap_lines=True)
        if st.button("I have copied it"):
            del st.session_state[NEW_KEY]
            st.rerun()
        return
    access.keys_in_use(model)
    access.make_key(model)
