"""One case, typed in, and the answer with its reasons."""

from datetime import date, datetime, timedelta

import streamlit as st

from core.inference.inputs import Input
from core.models import registry, templates
from core.models.registry import Model
from core.serving import answer_text, deployment
from core.serving.deployment import Live
from core.serving.endpoint.answering import Answer
from pages.shared.errors import owner_errors
from pages.shared.opened import words, workspace
from pages.shared.text import name, option, plain
from pages.shared.when import picker

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a day, not a moment
COLUMNS = 2


def draw(model: Model, live: Live) -> None:
    """A form with the usual values filled in. What is left empty counts as unknown."""
    inputs = registry.reference(workspace(), model.id, live.version).inputs
    st.markdown("The usual values stand there already. Change what you know, and ask.")
    with st.form(f"case {model.id}"):
        grid = st.grid(COLUMNS, min_column_width=230)
        row = {}
        for place, asked in enumerate(inputs):
            with grid.container():
                row[asked.name] = _field(asked, f"{model.id} {live.version} {place}")
        if st.form_submit_button("Ask", type="primary"):
            with owner_errors():
                answers = deployment.predict_rows(workspace(), model.id, [row], source="form", explain=True)
                st.session_state["answer"] = (model.id, live.version, answers[0], row)
    kept = st.session_state.get("answer")
    if kept and kept[:2] == (model.id, live.version):
        _answer(model, live, *kept[2:])


def _field(asked: Input, key: str) -> object:
    label, typical = name(asked.name), asked.typical
    if asked.kind == "number":
        return st.number_input(label, value=typical, format="%.12g", key=key)
    if asked.kind == "yes_no":
        place = None if typical is None else 0 if typical else 1
        return st.selectbox(label, ["yes", "no"], place, placeholder="not known", key=key)
    if asked.kind == "category":
        place = asked.categories.index(typical) if typical in asked.categories else None
        return st.selectbox(label, asked.categories, place, format_func=option, placeholder="not known", key=key)
    if asked.kind == "date":
        day = st.date_input(label, _day(typical), date(1900, 1, 1), date(2200, 1, 1), format=picker(), key=key)
        return day.isoformat() if day else None
    return st.text_area(label, key=key, height=80) or None


def _day(days: object) -> date | None:
    return (EPOCH + timedelta(days=days)).date() if isinstance(days, float) else None


def _answer(model: Model, live: Live, answer: Answer, row: dict[str, object]) -> None:
    with st.container(border=True):
        for field in answer.fields or ():
            st.markdown(f":material/error: {name(field['field'])} {plain(field['message'])}")
        if answer.fields:
            return
        card = registry.version(workspace(), model.id, live.version).card
        told = answer_text.describe_answer(card, templates.template(model.template).nouns, answer, words(), row)
        st.header(plain(told.headline), anchor=False)
        if told.detail:
            st.markdown(plain(told.detail))
        if told.reasons:
            st.markdown(
                "**What weighed most:**\n\n" + "\n".join(f"{n}. {plain(why)}" for n, why in enumerate(told.reasons, 1))
            )
        for warning in answer.warnings:
            st.caption(plain(warning))
