"""A second version beside the one that answers: how it comes in, how both do, and what becomes of it."""

import streamlit as st

from core.models import registry
from core.models.registry import Model
from core.serving import trial_text
from core.serving.deployment import Challenger, Live
from pages.go_live_parts.going_live import put_live
from pages.go_live_parts.state import take_back
from pages.shared.opened import words, workspace
from pages.shared.text import plain
from pages.shared.when import day

SOME, WATCHING, ALL = "For some of the calls", "Only watching", "All at once"
MEANS = {
    SOME: "It answers some of your customers, always the same ones. If it does worse, it is taken back by itself.",
    WATCHING: "It answers nobody. What it would say is kept, so that you can compare before anybody meets it.",
    ALL: "It answers everybody from now on. The version before stays ready to come back.",
}
SHARES = {"5 of 100": 0.05, "10 of 100": 0.1, "25 of 100": 0.25, "50 of 100": 0.5}


def bring_in(model: Model, live: Live) -> None:
    """The ways in which a version can come in."""
    st.header("Two versions at once", anchor=False)
    others = {version.number: version for version in registry.versions(workspace(), model.id)}
    others.pop(live.version, None)
    if not others:
        st.markdown("There is one version so far. Teach the model again, and a second one can come in beside it.")
        return
    st.markdown("Let another version come in carefully, and see how it does before it answers everybody.")
    with st.container(border=True):
        number = st.selectbox(
            "Which version?", sorted(others, reverse=True),
            format_func=lambda each: f"Version {each}, made on {day(others[each].created)}",
        )  # fmt: skip
        way = st.radio("How should it come in?", MEANS)
        st.markdown(f":gray[{MEANS[way]}]")
        share = SHARES[st.selectbox("How many customers should it answer?", SHARES)] if way == SOME else None
        if st.button(f"Bring in version {number}", icon=":material/call_split:"):
            put_live(model.id, number, stay=True, share=share, shadow=way == WATCHING)


def on_trial(model: Model, beside: Challenger) -> None:
    """How both do so far, and the two ways to end it."""
    found = trial_text.describe_trial(workspace(), model.id, words())
    st.header("Two versions at once", anchor=False)
    st.markdown(plain(found.how))
    with st.container(border=True):
        st.header(plain(found.headline), anchor=False)
        for finding in found.findings:
            st.markdown(f"**{plain(finding.about)}.** {plain(finding.sentence)}")
        with st.container(horizontal=True):
            if st.button(f"Let version {beside.version} answer everybody"):
                put_live(model.id, beside.version, stay=True)
            if st.button(f"Take version {beside.version} back"):
                take_back(model)
