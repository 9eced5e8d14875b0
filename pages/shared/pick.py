"""Which model a page is about: one choice, kept in the address, so that a reload and the next page show the same model."""

from collections.abc import Sequence

import streamlit as st

from core.model_version import Model
from pages.shared.text import option

KEY = "model"


def chosen(models: Sequence[Model]) -> Model:
    """Title-wide choice of a model; no choice to make where there is one."""
    ids = [model.id for model in models]
    wanted = st.query_params.get(KEY, st.session_state.get("last model"))
    if len(models) > 1:
        names = {model.id: option(model.name) for model in models}
        start = ids.index(wanted) if wanted in ids else 0
        wanted = st.selectbox("Model", ids, index=start, format_func=names.get, label_visibility="collapsed")
    found = models[ids.index(wanted)] if wanted in ids else models[0]
    st.query_params[KEY] = st.session_state["last model"] = found.id
    return found


def title(text: str, models: Sequence[Model]) -> Model | None:
    """The page's title with the choice beside it; None when there is no model yet."""
    left, right = st.columns([3, 2], vertical_alignment="center")
    left.title(text, anchor=False)
    if not models:
        return None
    with right:
        return chosen(models)
