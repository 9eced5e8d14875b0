"""Models as cards, the one that needs the owner across the full width, and the month in three figures."""

from collections.abc import Sequence

import streamlit as st

from core.common.actor import OWNER
from core.common.finding import NOTICED
from core.monitoring.key_figure import KeyFigure
from core.reporting.overview import ModelToday
from core.serving import deployment
from pages.shared.badges import badge
from pages.shared.errors import owner_errors
from pages.shared.opened import workspace
from pages.shared.text import name, plain


def draw(everything: Sequence[ModelToday]) -> None:
    """The most urgent first, in full; the others side by side."""
    urgent = everything[0].state == "act" or len(everything) == 1
    if urgent:
        with st.container(border=True):
            _card(everything[0], first=True)
    else:
        st.header("Your models", anchor=False)
    grid = st.grid(2, min_column_width=260)
    for one in everything[1:] if urgent else everything:
        with grid.container(border=True, height="stretch"):
            _card(one, first=False)


def figures(month: Sequence[KeyFigure]) -> None:
    st.header("This month", anchor=False)
    grid = st.grid(len(month), min_column_width=200)
    for figure in month:
        with grid.container(border=True, height="stretch"):
            st.caption(plain(figure.label))
            st.header(plain(figure.value), anchor=False)
            st.markdown(f":gray[{plain(figure.below)}]")


def _card(one: ModelToday, *, first: bool) -> None:
    badge(one.state)
    heading = st.header if first else st.subheader
    heading(name(one.model.name) + (" · practice" if one.model.practice else ""), anchor=False)
    headline = f"**{plain(one.title)}.** " if one.title and one.state in NOTICED else ""
    st.markdown(headline + plain(one.sentence))
    if one.happened:
        st.markdown(f":material/undo: {plain(one.happened)}")
    st.caption(plain(" · ".join(one.facts)))
    st.space("stretch")
    with st.container(horizontal=True):
        _buttons(one, first=first)


def _buttons(one: ModelToday, *, first: bool) -> None:
    kind = "primary" if first else "secondary"
    if one.live is None:
        _leads_to(one, "Put it live", "go_live.py", kind)
    elif one.state in NOTICED:
        _leads_to(one, "See what happened", "health.py" if one.group == "health" else "privacy.py", kind)
    else:
        _leads_to(one, "Open", "go_live.py", kind)
    may_pause = first and one.state == "act" and one.live is not None and one.live.state == "live"
    if may_pause and st.button("Pause this model", key=f"pause {one.model.id}"):
        with owner_errors():
            deployment.pause(workspace(), one.model.id, who=OWNER)
            st.rerun()


def _leads_to(one: ModelToday, label: str, page: str, kind: str) -> None:
    if st.button(label, key=f"{label} {one.model.id}", type=kind):
        st.switch_page(page, query_params={"model": one.model.id})
