"""Everything that is held about one person, and erasing it once it is typed again."""

import streamlit as st

from core.common.actor import OWNER
from core.operations import person_data
from pages.shared.errors import owner_errors
from pages.shared.opened import words, workspace
from pages.shared.text import plain

SOUGHT, ERASED = "person looked for", "person erased"
"""Both are kept in the memory of this visit alone: never in an address."""


def draw() -> None:
    """Nothing while nobody could be here."""
    if not person_data.may_hold(workspace()):
        return
    st.header("One person", anchor=False)
    with st.container(border=True):
        st.markdown(
            "Somebody asks what you know about them, or asks to be forgotten."
            " Look for them under each thing that you know them by: an id, an e-mail address, a full name."
        )
        with st.form("person", border=False):
            value = st.text_input("Whom are you looking for?", autocomplete="off")
            st.caption(
                "It has to be all that stands in a cell of a table. Capitals and spaces do not matter. Part of a name does not count."
            )
            if st.form_submit_button("Look for them", icon=":material/search:"):
                st.session_state.pop(ERASED, None)
                st.session_state[SOUGHT] = value
        with owner_errors():
            _gone()
            _held(st.session_state.get(SOUGHT))


def _held(value: str | None) -> None:
    """What was found, and the way to erase it."""
    if value is None:
        return
    with st.spinner("Looking through tables and answers…"):
        held = person_data.find(workspace(), value)
    if not held.places and not held.learned:
        st.markdown(f"Nothing is held under “{plain(value)}”.")
        return
    st.markdown(f"**Held under “{plain(value)}”:**\n" + _bullets(person_data.sentences(workspace(), held)))
    if not held.places:
        return
    st.markdown("Erasing takes these rows out of every table, answer and list here. It cannot be undone.")
    typed = st.text_input("To erase all of it, type it once more", autocomplete="off", key=f"sure {value}")
    if st.button("Erase it", disabled=not person_data.is_same(typed, value), icon=":material/delete:"):
        with st.spinner("Erasing…"):
            st.session_state[ERASED] = person_data.erase(workspace(), value, OWNER)
        del st.session_state[SOUGHT]
        st.rerun()


def _gone() -> None:
    """What was erased, and what no erasing here reaches."""
    erased = st.session_state.get(ERASED)
    if erased is None:
        return
    say = words().counted
    st.success(f"{say(erased.erased, 'row')} of {words().number(erased.rows)} erased.", icon=":material/check:")
    st.markdown("**What you should know:**\n" + _bullets(erased.stays))


def _bullets(sentences: tuple[str, ...]) -> str:
    return "\n".join(f"- {plain(sentence)}" for sentence in sentences)
