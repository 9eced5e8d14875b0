"""From a backup file back to a workspace."""

import tempfile
from pathlib import Path

import streamlit as st

from core.operations import supervisor
from core.serving import deployment
from core.storage import backup
from pages.shared import opened
from pages.shared.errors import owner_errors


def draw() -> None:
    """The file and, where this computer does not know it, the key. Everything is checked before anything is replaced."""
    st.header("Restore", anchor=False)
    with st.expander("Bring everything back from a backup", icon=":material/history:"):
        st.markdown(
            "What is here now is replaced by what is in the backup. Nothing changes unless the whole backup is in order."
        )
        with st.form("restore", border=False):
            file = st.file_uploader("The backup")
            key = st.text_input("Its recovery key, if it comes from another computer", autocomplete="off")
            if st.form_submit_button("Restore it") and file:
                with owner_errors(), st.spinner("Checking the backup, then putting it in place…"):
                    rows = _restored(file.getvalue(), key)
                    st.success(f"Everything is back: {rows:,} rows.", icon=":material/check:")


def _restored(data: bytes, key: str) -> int:
    settings = opened.workspace().settings
    with tempfile.TemporaryDirectory(dir=settings.home, prefix="restoring_") as folder:
        path = Path(folder, "brought.backup")
        path.write_bytes(data)
        done = supervisor.while_stopped(
            lambda: backup.restore(settings, path, key.strip() or None, publish=deployment.publish)
        )
    opened.forget()
    return done.rows
