"""What a look at a table found, with the buttons that mend it."""

import streamlit as st

from core import dataset, survey
from core.dataset import Dataset
from core.finding import Finding
from core.repairs import repair
from pages.shared.badges import inline
from pages.shared.errors import owner_errors
from pages.shared.opened import workspace
from pages.shared.text import plain


def draw(table: Dataset) -> None:
    """Worst first; those that can be mended here have a button."""
    st.header("What was noticed", anchor=False)
    with st.container(border=True):
        for finding in survey.of_table(workspace(), table.id):
            st.markdown(f"{inline(finding.level)} {plain(finding.sentence)} {plain(finding.advice)}")
            _remedies(table, finding)


def _remedies(table: Dataset, finding: Finding) -> None:
    for place, remedy in enumerate(finding.remedies):
        if st.button(repair(remedy.key).label, key=f"mend {table.id} {finding.indicator} {place}"):
            with owner_errors():
                dataset.repair(workspace(), table.id, remedy.key, remedy.arguments)
                st.rerun()
