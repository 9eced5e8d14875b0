"""The card of a version: its parts side by side, each with a sign of its own, and the whole of it to download."""

from collections.abc import Sequence

import streamlit as st

from core.models.model_card import ModelCard, Section, alike
from pages.shared.text import plain

SIGNS = {
    "What it is for": "flag",
    "What it is not for": "block",
    "What it was made of": "table_view",
    "How good it is": "straighten",
    "How good it is for groups": "groups",
    "Beside the version before": "compare_arrows",
    "How it was checked": "fact_check",
    "What was found": "search",
}


def draw(card: ModelCard) -> None:
    with st.expander("Its card", icon=":material/badge:", key=f"card {card.version}"):
        grid = st.grid(2, min_column_width=250)
        for section in card.sections:
            with grid.container(border=True, height="stretch"):
                _section(section)
        st.download_button(
            "Download the card",
            card.as_text(),
            f"version {card.version}.txt",
            "text/plain",
            key=f"download {card.version}",
            icon=":material/download:",
            on_click="ignore",
        )


def side_by_side(cards: Sequence[ModelCard]) -> None:
    """Two of them, part by part; what is the same in both takes one line."""
    same, other = alike(cards)
    if same:
        st.markdown(f"The same in both: {', '.join(f'“{plain(title)}”' for title in same)}.")
    for title in other:
        st.markdown(f":material/{SIGNS[title]}: **{plain(title)}**")
        for side, card in zip(st.columns(2), cards, strict=True):
            side.caption(f"Version {card.version}")
            side.markdown(_bullets(card.sentences(title)) or "–")


def _section(section: Section) -> None:
    st.markdown(f":material/{SIGNS[section.title]}: **{plain(section.title)}**")
    st.markdown(_bullets(section.sentences))


def _bullets(sentences: Sequence[str]) -> str:
    return "\n".join(f"- {plain(sentence)}" for sentence in sentences)
