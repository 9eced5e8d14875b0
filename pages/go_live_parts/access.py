"""Who may ask: keys that are made, replaced and taken back."""

import streamlit as st

from core.common.actor import OWNER
from core.models.registry import Model
from core.serving import deployment
from core.serving.deployment import IssuedKey
from core.serving.deployment.keys import OVERLAP_DAYS
from pages.go_live_parts.going_live import NEW_KEY
from pages.shared.errors import owner_errors
from pages.shared.opened import words, workspace
from pages.shared.when import day

LASTS = {"Until I take it back": None, "30 days": 30, "A year": 365}
LIMITS = {"As many as it likes": None, "600 rows a minute": 600, "60 rows a minute": 60}


def keys_in_use(model: Model) -> None:
    st.caption("Keys in use")
    found = [key for key in deployment.keys(workspace()) if key.model in (None, model.id)]
    if not found:
        st.markdown("There is none, so no program can ask.")
    for key in found:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_told(key))
            if key.expires is None and st.button("Replace it", key=f"replace {key.id}", help=_overlap()):
                with owner_errors():
                    made = deployment.replace_key(workspace(), key.id, who=OWNER)
                    st.session_state[NEW_KEY] = (model.id, made)
                    st.rerun()
            if st.button("Take it back", key=f"revoke {key.id}"):
                _sure(key)


def make_key(model: Model) -> None:
    with st.expander("Choose how long a new key lasts, and how much it may ask", type="compact"):
        lasts = LASTS[st.selectbox("How long does it last?", LASTS)]
        limit = LIMITS[st.selectbox("How much may it ask?", LIMITS)]
        every = st.checkbox("It opens all of my models")
    if st.button("Make a new key"):
        with owner_errors():
            opens = None if every else model.id
            made = deployment.new_key(workspace(), opens, who=OWNER, days=lasts, per_minute=limit)
            st.session_state[NEW_KEY] = (model.id, made)
            st.rerun()


@st.dialog("Take this key back?")
def _sure(key: IssuedKey) -> None:
    st.markdown(_told(key))
    st.markdown("Whoever asks with it gets no answer from then on. It does not come back: you can only make a new one.")
    if st.button("Yes, take it back", type="primary"):
        with owner_errors():
            deployment.revoke(workspace(), key.id, who=OWNER)
            st.rerun()


def _told(key: IssuedKey) -> str:
    """Ready for markdown."""
    told = f"`{key.begins}…` Made on {day(key.created)}" + ("" if key.model else ", for all models")
    if key.expires:
        told += f", ends on {day(key.expires)}"
    return told + (f", at most {words().number(key.per_minute)} rows a minute" if key.per_minute else "")


def _overlap() -> str:
    return f"You get a new key at once. The old one works for {OVERLAP_DAYS} more days, then it ends by itself."
