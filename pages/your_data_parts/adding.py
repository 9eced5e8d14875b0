"""A file that looks like a table that is there already: what is different, and putting it to that table."""

from dataclasses import asdict, replace

import streamlit as st

from core.data import dataset
from core.data.dataset import Comparison, Dataset
from core.operations import tasks
from pages.shared import jobs
from pages.shared.errors import owner_errors
from pages.shared.opened import workspace
from pages.shared.text import name, plain


def draw(table: Dataset) -> bool:
    """The offer, if there is a table that it fits. Whether there is."""
    known = dataset.resembling(workspace(), table.id)
    if known is None:
        return False
    with st.container(border=True), owner_errors():
        st.subheader(f"This looks like more of “{name(known.name)}”", anchor=False)
        compared = _compared(known, table)
        if compared:
            _offer(known, table, compared)
    return True


def _compared(known: Dataset, table: Dataset) -> Comparison | None:
    """What the worker found; None while it looks, and where it was stopped or could not."""
    job = tasks.comparison(workspace(), known.id, table.id)
    if job.is_open:
        st.caption("It is compared with the table you have.")
    found = jobs.follow(job, stopped="Stopped. It was not compared.")
    if found:
        return Comparison.from_dict(found["comparison"])
    if not job.is_open and st.button("Compare it again", icon=":material/refresh:"):
        tasks.compare_again(workspace(), known.id, table.id)
        st.rerun()
    return None


def _offer(known: Dataset, table: Dataset, compared: Comparison) -> None:
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in compared.sentences))
    joining = _decided(compared)
    if st.button(f"Add it to “{name(known.name)}”", type="primary", icon=":material/playlist_add:"):
        jobs.begin("append", jobs.TABLE, dataset=known.id, other=table.id, joining=asdict(joining))
        st.rerun()
    st.caption("The table as it is now stays as an earlier version, to go back to.")


def _decided(compared: Comparison) -> dataset.Joining:
    """What the owner may decide about: other units, and rows that are there already."""
    how = compared.joining
    for column in how.factors:
        if not st.checkbox(f"Bring “{name(column)}” to the unit of before", value=True, key=f"unit {column}"):
            how = replace(how, factors={other: factor for other, factor in how.factors.items() if other != column})
    if compared.copies:
        wanted = st.checkbox("Add the rows that are there already once more", key="copies")
        how = replace(how, keep_copies=wanted)
    return how
