"""The versions of a model: one that waits for the owner, each with its card, two side by side, and the way back to an older one."""

import streamlit as st

from core import comparison, model_card, model_version
from core.deployment import Live
from core.model_version import Model, Version
from pages.go_live_parts import card, compared, two_versions
from pages.go_live_parts.going_live import put_live
from pages.shared.opened import workspace
from pages.shared.text import plain
from pages.shared.when import day


def draw(model: Model, live: Live) -> None:
    every = model_version.versions(workspace(), model.id)
    waiting = next((kept for kept in comparison.waiting(workspace()) if kept.model == model.id), None)
    if waiting:
        compared.waits(waiting)
    for version in every:
        _one(model, version, live)
    st.header("Two versions at once", anchor=False)
    two_versions.draw(model, live)
    if len(every) > 1:
        _side_by_side(model, [version.number for version in every])


def _one(model: Model, version: Version, live: Live) -> None:
    with st.container(border=True):
        st.header(f"Version {version.number}", anchor=False)
        st.caption(f"Made on {day(version.created)}" + (" · live now" if version.number == live.version else ""))
        kept = comparison.kept(workspace(), model.id, version.number)
        if kept:
            st.markdown(f"{compared.verdict(kept.comparison)} {plain(kept.comparison.headline)}")
        for sentence in version.card.summary[:2]:
            st.markdown(plain(sentence))
        if version.number != live.version and st.button("Put this one live", key=f"live {version.number}"):
            put_live(model.id, version.number, stay=True)
        card.draw(model_card.card(workspace(), model.id, version.number))


def _side_by_side(model: Model, numbers: list[int]) -> None:
    st.header("Two versions side by side", anchor=False)
    with st.container(border=True):
        left, right = st.columns(2)
        one = left.selectbox("Version", numbers, 1, key=f"left {model.id}")
        other = right.selectbox("and version", numbers, 0, key=f"right {model.id}")
        card.side_by_side([model_card.card(workspace(), model.id, number) for number in (one, other)])
