"""The versions of a model: one that waits for the owner or is on trial, each with its card, the way back, and two side by side."""

import streamlit as st

from core.models import comparison, model_card, registry
from core.models.registry import Model, ModelVersion
from core.serving.deployment import Live
from pages.go_live_parts import card, compared, two_versions
from pages.go_live_parts.going_live import put_live
from pages.shared.opened import workspace
from pages.shared.text import plain
from pages.shared.when import day


def draw(model: Model, live: Live) -> None:
    every = registry.versions(workspace(), model.id)
    waiting = next((kept for kept in comparison.waiting(workspace()) if kept.model == model.id), None)
    decided_above = {live.version}
    if waiting:
        compared.waits(waiting)
        decided_above.add(waiting.comparison.version)
    if live.beside:
        two_versions.on_trial(model, live.beside)
        decided_above.add(live.beside.version)
    for version in every:
        _one(model, version, live, may_go_live=version.number not in decided_above)
    if live.beside is None:
        two_versions.bring_in(model, live)
    if len(every) > 1:
        _side_by_side(model, [version.number for version in every], live.version)


def _one(model: Model, version: ModelVersion, live: Live, *, may_go_live: bool) -> None:
    with st.container(border=True):
        st.header(f"Version {version.number}", anchor=False)
        st.caption(f"Made on {day(version.created)}" + (" · live now" if version.number == live.version else ""))
        kept = comparison.kept(workspace(), model.id, version.number)
        if kept:
            st.markdown(f"{compared.verdict(kept.comparison)} {plain(kept.comparison.headline)}")
        for sentence in version.card.summary[:2]:
            st.markdown(plain(sentence))
        if may_go_live and st.button("Put this one live", key=f"live {version.number}"):
            put_live(model.id, version.number, stay=True)
        card.draw(model_card.card(workspace(), model.id, version.number))


def _side_by_side(model: Model, numbers: list[int], live: int) -> None:
    """The live one beside the newest other, until two others are chosen."""
    other = 1 if numbers[0] == live else 0
    with st.expander("Two versions side by side", icon=":material/compare:"):
        left, right = st.columns(2)
        one = left.selectbox("Version", numbers, numbers.index(live), key=f"left {model.id}")
        two = right.selectbox("and version", numbers, other, key=f"right {model.id}")
        card.side_by_side([model_card.card(workspace(), model.id, number) for number in (one, two)])
