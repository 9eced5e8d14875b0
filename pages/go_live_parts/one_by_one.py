"""What really happened, and what people did, case by case: the newest answers, each with a place for both."""

import streamlit as st

from core.models.registry import Card, Model
from core.serving import answer_text, feedback_entry
from core.serving.feedback_entry import DONE, Feedback
from core.serving.prediction_log import reading as log
from core.serving.prediction_log.reading import Row
from pages.go_live_parts import matched
from pages.shared.errors import owner_errors
from pages.shared.opened import words, workspace
from pages.shared.text import name, option, plain

FEW, MOST = 5, 50
TOLD = "told one by one"
CASE, CHOICE, NUMBER = 190, 150, 130
"""Pixels: what is said of an answer, and its fields, stand in one line on a desk, and two fields beside each other on a phone."""
UNKNOWN = "Not known"


def draw(model: Model, card: Card) -> None:
    """Nothing while there was no answer yet."""
    rows, wanted = log.latest(workspace(), model.id, MOST), f"answers shown {model.id}"
    if not rows:
        return
    st.header("One by one", anchor=False)
    if told := st.session_state.pop(TOLD, None):
        matched.draw(told)
    shown = rows[: st.session_state.get(wanted, FEW)]
    was = {row.id: feedback_entry.known_feedback(row, _word(card, row.actual)) for row in shown}
    with st.form(f"one by one {model.id}", border=False):
        now = {row.id: _case(card, row, was[row.id]) for row in shown}
        if st.form_submit_button("Note what I filled in"):
            with owner_errors():
                st.session_state[TOLD] = feedback_entry.record_feedback(workspace(), model.id, was, now)
                st.rerun()
    if len(shown) < len(rows) and st.button("Show older answers", type="tertiary", icon=":material/expand_more:"):
        st.session_state[wanted] = len(shown) + FEW
        st.rerun()


def _case(card: Card, row: Row, known: Feedback) -> Feedback:
    """One answer, and what is filled in of it."""
    with st.container(border=True, horizontal=True, vertical_alignment="bottom"):
        with st.container(width=CASE, gap="xsmall"):
            own = log.own_id(workspace(), row.id)
            said = f"It said {plain(answer_text.format_code(card, row.answer, words()))}"
            st.markdown(said if own is None else f"**{name(own)}**  \n{said}")
            st.caption(words().moment(row.at.astimezone()))
        ended = _ended(card, row, known.ended) if card.answer_type.has_outcomes else None
        did = _choice("What people did", list(DONE.values()), known.did, f"did {row.id}")
        minutes = st.number_input(
            "Minutes it took",
            min_value=0.0,
            value=known.minutes,
            step=1.0,
            format="%.1f",
            key=f"minutes {row.id}",
            width=NUMBER,
        )
    return Feedback(ended, did, minutes)


def _ended(card: Card, row: Row, known: str | None) -> str | None:
    title, key = "What happened", f"ended {row.id}"
    if card.labels:
        return _choice(title, list(card.labels), known, key)
    return st.text_input(title, known or "", key=key, placeholder=UNKNOWN, width=CHOICE) or None


def _choice(title: str, among: list[str], known: str | None, key: str) -> str | None:
    at = among.index(known) if known in among else None
    return st.selectbox(title, among, at, option, key=key, placeholder=UNKNOWN, width=CHOICE)


def _word(card: Card, code: float | None) -> str | None:
    if code is None:
        return None
    return card.labels[int(code)] if card.labels else words().rounded(code)
