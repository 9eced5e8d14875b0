"""What was just done, in a line that is still there once the page was drawn anew."""

import streamlit as st

from pages.shared.text import plain

_KEY = "told about"


def later(sentence: str, about: str) -> None:
    """To be said when the page is next drawn, about a table or model (its id)."""
    st.session_state[_KEY] = (about, sentence)


def now(about: str) -> None:
    """Says it, once."""
    of, sentence = st.session_state.get(_KEY, ("", ""))
    if of == about:
        del st.session_state[_KEY]
        st.success(plain(sentence), icon=":material/check:")
