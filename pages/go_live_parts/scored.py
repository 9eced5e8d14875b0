"""A list that was answered: how many rows, which got no answer and why, and the files to download."""

from datetime import datetime, timedelta

import streamlit as st

from core.storage import staging
from core.storage.job_queue import Job
from pages.shared.downloads import download
from pages.shared.opened import words, workspace
from pages.shared.text import name, plain
from pages.shared.when import day

MOST_REASONS = 5
FORMS = {"xlsx": "Excel", "csv": "CSV"}


def draw(job: Job) -> None:
    """Nothing once its files were removed."""
    if job.state != "done" or not job.result or not staging.has_result(workspace(), job.result["csv"]):
        return
    done, say = job.result, words().counted
    with st.container(border=True):
        st.header(f"{say(done['rows'] - done['refused'], 'row')} answered", anchor=False)
        st.caption(f"{name(job.arguments['filename'])}, answered on {day(job.ended or job.created)}")
        if done["refused"]:
            _refused(done)
        with st.container(horizontal=True):
            for form, title in FORMS.items():
                if done[form]:
                    _download(done[form], form, title)
            if st.button("Remove it now", key=f"remove {job.id}", icon=":material/delete:", type="tertiary"):
                staging.discard_results(workspace(), done["csv"], done["xlsx"])
                st.rerun()
        until = datetime.fromisoformat(job.ended or job.created) + timedelta(days=staging.RESULT_DAYS)
        st.caption(f"Kept sealed on this computer until {day(until.isoformat())}, then removed.")


def _refused(done: dict) -> None:
    say, reasons = words().counted, done["why"][:MOST_REASONS]
    st.markdown(f"{say(done['refused'], 'row')} got no answer. The column “warnings” says why, row by row:")
    st.markdown("\n".join(f"- {plain(reason)} ({say(rows, 'row')})" for reason, rows in reasons))


def _download(kept: str, form: str, title: str) -> None:
    size = staging.result_size(workspace(), kept)
    download(
        f"Download as {title}",
        lambda: staging.fetch_result(workspace(), kept),
        size,
        f"answers.{form}",
        key=f"download {kept}",
    )
