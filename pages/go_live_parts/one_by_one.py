"""What really happened, case by case: the newest answers in a table, with a place for how each ended."""

import pandas as pd
import streamlit as st

from core import deployment
from core.model_version import Card, Model
from core.prediction_log import reading as log
from pages.go_live_parts import matched
from pages.shared.errors import owner_errors
from pages.shared.opened import words, workspace
from pages.shared.text import headers, option

MOST = 50
TOLD, CASE, ENDED = "told one by one", "Which case", "What happened"


def draw(model: Model, card: Card) -> None:
    """Nothing while there was no answer yet."""
    rows = log.latest(workspace(), model.id, MOST)
    if not rows:
        return
    st.header("One by one", anchor=False)
    if told := st.session_state.pop(TOLD, None):
        matched.draw(told)
    own = [log.own_id(workspace(), row.id) for row in rows]
    shown = pd.DataFrame(
        {
            CASE: [option("" if known is None else known) for known in own],
            "It said": [_word(card, row.answer) for row in rows],
            ENDED: [_word(card, row.actual) for row in rows],
            "Answered": [row.at.astimezone() for row in rows],
        }
    )
    if not any(own):
        del shown[CASE]
    edited = _table(shown, card, f"happened {model.id}")[ENDED].tolist()
    changed = [n for n in range(len(rows)) if edited[n] and edited[n] != shown.at[n, ENDED]]
    if st.button("Note what I filled in", disabled=not changed):
        reports = pd.DataFrame({"id": [rows[n].id for n in changed], "actual": [edited[n] for n in changed]})
        with owner_errors():
            noted = deployment.record_outcomes(workspace(), model.id, reports, "id", "actual")
            st.session_state[TOLD] = noted
            st.rerun()


def _table(shown: pd.DataFrame, card: Card, key: str) -> pd.DataFrame:
    answers = headers(card.labels)
    kind = st.column_config.SelectboxColumn(options=answers) if answers else st.column_config.TextColumn()
    return st.data_editor(
        shown,
        hide_index=True,
        disabled=(CASE, "Answered", "It said"),
        column_config={ENDED: kind, "Answered": st.column_config.DatetimeColumn(format="D MMM, HH:mm")},
        key=key,
        placeholder="not known yet",
        alt="The newest answers",
    )


def _word(card: Card, code: float | None) -> str | None:
    if code is None:
        return None
    return headers(card.labels)[int(code)] if card.labels else words().rounded(code)
