"""One click, and a model is in use: for one case, for a whole list, or for a web shop."""

import streamlit as st

from core.reporting import overview
from core.serving import deployment
from pages.go_live_parts import (
    connect,
    going_live,
    happened,
    state,
    teaching,
    try_one,
    versions,
    whole_list,
)
from pages.shared import pick
from pages.shared.empty import no_model
from pages.shared.opened import workspace

PARTS = {
    "Try one case": try_one.draw,
    "A whole list": whole_list.draw,
    state.CONNECT: connect.draw,
    "What happened": happened.draw,
    "Versions": versions.draw,
    teaching.TITLE: lambda model, _live: teaching.draw(model),
}

model = pick.title("Go live", overview.most_urgent_first(workspace()))
live = deployment.live_of(workspace(), model.id) if model else None
if model:
    going_live.typed_name(model)
if model is None:
    st.markdown("Here a model goes to work: for one case, for a whole list, or for your web shop.")
    no_model("There is no model to put to work yet")
elif live is None or live.state == "stopped":
    going_live.not_live(model, was_live=live is not None)
    with st.expander(teaching.TITLE, icon=":material/school:"):
        teaching.draw(model, strong=False)
else:
    state.live(model, live, st.session_state.get("part", st.query_params.get("part", "")))
    part = st.radio(
        "What would you like to do?",
        PARTS,
        horizontal=True,
        label_visibility="collapsed",
        key="part",
        bind="query-params",
    )
    PARTS[part](model, live)
