"""What really happened, from a file: which column says which case, and which says how it ended."""

from collections.abc import Iterable
from dataclasses import asdict

import streamlit as st
from streamlit.typing import UploadedFile

from core.data.reading import read_table
from core.models.registry import Model
from core.serving import deployment
from core.storage import staging
from pages.go_live_parts import matched
from pages.shared import jobs
from pages.shared.errors import owner_errors
from pages.shared.opened import workspace
from pages.shared.text import option
from pages.shared.uploads import ENDINGS

READ, BEGUN = "columns of what happened", "telling"


def draw(model: Model) -> None:
    """The file is read here for its headings alone; the worker then goes through all of it."""
    with st.container(border=True):
        st.header("From a file", anchor=False)
        telling = jobs.newest("outcomes", BEGUN, model=model.id)
        if telling and telling.arguments["model"] == model.id:
            told = jobs.follow(telling, "Stopped. What was noted before stays noted.")
            if told:
                matched.draw(deployment.Matched(**told))
            if telling.is_open:
                return
        st.markdown(
            "One column says which case, one how it ended. The list that you downloaded here has the first already."
        )
        file = st.file_uploader("A table of what happened", type=ENDINGS, label_visibility="collapsed")
        if file:
            with owner_errors():
                _choose(model, file, headings(file, READ))


def _choose(model: Model, file: UploadedFile, names: list[str]) -> None:
    ids, targets = ("prediction_id", *model.plan.roles.get("id", ())), model.plan.roles.get("target", ())
    which = st.selectbox("Which case", names, place(names, ids), option, placeholder="Choose a column")
    ended = st.selectbox("How it ended", names, place(names, targets), option, placeholder="Choose a column")
    if st.button("Note all of it", type="primary", disabled=which is None or ended is None):
        staged = asdict(staging.stage(workspace(), file.getvalue()))
        jobs.begin("outcomes", BEGUN, staged=staged, filename=file.name, model=model.id, id=which, actual=ended)
        st.rerun()


def headings(file: UploadedFile, key: str) -> list[str]:
    """The names of its columns, read once however often the page is drawn; those of the file before are forgotten."""
    kept = st.session_state.get(key)
    if not kept or kept[0] != file.file_id:
        with st.spinner("Reading the file…"):
            names = [column.name for column in read_table(file.getvalue(), file.name).columns]
            kept = st.session_state[key] = (file.file_id, names)
    return kept[1]


def place(names: list[str], wanted: Iterable[str]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)
