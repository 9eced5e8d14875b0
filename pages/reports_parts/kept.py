"""The reports of one month, one line each."""

from collections.abc import Sequence

import streamlit as st

from core.reporting import monthly
from core.reporting.monthly import Report
from pages.reports_parts.making import month_in_words
from pages.shared.badges import badge
from pages.shared.downloads import download
from pages.shared.opened import words, workspace
from pages.shared.text import name, plain

FORMS = {"pdf": "PDF", "html": "Web page"}


def draw(month: str, made: Sequence[Report]) -> None:
    st.header(plain(month_in_words(month)), anchor=False)
    with st.container(border=True):
        for one in made:
            with st.container(horizontal=True, vertical_alignment="center"):
                with st.container(gap="xxsmall", width="stretch"):
                    badge(one.state)
                    st.markdown(f"**{name(one.name)}**")
                    st.caption(_facts(one))
                with st.container(horizontal=True, width="content"):
                    for form, label in FORMS.items():
                        _download(one, form, label)


def _facts(one: Report) -> str:
    whole = "" if one.is_final else f" · up to {plain(words().day(one.through))}"
    return f"{words().counted(one.pages, 'page')}{whole}" + (" · practice" if one.practice else "")


def _download(one: Report, form: str, label: str) -> None:
    download(
        label,
        lambda: monthly.document(workspace(), one.id, form),
        0,
        f"plainwell-{one.month}.{form}",
        key=f"{one.id} {form}",
    )
