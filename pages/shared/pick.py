"""Which model a page is about: one choice, kept in the address, so that a reload and the next page show the same model."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.models.registry import Model
from pages.shared.text import option

KEY, LAST = "model", "last model"


def chosen(models: Sequence[Model]) -> Model:
    """Title-wide choice of a model; no choice to make where there is one."""
    ids = [model.id for model in models]
    wanted = st.query_params.get(KEY, st.session_state.get(LAST))
    if len(models) > 1:
        wanted = one_of("Model", ids, wanted, {model.id: option(model.name) for model in models}, "model choice")
    found = models[ids.index(wanted)] if wanted in ids else models[0]
    st.query_params[KEY] = st.session_state[LAST] = found.id
    return found


def one_of(label: str, ids: Sequence[str], wanted: str | None, names: Mapping[str, str], key: str) -> str:
    """A choice that starts with `wanted` and then stays what the owner made it, whatever is wanted later."""
    if st.session_state.get(key) not in ids:
        st.session_state[key] = wanted if wanted in ids else ids[0]
    hidden = "collapsed" if label == "Model" else "visible"
    return st.selectbox(label, ids, format_func=names.get, label_visibility=hidden, key=key)


def title(text: str, models: Sequence[Model]) -> Model | None:
    """The page's title with the choice beside it; None when there is no model yet."""
    left, right = st.columns(2, vertical_alignment="center")
    left.title(text, anchor=False)
    if not models:
        return None
    with right:
        return chosen(models)
