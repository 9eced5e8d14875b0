"""Which of a table's columns plays which part, and which answer is looked out for."""

from collections.abc import Sequence

import streamlit as st

from core.data.dataset import Dataset
from core.models.template import Ask
from pages.new_model_parts.lookup import Lookup
from pages.shared.text import option


def columns(ask: Ask, table: Dataset, guessed: Sequence[str]) -> tuple[str, ...]:
    """One question of the template, with the columns that can answer it."""
    fitting = [column.name for column in table.columns if not ask.kinds or column.kind in ask.kinds]
    key = f"{table.id} {ask.role}"
    if ask.many:
        return tuple(
            st.multiselect(ask.question, fitting, list(guessed), format_func=option, placeholder="None", key=key)
        )
    place = fitting.index(guessed[0]) if guessed and guessed[0] in fitting else None
    hint = "Choose a column" if ask.required else "None of them"
    picked = st.selectbox(ask.question, fitting, place, format_func=option, placeholder=hint, key=key)
    return (picked,) if picked is not None else ()


def positive(found: Lookup, roles: dict[str, tuple[str, ...]]) -> str | None:
    """Ask which of two answers to warn about; core guesses when nothing is said."""
    answers = found.answers(roles["target"][0]) if "target" in roles else ()
    if not answers:
        return None
    return st.selectbox(
        "Which answer should it look out for?", answers, None, format_func=option, placeholder="The usual one"
    )
