"""The way of a file about answers that were given: brought, read for its columns by the worker, noted by the worker."""

from dataclasses import asdict

import streamlit as st

from core.models.registry import Model
from core.serving import deployment
from core.storage import staging
from core.storage.job_queue import Job
from pages.go_live_parts import matched
from pages.go_live_parts.feedback_file import FeedbackFile, Use, reading_key
from pages.shared import jobs
from pages.shared.opened import workspace
from pages.shared.text import name
from pages.shared.uploads import ENDINGS


def draw(model: Model, use: Use, label: str) -> FeedbackFile | None:
    """Draw what became of the last file, then the way to bring one. Returns the file that waits to be noted, if one does."""
    noting = _newest(model, use, use)
    noted = jobs.follow(noting, "Stopped. What was noted before stays noted.") if noting else None
    if noted:
        matched.draw(deployment.Matched(**noted))
    reading = _newest(model, "columns", reading_key(use), use=use)
    if reading and not (noting and noting.is_open):
        jobs.follow(reading, "Stopped. The file was not kept.")
    if any(job and job.is_open for job in (noting, reading)):
        return None
    if reading and reading.state == "done":
        file = FeedbackFile(use, reading)
        if staging.is_waiting(workspace(), file.staged):
            st.markdown(f"**{name(reading.arguments['filename'])}** was read. Say what its columns mean.")
            return file
    _bring(model, use, label)
    return None


def _bring(model: Model, use: Use, label: str) -> None:
    """The file is sealed at once; the worker then reads it in a process of its own, reload or not."""
    file = st.file_uploader(label, type=ENDINGS, label_visibility="collapsed", key=f"file {use} {model.id}")
    if file is None:
        return
    password = st.text_input("Its password, if it has one", type="password", autocomplete="off", key=f"password {use}")
    kind = "primary" if use == "outcomes" else "secondary"  # of the page's buttons, one stands out
    if st.button("Read its columns", type=kind, key=f"read {use}"):
        staged = asdict(staging.stage(workspace(), file.getvalue(), password or None))
        jobs.begin("columns", reading_key(use), staged=staged, filename=file.name, model=model.id, use=use)
        st.query_params.pop(use, None)
        st.rerun()


def _newest(model: Model, kind: str, key: str, **arguments: str) -> Job | None:
    """This model's job that is open, or that the address holds."""
    job = jobs.newest(kind, key, model=model.id, **arguments)
    return job if job and job.arguments["model"] == model.id else None
