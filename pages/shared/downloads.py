"""A button that hands over a file, also when it is pressed while the page is being drawn anew.

A file that is only made when asked for has another address at each drawing (Streamlit 1.67), and a click on the one before is lost.
A file that is given at once keeps its address, which is made of its contents. Only what is too large for that is made when asked for.
"""

from collections.abc import Callable

import streamlit as st

AT_ONCE = 20_000_000
"""Bytes up to which a file is given at once."""


def download(label: str, contents: Callable[[], bytes], size: int, filename: str, *, key: str) -> None:
    """`size`: bytes of the contents, more or less."""
    st.download_button(
        label,
        contents() if size <= AT_ONCE else contents,
        filename,
        icon=":material/download:",
        key=key,
        on_click="ignore",
    )
