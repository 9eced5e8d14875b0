"""A file about answers that were given, read for its columns: it waits, sealed, until the owner says what they mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from core.storage import staging
from core.storage.job_queue import Job
from core.storage.staging import Staged
from pages.shared import jobs
from pages.shared.opened import workspace
from pages.shared.text import option

Use = Literal["outcomes", "decisions"]
"""The kind of job that the file waits for."""


def reading_key(use: Use) -> str:
    """Return where the address holds the job that reads the columns."""
    return f"{use}_file"


@dataclass(frozen=True)
class FeedbackFile:
    """A file whose columns are known. `reading`: the job that read them."""

    use: Use
    reading: Job

    @property
    def staged(self) -> Staged:
        """Return where it lies."""
        return Staged(**self.reading.arguments["staged"])

    def column(self, question: str, wanted: Iterable[str] = (), missing: str = "Choose a column") -> str | None:
        """Ask for one of its columns; the first of those `wanted` that it has stands there already."""
        names = (self.reading.result or {})["columns"]
        place = next((names.index(each) for each in wanted if each in names), None)
        return st.selectbox(question, names, place, option, placeholder=missing, key=f"{question} {self.reading.id}")

    def note(self, **columns: str | None) -> None:
        """Hand it to the worker with what its columns mean, and draw the page anew."""
        given = {key: self.reading.arguments[key] for key in ("staged", "filename", "model")}
        jobs.begin(self.use, self.use, **given, **columns)
        self._leave()

    def offer_another(self) -> None:
        """Draw the button that removes it, so that another can be brought."""
        if st.button("Bring another file", key=f"another {self.use}", type="tertiary"):
            staging.discard(workspace(), self.staged)
            self._leave()

    def _leave(self) -> None:
        st.query_params.pop(reading_key(self.use), None)
        st.rerun()
