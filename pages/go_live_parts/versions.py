"""The versions of a model, and the way back to an older one."""

import streamlit as st

from core import model_version
from core.deployment import Live
from core.model_version import Model
from pages.go_live_parts.state import put_live
from pages.shared.opened import workspace
from pages.shared.text import plain
from pages.shared.when import day


def draw(model: Model, live: Live) -> None:
    for version in model_version.versions(workspace(), model.id):
        with st.container(border=True):
            st.header(f"Version {version.number}", anchor=False)
            st.caption(f"Made on {day(version.created)}" + (" · live now" if version.number == live.version else ""))
            for sentence in version.card.summary[:2]:
                st.markdown(plain(sentence))
            if version.number != live.version and st.button("Put this one live", key=f"live {version.number}"):
                put_live(model.id, version.number)
