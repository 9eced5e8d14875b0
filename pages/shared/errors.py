"""The one place that shows an owner what went wrong."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from core.common.errors import OwnerError
from pages.shared.text import plain


def show(sentence: str, advice: str) -> None:
    """What happened, then what to do."""
    st.error(f"**{plain(sentence)}**  \n{plain(advice)}", icon=":material/error:")


@contextmanager
def owner_errors() -> Iterator[None]:
    """Whatever the owner can mend is shown in words; what only a programmer can mend goes its own way."""
    try:
        yield
    except OwnerError as mishap:
        show(mishap.sentence, mishap.advice)
