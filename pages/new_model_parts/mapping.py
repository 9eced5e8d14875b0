"""Which table a question is put to, and with which columns. Good guesses stand there already."""

from collections.abc import Sequence

import streamlit as st

from core.data.dataset import Dataset, OpenTables
from core.models.template import Template
from core.models.training import Plan
from pages.new_model_parts import looking, roles
from pages.new_model_parts.lookup import Lookup
from pages.shared.errors import owner_errors
from pages.shared.opened import workspace
from pages.shared.pick import one_of
from pages.shared.stakes import ask_stakes
from pages.shared.text import option


def draw(template: Template, tables: Sequence[Dataset]) -> None:
    """The choice of a table, then of its columns, then the start."""
    if st.button("Another question", icon=":material/arrow_back:", type="tertiary"):
        del st.query_params["question"]
        st.rerun()
    if not tables:
        _no_table(template)
        return
    table = _table(tables)
    found = Lookup(template, table, OpenTables(workspace()))
    guessed = found.guessed_roles()
    with st.container(border=True):
        chosen = {ask.role: roles.columns(ask, table, guessed.get(ask.role, ())) for ask in template.asks}
        chosen = {role: columns for role, columns in chosen.items() if columns}
        positive = roles.positive(found, chosen)
        stakes = ask_stakes(template.stakes, "")
    missing = [ask for ask in template.asks if ask.required and ask.role not in chosen]
    name = st.text_input("What to call the model", template.title, max_chars=60)
    if st.button("Look at the table", type="primary", icon=":material/fact_check:", disabled=bool(missing)):
        plan = Plan(template=template.key, dataset=table.id, roles=chosen, positive=positive, stakes=stakes)
        with owner_errors():
            looking.begin(plan, name.strip() or template.title)


def _no_table(template: Template) -> None:
    with st.container(border=True):
        st.header("First it needs a table", anchor=False)
        st.markdown(template.one_row)
        if st.button("Bring a table", type="primary"):
            st.switch_page("your_data.py")


def _table(tables: Sequence[Dataset]) -> Dataset:
    ids = [table.id for table in tables]
    names = {table.id: f"{option(table.name)} ({table.rows:,} rows)" for table in tables}
    picked = one_of("Learn from", ids, st.query_params.get("data"), names, "table choice")
    st.query_params["data"] = picked
    return tables[ids.index(picked)]
