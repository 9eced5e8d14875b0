"""How a web shop asks the model: address, key, and text to copy."""

import streamlit as st

from core import deployment, model_version
from core.deployment import Live
from core.model_version import Model
from pages.go_live_parts.snippets import snippets
from pages.go_live_parts.state import NEW_KEY
from pages.shared.errors import owner_errors
from pages.shared.opened import workspace
from pages.shared.when import day


def draw(model: Model, live: Live) -> None:
    """Address and key first, then the same question in four ways."""
    url = f"{_root()}/v1/models/{model.id}/predict"
    st.markdown("Your shop asks this address, with a key that proves it may. Both work on this computer only.")
    with st.container(border=True):
        st.caption("Address")
        st.code(url, language=None, wrap_lines=True)
        _key(model)
    inputs = model_version.reference(workspace(), model.id, live.version).inputs
    row = {asked.name: _example(asked.kind, asked.typical) for asked in inputs}
    offered = {snippet.title: snippet for snippet in snippets(url, row)}
    title = st.radio("Text to copy for", offered, horizontal=True)
    if offered[title].hint:
        st.markdown(offered[title].hint)
    st.code(offered[title].text, language=None, wrap_lines=True)


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
    st.caption("Keys in use")
    for key in (key for key in deployment.keys(workspace()) if key.model in (None, model.id)):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"Made on {day(key.created)}" + ("" if key.model else ", for all models"))
            if st.button("Take it back", key=f"revoke {key.id}"):
                with owner_errors():
                    deployment.revoke(workspace(), key.id, who="owner")
                    st.rerun()
    if st.button("Make a new key"):
        with owner_errors():
            st.session_state[NEW_KEY] = (model.id, deployment.new_key(workspace(), model.id, who="owner"))
            st.rerun()


def _example(kind: str, typical: object) -> object:
    if kind == "yes_no":
        return bool(typical)
    if kind == "date":
        return "2026-03-31"
    return int(typical) if isinstance(typical, float) and typical.is_integer() else typical
