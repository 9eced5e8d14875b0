"""Teaching a model again: on its table as it is now, on another one, on answers whose end is known; now, or each month by itself."""

from dataclasses import replace

import streamlit as st

from core.data import dataset
from core.models.registry import Model
from core.operations import retraining
from pages.shared import jobs
from pages.shared.errors import owner_errors
from pages.shared.opened import words, workspace
from pages.shared.text import option

TITLE = "Teach it again"
NEVER, ASK_ME, BY_ITSELF = "Only when I say so", "Each month, and then ask me", "Each month, and use it if it is better"
WHEN = {
    NEVER: retraining.Schedule(),
    ASK_ME: retraining.Schedule(monthly=True),
    BY_ITSELF: retraining.Schedule(monthly=True, approval=False),
}


def draw(model: Model, *, strong: bool = True) -> None:
    """What is under way or was just made; then what to learn from; then when it happens by itself. `strong`: its button may be
    the page's one that stands out."""
    learning = jobs.newest("retrain", "teaching", model=model.id)
    ours = learning if learning and learning.arguments["model"] == model.id else None
    if ours and ours.is_open:
        st.markdown("You may leave this page, or even stop Plainwell: it goes on when you are back.")
        jobs.follow(ours)
        return
    if ours and jobs.follow(ours):
        st.success(
            f"Version {ours.result['version']} is made. See how it compares under Versions.", icon=":material/check:"
        )
    st.markdown("A new version is made beside the one in use, and both are compared. You decide which one answers.")
    _ask(model, "primary" if strong else "secondary")
    _when(model)


def _ask(model: Model, kind: str) -> None:
    tables = {table.id: table for table in dataset.all_datasets(workspace()) if table.state == "kept"}
    if not tables:
        st.markdown("There is no table to learn from any more. Bring one under Your data.")
        return
    with st.container(border=True):
        own = list(tables).index(model.plan.dataset) if model.plan.dataset in tables else 0
        names = {each: f"{option(table.name)} ({words().counted(table.rows, 'row')})" for each, table in tables.items()}
        table = st.selectbox("Learn from", list(tables), own, format_func=names.get, key=f"fresh {model.id}")
        outcomes = st.checkbox(
            "Learn from its own answers too, where it is known how they ended",
            help="As far as what was sent for them is kept. It is opened for the learning alone, and kept nowhere else.",
        )
        with st.container(horizontal=True):
            if st.button(TITLE, type=kind, icon=":material/school:"):
                jobs.begin("retrain", "teaching", model=model.id, dataset=table, outcomes=outcomes)
                st.rerun()
            if st.button("Bring fresh rows first", icon=":material/upload_file:", type="tertiary"):
                st.switch_page("your_data.py")


def _when(model: Model) -> None:
    """Chosen at once, as everything that can be changed back."""
    now = retraining.schedule_of(workspace(), model.id)
    now = now if now.monthly else replace(now, approval=True)
    chosen = st.radio("When should it be taught again?", WHEN, list(WHEN.values()).index(now), key=f"when {model.id}")
    st.caption("On the first Monday of a month, once the end of at least 20 more cases is known.")
    if WHEN[chosen] != now:
        with owner_errors():
            retraining.set_schedule(workspace(), model.id, WHEN[chosen])
