"""Which table, and which of its columns plays which part. Good guesses stand there already."""

from collections.abc import Sequence
from dataclasses import asdict

import pandas as pd
import streamlit as st

from core import dataset
from core.dataset import Dataset
from core.preparing import column_of
from core.template import Ask, Template
from core.training import Plan, guess_roles
from pages.shared import jobs
from pages.shared.errors import owner_errors
from pages.shared.opened import workspace
from pages.shared.pick import one_of
from pages.shared.text import option

MOST_LOOKED_AT = 10_000


@st.cache_data(max_entries=4, show_spinner="Looking at the columns…")
def _frame(table: str, content: str) -> pd.DataFrame:  # noqa: ARG001 - the content's hash tells readings apart
    return dataset.frame(workspace(), table)


def draw(template: Template, tables: Sequence[Dataset]) -> None:
    """The choice of a table, then of its columns, then the start."""
    if st.button("Another question", icon=":material/arrow_back:", type="tertiary"):
        del st.query_params["question"]
        st.rerun()
    if not tables:
        _no_table(template)
        return
    table = _table(tables)
    frame = _frame(table.id, table.content)
    guessed = guess_roles(template, table.columns, frame)
    with st.container(border=True):
        roles = {ask.role: _columns(ask, table, guessed.get(ask.role, ())) for ask in template.asks}
        roles = {role: columns for role, columns in roles.items() if columns}
        positive = _positive(template, table, frame, roles)
    missing = [ask for ask in template.asks if ask.required and ask.role not in roles]
    name = st.text_input("What to call the model", template.title, max_chars=60)
    if st.button("Start learning", type="primary", icon=":material/school:", disabled=bool(missing)):
        plan = Plan(template=template.key, dataset=table.id, roles=roles, positive=positive)
        with owner_errors():
            jobs.begin("train", "learning", plan=asdict(plan), name=name.strip() or template.title)
            st.rerun()


def _no_table(template: Template) -> None:
    with st.container(border=True):
        st.subheader("First it needs a table", anchor=False)
        st.markdown(template.one_row)
        if st.button("Bring a table", type="primary"):
            st.switch_page("your_data.py")


def _table(tables: Sequence[Dataset]) -> Dataset:
    ids = [table.id for table in tables]
    names = {table.id: f"{option(table.name)} ({table.rows:,} rows)" for table in tables}
    picked = one_of("Learn from", ids, st.query_params.get("data"), names, "table choice")
    st.query_params["data"] = picked
    return tables[ids.index(picked)]


def _columns(ask: Ask, table: Dataset, guessed: Sequence[str]) -> tuple[str, ...]:
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


def _positive(template: Template, table: Dataset, frame: pd.DataFrame, roles: dict[str, tuple[str, ...]]) -> str | None:
    """Which of two answers to warn about; core guesses when nothing is said."""
    target = frame[roles["target"][0]] if "target" in roles else None
    if target is None or template.predicts(target) != "yes_no":
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
