"""The look at the table before a model learns from it: what was found, what would mend it, and the start of learning."""

import streamlit as st

from core.data import dataset
from core.models.registry import Plan
from core.monitoring import table_checkup
from core.storage.job_queue import Job
from pages.new_model_parts import people
from pages.shared import jobs, remedies
from pages.shared.errors import owner_errors
from pages.shared.opened import words, workspace


def begin(plan: Plan, name: str) -> None:
    """Has the worker look at the plan's table; `name`: what the model will be called."""
    jobs.begin("survey", "looking", plan=plan.as_dict(), name=name)
    st.rerun()


def draw(job: Job) -> None:
    """The step between choosing columns and learning. The job holds the plan, so a reload finds it again."""
    plan, name = Plan.from_dict(job.arguments["plan"]), str(job.arguments["name"])
    st.title("Before it learns", anchor=False)
    mending = jobs.newest("repair", jobs.TABLE, dataset=plan.dataset)
    if mending and mending.state != "done":
        jobs.follow(mending, stopped="Stopped. Nothing was changed.")
    if mending and mending.is_open:
        return
    if job.is_open:
        st.markdown("Your table is being looked at. You may leave this page: it goes on when you are back.")
        jobs.follow(job)
        return
    with owner_errors():
        table = dataset.find(workspace(), plan.dataset)
        fitting = table_checkup.still_fitting(plan, table)
        findings = table_checkup.known(workspace(), table.id, fitting)
        if findings is None:  # the table has changed since
            begin(fitting, name)
            return
        urgent = any(finding.level == "act" for finding in findings)
        st.markdown(f"**{table_checkup.summed_up(findings, words())}**")
        _onward(fitting, name, urgent=urgent)
        people.confirm(table)
        remedies.cards(findings, table.id, primary=urgent)


def _onward(plan: Plan, name: str, *, urgent: bool) -> None:
    """The start; where something should be mended first, it asks once."""
    sure = not urgent or st.checkbox("I have seen what should be mended. Let it learn as it is.")
    with st.container(horizontal=True):
        kind = "secondary" if urgent else "primary"
        if st.button("Start learning", type=kind, icon=":material/school:", disabled=not sure):
            _learn(plan, name)
        if st.button("Back to the columns", icon=":material/arrow_back:", type="tertiary"):
            del st.query_params["looking"]
            st.rerun()


def _learn(plan: Plan, name: str) -> None:
    del st.query_params["looking"]
    jobs.begin("train", "learning", plan=plan.as_dict(), name=name)
    st.rerun()
