"""A spreadsheet in, the same rows with answers out: scored by the worker, kept for a few days to download."""

from dataclasses import asdict

import streamlit as st

from core.models.registry import Model
from core.serving.deployment import Live
from core.storage import staging
from core.storage.job_queue import Job, recent
from pages.go_live_parts import scored
from pages.shared import jobs
from pages.shared.opened import workspace
from pages.shared.uploads import ENDINGS

KIND, BEGUN, MOST_SHOWN = "score", "scoring", 5


def draw(model: Model, live: Live) -> None:
    """What is under way or was just done first, then a place for the next list, then older ones."""
    begun = jobs.newest(KIND, BEGUN, model=model.id)
    if begun and begun.arguments["model"] == model.id:
        _under_way(begun)
    if not (begun and begun.is_open):
        _next(model, live)
    for job in recent(workspace(), KIND, MOST_SHOWN, model=model.id):
        scored.draw(job)


def _under_way(job: Job) -> None:
    if job.is_open:
        with st.container(border=True):
            st.header("Answering your list", anchor=False)
            st.markdown("You may leave this page, or even stop Plainwell: it goes on when you are back.")
            jobs.follow(job)
    else:
        jobs.follow(job, "Stopped. Rows that were answered until then count as answers, but there is no list.")


def _next(model: Model, live: Live) -> None:
    with st.container(border=True):
        st.markdown("A table with the columns the model learned from. You get each row back with its answer.")
        file = st.file_uploader("Your list", type=ENDINGS, label_visibility="collapsed")
        password = st.text_input("Its password, if it has one", type="password", autocomplete="off") if file else ""
        if st.button("Answer every row", type="primary", disabled=file is None) and file:
            staged = asdict(staging.stage(workspace(), file.getvalue(), password or None))
            jobs.begin(KIND, BEGUN, staged=staged, filename=file.name, model=model.id)
            st.rerun()
        if live.state == "paused":
            st.caption("A pause holds for your web shop alone. Here the model still answers.")
