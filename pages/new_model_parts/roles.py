"""Which of a table's columns plays which part, and which answer is looked out for."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core.data.dataset import Dataset
from core.inference.problem_types import answer_type
from core.models.features import column_of
from core.models.template import Ask, Template
from pages.shared.text import option

MOST_LOOKED_AT = 10_000


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


def positive(template: Template, table: Dataset, frame: pd.DataFrame, roles: dict[str, tuple[str, ...]]) -> str | None:
    """Which of two answers to warn about; core guesses when nothing is said."""
    target = frame[roles["target"][0]] if "target" in roles else None
    if target is None or not answer_type(template.predicts(target)).has_positive:
        return None
    column = table.column(roles["target"][0])
    answers = [column.spelled_no, column.spelled_yes] if column and column.spelled_yes else []
    if not answers:
        answers = sorted(
            {str(value) for value in column_of(target.dropna().astype(object), "category")[:MOST_LOOKED_AT]}
        )
    return st.selectbox(
        "Which answer should it look out for?", answers, None, format_func=option, placeholder="The usual one"
    )
