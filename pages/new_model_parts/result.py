"""What came out of learning: how good it is, compared with guessing, what drives it, what it is not good for, what it is worth."""

import streamlit as st

from core.common.finding import Chart
from core.models import registry
from core.models.registry import Card
from core.serving import answer_text
from pages.go_live_parts.going_live import put_live
from pages.new_model_parts import worth
from pages.shared import charts
from pages.shared.opened import words, workspace
from pages.shared.text import name, plain


def draw(model_id: str, number: int) -> None:
    """The whole result; it is here again after a reload."""
    model = registry.find(workspace(), model_id)
    card = registry.version(workspace(), model_id, number).card
    st.title(name(model.name), anchor=False)
    if card.summary:
        st.markdown(f"**{plain(card.summary[0])}**")
    for sentence in card.summary[1:]:
        st.markdown(plain(sentence))
    with st.container(horizontal=True):
        if st.button("Put it live", type="primary", icon=":material/rocket_launch:"):
            put_live(model_id, number)
        if st.button("Ask another question"):
            st.query_params.clear()
            st.rerun()
    _chart("How good it is", card.chart)
    _chart("What it goes by", answer_text.drivers(card))
    _groups(card)
    if card.limits or card.left_out:
        _limits(card)
    if card.answer_type.has_positive:
        worth.draw(model, card)
    _technical(card)


def _chart(heading: str, chart: Chart | None) -> None:
    if chart:
        st.header(heading, anchor=False)
        with st.container(border=True):
            st.markdown(plain(chart.shows))
            charts.draw(chart, words(), key=heading)


def _groups(card: Card) -> None:
    if card.segments:
        st.header("The groups", anchor=False)
    for group in card.segments:
        with st.container(border=True):
            st.subheader(f"{name(group.name)} · {words().number(group.size)}", anchor=False)
            st.markdown("  \n".join(plain(sentence) for sentence in group.apart))


def _limits(card: Card) -> None:
    st.header("What it is not good for", anchor=False)
    with st.container(border=True):
        for sentence in card.limits:
            st.markdown(plain(sentence))
        if card.left_out:
            with st.expander(f"{words().counted(len(card.left_out), 'column')} left out", type="compact"):
                st.markdown("\n".join(f"- {plain(left.sentence)}" for left in card.left_out))


def _technical(card: Card) -> None:
    with st.expander("For the technically minded", icon=":material/science:"):
        for key, score in card.scores.items():
            base = card.baseline.get(key)
            against = f" · guessing: {base:.3f}" if base is not None else ""
            st.markdown(f"**{plain(key)}** {score['value']:.3f} ({score['low']:.3f} to {score['high']:.3f}){against}")
        st.caption(f"{plain(card.method)} Held back {plain(card.split)}: {words().counted(card.rows_held, 'row')}.")
