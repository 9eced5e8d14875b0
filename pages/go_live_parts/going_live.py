"""Putting a version live: the one click, and the name to type where the version is clearly worse."""

import streamlit as st

from core.common.actor import OWNER
from core.common.errors import ClearlyWorse
from core.models import registry
from core.models.registry import Model
from core.serving import deployment
from pages.shared.badges import badge
from pages.shared.errors import owner_errors
from pages.shared.opened import workspace
from pages.shared.text import name, plain
from pages.shared.when import day

NEW_KEY, WORSE = "key shown once", "worse version"


def put_live(
    model_id: str, number: int | None = None, *, stay: bool = False, share: float | None = None, shadow: bool = False
) -> None:
    """Puts a version live; a key that was made for it is shown once, under Connect. `stay`: at the open part of Go live.
    `share` and `shadow`: beside the one that answers.

    One that was found clearly worse asks for the model's name first (`typed_name`).
    """
    with owner_errors():
        try:
            made = deployment.deploy(workspace(), model_id, number, who=OWNER, share=share, shadow=shadow)
        except ClearlyWorse as worse:
            st.session_state[WORSE] = (model_id, worse, share)
            if stay:
                st.rerun()
            st.switch_page("go_live.py", query_params={"model": model_id})
        if made.key:
            st.session_state[NEW_KEY] = (model_id, made.key)
        if stay:
            st.rerun()
        st.switch_page("go_live.py", query_params={"model": model_id, "part": "Try one case"})


def not_live(model: Model, *, was_live: bool) -> None:
    """The one click."""
    version = registry.version(workspace(), model.id)
    st.markdown("It was stopped. One click brings it back." if was_live else "One click, and it can be asked.")
    with st.container(border=True):
        st.header(name(model.name), anchor=False)
        st.caption(f"Version {version.number}, made on {day(version.created)}")
        for sentence in version.card.summary:
            st.markdown(plain(sentence))
        if st.button("Put it live", type="primary", icon=":material/rocket_launch:"):
            put_live(model.id)


def typed_name(model: Model) -> None:
    """Where a clearly worse version should go live: somebody who means it types the model's name."""
    model_id, worse, share = st.session_state.get(WORSE, ("", None, None))
    if model_id != model.id:
        return
    with st.container(border=True):
        badge("act")
        st.header(plain(worse.sentence), anchor=False)
        st.markdown(plain(worse.advice))
        typed = st.text_input("The model's name", key="typed name")
        with st.container(horizontal=True):
            meant = st.button("Put it live all the same")
            if st.button("Leave it as it is", type="primary"):
                del st.session_state[WORSE]
                st.rerun()
        if meant:
            _meant(model, worse.facts["version"], typed, share)


def _meant(model: Model, number: int, typed: str, share: float | None) -> None:
    with owner_errors():
        deployment.deploy(workspace(), model.id, number, who=OWNER, confirmed=typed, share=share)
        del st.session_state[WORSE]
        st.rerun()
