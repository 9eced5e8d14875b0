"""Reading a file again another way: the job, and the password that a locked workbook needs for it."""

from dataclasses import asdict

import streamlit as st

from core import staging
from core.dataset import Dataset, Part
from core.reading import Choices
from pages.shared import jobs
from pages.shared.opened import workspace


def password(part: Part, key: str) -> str:
    """Asked of a workbook that was locked: its password is not kept."""
    if not part.locked:
        return ""
    return st.text_input("The file's password", type="password", autocomplete="off", key=f"password {key}")


def read(table: Dataset, part: Part | None, chosen: Choices, password: str = "") -> None:
    """Hands the reading to the worker: it survives a reload, and can be stopped. `part`: None for what holds for all files."""
    staged = asdict(staging.stage(workspace(), b"", password)) if password else None
    facts = {"dataset": table.id, "choices": chosen.as_dict(), "part": part.id if part else None, "staged": staged}
    jobs.begin("reread", jobs.TABLE, **facts)
    st.rerun()
