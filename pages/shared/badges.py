"""The four levels as icon, word and colour: never colour alone."""

from dataclasses import dataclass

import streamlit as st

from core.common.finding import Level


@dataclass(frozen=True)
class Look:
    word: str
    icon: str
    colour: str


LOOKS: dict[Level, Look] = {
    "act": Look("Act now", ":material/error:", "red"),
    "watch": Look("Watch", ":material/visibility:", "orange"),
    "good": Look("Good", ":material/check_circle:", "green"),
    "not_yet": Look("Not enough yet", ":material/hourglass_empty:", "gray"),
}


def badge(level: Level) -> None:
    """The level on a line of its own."""
    look = LOOKS[level]
    st.badge(look.word, icon=look.icon, color=look.colour)


def mark(level: Level) -> str:
    """Icon and colour alone, for lines under a heading that is the word."""
    look = LOOKS[level]
    return f":{look.colour}[{look.icon}]"


def inline(level: Level) -> str:
    """The level within a line of markdown."""
    look = LOOKS[level]
    return f":{look.colour}-badge[{look.icon} {look.word}]"
