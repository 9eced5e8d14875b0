"""Reading a file again another way, as a job."""

import streamlit as st

from core.data.dataset import Dataset, Part
from core.data.reading import Choices
from pages.shared import jobs


def read(table: Dataset, part: Part | None, chosen: Choices) -> None:
    """Hands the reading to the worker: it survives a reload, and can be stopped. `part`: None for what holds for all files."""
    jobs.begin("reread", jobs.TABLE, dataset=table.id, choices=chosen.as_dict(), part=part.id if part else None)
    st.rerun()
