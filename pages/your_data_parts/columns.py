"""What each column holds, and whether it says something about a person: guessed, and the owner's to correct."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from core.data.dataset import Dataset, correcting
from pages.shared.errors import owner_errors
from pages.shared.opened import words, workspace
from pages.shared.text import headers
from pages.your_data_parts import again

HOLDS, ABOUT = "It holds", "About a person"


def draw(table: Dataset) -> None:
    """One line for each column; the second and the last can be changed."""
    st.header("What each column holds", anchor=False)
    st.markdown(
        "Correct what is wrong. “Perhaps” is a guess about a person that waits for your word; until then it counts as yes."
    )
    facts = _facts(table)
    with st.form(f"columns {table.id}", border=False):
        edited = st.data_editor(
            facts,
            hide_index=True,
            disabled=("Column", "Empty"),
            column_config={
                HOLDS: _one_of(correcting.KINDS.values()),
                ABOUT: _one_of([*correcting.PERSONAL.values(), *facts[ABOUT]]),
            },
            key=f"columns {table.id} {table.content}",
            alt="The columns of the table",
        )
        if st.form_submit_button("Save the corrections"):
            with owner_errors():
                _save(table, edited)


def _facts(table: Dataset) -> pd.DataFrame:
    told = correcting.told(table)
    return pd.DataFrame(
        {
            "Column": headers(column.name for column in table.columns),
            HOLDS: [column.holds for column in told],
            "Empty": [
                words().of_100(column.missing / table.rows) if column.missing else "none" for column in table.columns
            ],
            ABOUT: [column.about for column in told],
        }
    )


def _one_of(options: Iterable[str]) -> object:
    return st.column_config.SelectboxColumn(options=list(dict.fromkeys(options)), required=True)


def _save(table: Dataset, edited: pd.DataFrame) -> None:
    """What is about persons is noted at once; other kinds want the file read again."""
    corrected = [correcting.ColumnSummary(*said) for said in zip(edited[HOLDS], edited[ABOUT], strict=True)]
    wanted = correcting.correct(workspace(), table, corrected)
    if wanted:
        again.read(table, None, wanted)
    st.rerun()
