"""One click, and a model is in use: for one case, for a whole list, or for a web shop."""

import streamlit as st

from core import deployment, model_version
from pages.go_live_parts import connect, happened, state, try_one, versions, whole_list
from pages.shared import pick
from pages.shared.empty import no_model
from pages.shared.opened import workspace

PARTS = {
    "try": ("Try one case", try_one.draw),
    "list": ("A whole list", whole_list.draw),
    "connect": ("Connect", connect.draw),
    "happened": ("What happened", happened.draw),
    "versions": ("Versions", versions.draw),
}

model = pick.title("Go live", model_version.all_models(workspace()))
live = deployment.live_of(workspace(), model.id) if model else None
if model is None:
    st.markdown("Here a model goes to work: for one case, for a whole list, or for your web shop.")
    no_model("There is no model to put to work yet")
elif live is None or live.state == "stopped":
    state.not_live(model, was_live=live is not None)
else:
    state.live(model, live)
    wanted = st.query_params.get("part", "try")
    part = st.segmented_control(
        "What would you like to do?",
        PARTS,
        default=wanted if wanted in PARTS else "try",
        format_func=lambda key: PARTS[key][0],
        label_visibility="collapsed",
        required=True,
    )
    st.query_params["part"] = part
    PARTS[part][1](model, live)
