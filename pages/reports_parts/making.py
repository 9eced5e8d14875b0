"""Making a report now, for a month that is over or for this one so far."""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from core.models.registry import Model
from core.reporting.months import Month, months
from pages.shared import jobs
from pages.shared.opened import words
from pages.shared.pick import one_of
from pages.shared.text import option

BACK = timedelta(days=365)


def month_in_words(month: str) -> str:
    """ "2026-03" -> "March 2026"."""
    return words().month(Month.read(month).first)


def draw(models: Sequence[Model], *, first: bool) -> None:
    """Which model, which month; the worker makes it."""
    today = date.today()  # noqa: DTZ011 - the owner's own day
    listed = [str(month) for month in months(today - BACK, today)][::-1]
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            names = {model.id: option(model.name) for model in models}
            model = one_of("Make one now, for", list(names), st.query_params.get("model"), names, "report model")
            month = one_of("Month", listed, None, {month: month_in_words(month) for month in listed}, "report month")
            pressed = st.button("Make it", type="primary" if first else "secondary")
        job = jobs.newest("report", "making")
        if pressed:
            jobs.begin("report", "making", model=model, month=month)
            st.rerun()
        if job:
            jobs.follow(job)
