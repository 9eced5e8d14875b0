"""What runs, the practice shop, and the removal of everything."""

import streamlit as st

from core.models import registry
from core.operations import processes, supervisor
from core.storage import backup
from pages.shared import jobs, opened
from pages.shared.errors import owner_errors
from pages.shared.opened import workspace
from pages.shared.text import plain

SURE = "remove everything"


def practice() -> None:
    """One button: it is either there or not."""
    st.header("Practice shop", anchor=False)
    there = any(model.practice for model in registry.all_models(workspace()))
    with st.container(border=True):
        st.markdown(
            "A made-up business with models, four months of answers and a real problem to find. It is marked as practice."
        )
        job = jobs.newest("practice", "practice")
        if job:
            jobs.follow(job)
        elif st.button("Remove the practice shop" if there else "Put up the practice shop"):
            jobs.begin("practice", "practice", wanted=not there)
            st.rerun()


def running() -> None:
    """The parts beside the pages, and where they can be reached."""
    st.header("What is running", anchor=False)
    settings = workspace().settings
    with st.container(border=True):
        for process in processes.state(settings):
            sound = process.state == "running"
            badge = (
                ":green-badge[:material/check_circle: Running]"
                if sound
                else ":orange-badge[:material/visibility: Look here]"
            )
            st.markdown(f"{badge} {plain(process.sentence)}")
        st.caption(
            f"Pages on port {st.get_option('server.port')}, answers on port {settings.endpoint_port}, on this computer alone. "
            f"Everything lies in {plain(str(settings.home))}"
        )


def removal() -> None:
    """Typed, so that it cannot happen by a slip."""
    st.header("Remove everything", anchor=False)
    with st.expander(
        "Tables, models, answers, reports, keys and the backups in Plainwell's own folder", icon=":material/delete:"
    ):
        st.markdown(
            "The keys are destroyed first, so nothing can be opened again, in backups elsewhere either. It cannot be undone."
        )
        typed = st.text_input(f"Type “{SURE}” to go on", autocomplete="off")
        if st.button("Remove everything", disabled=typed.strip().casefold() != SURE):
            with owner_errors():
                settings = workspace().settings
                supervisor.while_stopped(lambda: backup.begin_anew(settings))
                opened.forget()
                st.switch_page("today.py")
