"""Long work: a sentence that changes, a bar, a way to stop it. The job itself is in SQLite, so a reload finds it again."""

import streamlit as st

from core.common.errors import NotFound
from core.data.dataset import Dataset
from core.operations import tasks
from core.storage import job_queue
from core.storage.job_queue import Job
from pages.shared.errors import owner_errors, show
from pages.shared.opened import workspace
from pages.shared.text import plain


def newest(kind: str, key: str, **arguments: str) -> Job | None:
    """The job that this page last began (its id is in the address), or one of the kind that is still open."""
    ours = next(
        (
            job
            for job in job_queue.open_jobs(workspace())
            if job.kind == kind and arguments.items() <= job.arguments.items()
        ),
        None,
    )
    if ours is None and key in st.query_params:
        try:
            ours = job_queue.find(workspace(), st.query_params[key])
        except NotFound:
            del st.query_params[key]
    return ours


def begin(kind: str, key: str, **arguments: object) -> None:
    """Hands the work to the worker; two tabs that press the same button get the same job."""
    st.query_params[key] = job_queue.enqueue(workspace(), kind, **arguments).id


ON_TABLES = ("read", "reread", "look", "repair", "undo_repair", "append")
TABLE = "reading"
"""Where the address holds the job on a table."""


def on_tables() -> Job | None:
    """The work on a table that goes on, or that this page last began."""
    return next(filter(None, (newest(kind, TABLE) for kind in ON_TABLES)), None)


def change(table: Dataset, kind: str, **arguments: object) -> None:
    """Work on a table. What a small one needs is done at once; a large one is the worker's, and the page is drawn to follow it.

    Raises OwnerError.
    """
    if table.is_large:
        begin(kind, TABLE, dataset=table.id, **arguments)
        st.rerun()
    tasks.run_now(workspace(), kind, dataset=table.id, **arguments)


def follow(job: Job, stopped: str = "Stopped. Everything is as it was before.") -> dict | None:
    """Draws the job as it stands. Gives its result once it is done; None before, and when it failed or was stopped."""
    if job.is_open:
        _progress(job.id)
    elif job.state == "failed":
        show((job.result or {}).get("error", ""), (job.result or {}).get("advice", ""))
    elif job.state == "stopped":
        st.info(stopped, icon=":material/stop_circle:")
    return job.result or {} if job.state == "done" else None


@st.fragment(run_every=1)
def _progress(job_id: str) -> None:
    with owner_errors():
        job = job_queue.find(workspace(), job_id)
        if not job.is_open:
            st.rerun()
        st.progress(job.progress, text=plain(job.sentence or "Waiting for its turn…"))
        if st.button("Stop", key=f"stop {job_id}", icon=":material/close:"):
            job_queue.stop(workspace(), job_id)
