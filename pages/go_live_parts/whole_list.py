"""A spreadsheet in, the same rows with answers out."""

import tempfile
from pathlib import Path

import streamlit as st

from core import deployment
from core.deployment import Live, Scored
from core.model_version import Model
from pages.shared.errors import owner_errors
from pages.shared.opened import words, workspace
from pages.shared.text import plain
from pages.shared.uploads import ENDINGS

FORMS = {"xlsx": "Excel", "csv": "CSV"}
RESULT = "scored list"


def draw(model: Model, _live: Live) -> None:
    """The answers stand in the order of the rows; nothing is kept beside the log."""
    with st.container(border=True):
        st.markdown("A table with the columns the model learned from. You get each row back with its answer.")
        file = st.file_uploader("Your list", type=ENDINGS, label_visibility="collapsed")
        form = st.radio("Give it back as", FORMS, format_func=FORMS.get, horizontal=True)
        if st.button("Answer every row", type="primary", disabled=file is None) and file:
            with owner_errors():
                st.session_state[RESULT] = (model.id, form, *_scored(model, file.getvalue(), file.name, form))
    kept = st.session_state.get(RESULT)
    if kept and kept[0] == model.id:
        _done(kept[1], kept[2], kept[3])


def _scored(model: Model, data: bytes, filename: str, form: str) -> tuple[Scored, bytes]:
    """Through a folder inside the workspace, which is gone afterwards."""
    bar = st.progress(0.0, "Opening your list…")
    with tempfile.TemporaryDirectory(dir=workspace().settings.home, prefix="scratch_") as folder:
        source, out = Path(folder, "list" + Path(filename).suffix.lower()[:5]), Path(folder, f"answers.{form}")
        source.write_bytes(data)
        done = deployment.predict_file(
            workspace(),
            model.id,
            source,
            out,
            keep_columns=True,
            on_progress=lambda share, said: bar.progress(share, plain(said)),
        )
        bar.empty()
        return done, out.read_bytes()


def _done(form: str, done: Scored, data: bytes) -> None:
    with st.container(border=True):
        st.subheader(f"{words().counted(done.rows - done.refused, 'row')} answered", anchor=False)
        if done.refused:
            st.markdown(f"{words().counted(done.refused, 'row')} got no answer. The column “warnings” says why.")
        st.download_button(
            "Download the answers", data, f"answers.{form}", icon=":material/download:", on_click="ignore"
        )
