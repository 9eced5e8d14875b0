"""Backup and recovery key: how the owner gets everything back on another computer."""

from datetime import datetime

import streamlit as st

from core.storage import backup, preferences
from pages.shared import jobs
from pages.shared.downloads import download
from pages.shared.opened import words, workspace
from pages.shared.text import plain


def draw() -> None:
    """The newest backup, a way to make one, and the key that opens it."""
    st.header("Backup", anchor=False)
    newest = backup.latest(workspace())
    with st.container(border=True):
        st.markdown(_said(newest) if newest else "There is no backup yet. One is made each night while Plainwell runs.")
        job = jobs.newest("backup", "backup")
        if job:
            jobs.follow(job, stopped="Stopped. No backup was made.")
        with st.container(horizontal=True):
            if st.button("Make a backup now", disabled=bool(job and job.is_open)):
                jobs.begin("backup", "backup")
                st.rerun()
            if newest:
                download("Download it", newest.path.read_bytes, newest.bytes, newest.path.name, key="download backup")
    _recovery_key()


def _said(newest: backup.Backup) -> str:
    when = datetime.fromisoformat(newest.at).astimezone()
    tried = "A trial brought everything back." if newest.tried_rows == newest.rows else "It has not been tried yet."
    size = words().number(newest.bytes / 1e6, 1)
    return f"The newest is of {plain(words().day(when))}, {when:%H:%M}: {size} MB in one locked file. {tried}"


def _recovery_key() -> None:
    st.header("Recovery key", anchor=False)
    saved = preferences.load(workspace()).recovery_key_saved
    with st.container(border=True):
        st.markdown(
            "A backup is locked. On another computer only this key opens it. Write it on paper, and keep the paper elsewhere. "
            "Nobody can make a new one for you."
        )
        if saved:
            st.markdown(":green-badge[:material/check_circle: Written down]")
        if not st.toggle("Show the recovery key"):
            return
        st.code(backup.recovery_key(workspace()), language=None)
        if not saved and st.button("I have written it down"):
            preferences.change(workspace(), recovery_key_saved=True)
            st.rerun()
