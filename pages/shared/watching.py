"""What Health and Privacy have in common: one model, its newest findings of one group, and a way to look again."""

from collections.abc import Callable

import streamlit as st

from core.common.finding import Group
from core.models.registry import Model
from core.monitoring import checkup
from core.reporting import overview
from pages.shared import cards
from pages.shared import jobs as progress
from pages.shared.empty import no_model
from pages.shared.opened import words, workspace
from pages.shared.pick import title
from pages.shared.text import name, plain


def page(heading: str, group: Group, promise: str, beside: Callable[[Model], None] = lambda _model: None) -> None:
    """The whole page, empty or full. `beside`: what else one can do, next to looking again."""
    model = title(heading, overview.most_urgent_first(workspace()))
    if model is None:
        st.markdown(promise)
        no_model("There is no model to watch yet")
        return
    found = checkup.latest(workspace(), model.id)
    findings = [finding for finding in found.findings if finding.group == group] if found else []
    if findings:
        st.markdown(plain(overview.about_findings([finding.level for finding in findings])))
    else:
        st.markdown(promise)
    with st.container(horizontal=True):
        _check_now(model, first=not findings)
        beside(model)
    cards.by_level(findings, model.id, words())
    if found:
        st.caption(f"{name(model.name)}, version {found.version}, looked at on {plain(words().day(found.day))}.")


def _check_now(model: Model, *, first: bool) -> None:
    key = f"checkup {model.id}"
    job = progress.newest("checkup", key, model=model.id)
    if job and job.is_open:
        progress.follow(job)
        return
    if job and job.state == "failed":
        progress.follow(job)
    if st.button("Check now", icon=":material/refresh:", type="primary" if first else "secondary"):
        progress.begin("checkup", key, model=model.id)
        st.rerun()
