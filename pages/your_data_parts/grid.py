"""The first rows of a table, as they were understood."""

import pandas as pd
import streamlit as st

from core import dataset
from core.dataset import Dataset
from pages.shared.opened import words, workspace
from pages.shared.text import headers

SHOWN = 50


@st.cache_data(max_entries=8, show_spinner=False)
def _first(dataset_id: str, content: str) -> pd.DataFrame:  # noqa: ARG001 - the content's hash tells readings apart
    return dataset.frame(workspace(), dataset_id).head(SHOWN)


def rows(table: Dataset) -> None:
    """At most fifty rows: enough to see whether it is the right table."""
    shown = _first(table.id, table.content)
    st.dataframe(
        shown.set_axis(headers(shown.columns), axis=1), hide_index=True, height=320, alt="The first rows of the table"
    )
    if table.rows > SHOWN:
        st.caption(f"The first {SHOWN} of {words().counted(table.rows, 'row')}.")


def _in_words(shown: pd.DataFrame) -> pd.DataFrame:
    """Yes and no instead of boxes to tick, days without an hour where all are whole days, and each name once."""
    told = shown.copy()
    for column, dtype in shown.dtypes.items():
        if pd.api.types.is_bool_dtype(dtype):
            told[column] = shown[column].map({True: "yes", False: "no"})
        elif (
            pd.api.types.is_datetime64_any_dtype(dtype)
            and (shown[column].dropna().dt.normalize() == shown[column].dropna()).all()
        ):
            told[column] = shown[column].dt.date
    return told.set_axis(headers(shown.columns), axis=1)


def forget() -> None:
    """No row of a deleted table stays in memory."""
    _first.clear()
