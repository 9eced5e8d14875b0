"""What really happened, by file or one by one: without it nobody can say whether a model is right."""

import pandas as pd
import streamlit as st
from streamlit.typing import UploadedFile

from core import deployment, model_version
from core.deployment import Live, Matched
from core.model_version import Card, Model
from core.prediction_log import reading as log
from core.reading import read_table
from pages.shared.errors import owner_errors
from pages.shared.opened import words, workspace
from pages.shared.text import headers, option
from pages.shared.uploads import ENDINGS

MOST = 50
TOLD, READ = "what happened", "table of what happened"


def draw(model: Model, live: Live) -> None:
    """First what was matched just now, then the two ways of saying it."""
    card = model_version.version(workspace(), model.id, live.version).card
    if card.predicts == "segments":
        st.markdown("Groups have no right or wrong, so there is nothing to tell.")
        return
    st.markdown("Tell the model how its cases ended. From that it knows whether it is still right.")
    told = st.session_state.pop(TOLD, None)
    if told:
        _matched(told)
    _by_file(model)
    _one_by_one(model, card)


def _matched(told: Matched) -> None:
    lost = f" {words().counted(told.unmatched, 'row')} fitted no answer." if told.unmatched else ""
    odd = f" {words().counted(told.unreadable, 'row')} could not be understood." if told.unreadable else ""
    st.success(f"{words().counted(told.matched, 'case')} noted.{lost}{odd}", icon=":material/check:")


def _by_file(model: Model) -> None:
    with st.container(border=True):
        st.subheader("From a file", anchor=False)
        st.markdown(
            "One column says which case, one how it ended. The list that you downloaded here has the first already."
        )
        file = st.file_uploader("A table of what happened", type=ENDINGS, label_visibility="collapsed")
        if file is None:
            return
        with owner_errors():
            frame = _read(file)
            names = list(frame.columns)
            which = st.selectbox(
                "Which case", names, _guess(names, ["prediction_id", *model.plan.roles.get("id", ())]), option
            )
            ended = st.selectbox("How it ended", names, _guess(names, model.plan.roles.get("target", ())), option)
            if st.button("Note all of it", type="primary", disabled=which is None or ended is None):
                st.session_state[TOLD] = deployment.record_outcomes(workspace(), model.id, frame, which, ended)
                st.rerun()


def _read(file: UploadedFile) -> pd.DataFrame:
    """The table in it, read once however often the page is drawn; the one before it is forgotten."""
    kept = st.session_state.get(READ)
    if not kept or kept[0] != file.file_id:
        with st.spinner("Reading the file…"):
            kept = st.session_state[READ] = (file.file_id, read_table(file.getvalue(), file.name).frame)
    return kept[1]


def _guess(names: list[str], wanted: object) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _one_by_one(model: Model, card: Card) -> None:
    """The newest answers, with a place for what happened to each."""
    rows = log.latest(workspace(), model.id, MOST)
    if not rows:
        return
    st.subheader("One by one", anchor=False)
    shown = pd.DataFrame(
        {
            "Answered": [row.at.astimezone() for row in rows],
            "It said": [_word(card, row.answer) for row in rows],
            "What happened": [_word(card, row.actual) for row in rows],
        }
    )
    answers = headers(card.labels)
    kind = st.column_config.SelectboxColumn(options=answers) if answers else st.column_config.TextColumn()
    edited = st.data_editor(
        shown,
        hide_index=True,
        disabled=("Answered", "It said"),
        column_config={"What happened": kind, "Answered": st.column_config.DatetimeColumn(format="distance")},
        key=f"happened {model.id}",
        placeholder="not known yet",
        alt="The newest answers",
    )
    changed = [n for n in range(len(rows)) if edited.iat[n, 2] and edited.iat[n, 2] != shown.iat[n, 2]]
    if st.button("Note what I filled in", disabled=not changed):
        told = pd.DataFrame({"id": [rows[n].id for n in changed], "actual": [edited.iat[n, 2] for n in changed]})
        with owner_errors():
            st.session_state[TOLD] = deployment.record_outcomes(workspace(), model.id, told, "id", "actual")
            st.rerun()


def _word(card: Card, code: float | None) -> str | None:
    if code is None:
        return None
    return headers(card.labels)[int(code)] if card.labels else words().rounded(code)
