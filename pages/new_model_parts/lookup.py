"""What a question finds in a table: guessed columns, and the two answers of one. Found once for each content of the table.

Only names and those answers are remembered; the table itself is let go with the drawing of the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from core.data.dataset import Dataset, OpenTables
from core.inference.problem_types import answer_type
from core.models.features import column_of
from core.models.template import Template
from core.models.training import Roles, guess_roles

MOST_LOOKED_AT = 10_000


@dataclass(frozen=True)
class Lookup:
    """A question and a table, which is opened at most once for each of them, and only for what is not known yet."""

    template: Template
    table: Dataset
    tables: OpenTables

    def guessed_roles(self) -> Roles:
        """Return good guesses of the columns that play the question's parts."""
        return _guessed_roles(*self._key(), self)

    def answers(self, target: str) -> Sequence[str]:
        """Return the answers of a column among which one can be looked out for; none where there is nothing to look out for."""
        return _answers(*self._key(), target, self)

    def _key(self) -> tuple[str, str, str, str]:
        """What it hangs on. What is known of the columns counts too: the owner may have said that one is personal."""
        return self.template.key, self.table.id, self.table.content, repr(self.table.columns)


@st.cache_data(max_entries=64, show_spinner="Looking at the columns…")
def _guessed_roles(template: str, table: str, content: str, columns: str, _of: Lookup) -> Roles:  # noqa: ARG001 - the key
    return guess_roles(_of.template, _of.table.columns, _of.tables.frame(_of.table))


@st.cache_data(max_entries=64, show_spinner="Looking at the columns…")
def _answers(template: str, table: str, content: str, columns: str, target: str, _of: Lookup) -> Sequence[str]:  # noqa: ARG001 - the key
    values, column = _of.tables.frame(_of.table)[target], _of.table.column(target)
    if not answer_type(_of.template.predicts(values)).has_positive:
        return ()
    if column and column.spelled_yes:
        return (column.spelled_no, column.spelled_yes)
    known = column_of(values.dropna().astype(object), "category")[:MOST_LOOKED_AT]
    return sorted({str(value) for value in known})
