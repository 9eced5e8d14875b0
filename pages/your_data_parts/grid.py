"""Rows of a table, as they were understood."""

import pandas as pd
import streamlit as st

from core.data import dataset
from core.data.dataset import Dataset
from pages.shared.opened import words, workspace
from pages.shared.text import headers

SHOWN = 50


@st.cache_data(max_entries=8, show_spinner=False)
def _first(dataset_id: str, content: str) -> pd.DataFrame:  # noqa: ARG001 - the content's hash tells readings apart
    return dataset.frame(workspace(), dataset_id).head(SHOWN)


@st.cache_data(max_entries=8, show_spinner="Looking for it…")
def _found(dataset_id: str, content: str, wanted: str, most: int) -> pd.DataFrame:  # noqa: ARG001 - likewise
    return dataset.rows_holding(workspace(), dataset_id, wanted, most)


def rows(table: Dataset) -> None:
    """At most fifty rows: enough to see whether it is the right table."""
    st.dataframe(
        in_words(_first(table.id, table.content)),
        hide_index=True,
        height=320,
        placeholder="",
        alt="The first rows of the table",
    )
    if table.rows > SHOWN:
        st.caption(f"The first {SHOWN} of {words().counted(table.rows, 'row')}.")


def holding(table: Dataset, wanted: str, most: int) -> pd.DataFrame:
    """The first rows that hold a text in any cell; the very first when there is none to look for."""
    return _found(table.id, table.content, wanted, most)


def in_words(shown: pd.DataFrame) -> pd.DataFrame:
    """Yes and no instead of boxes to tick, days without an hour where all are whole days, and each name once."""
    told = {}
    for name, head in zip(shown.columns, headers(shown.columns), strict=True):
        values = shown[name]
        if pd.api.types.is_bool_dtype(values):
            values = values.map({True: "yes", False: "no"}).astype("object")
        elif pd.api.types.is_datetime64_any_dtype(values) and (values.dropna().dt.normalize() == values.dropna()).all():
            values = values.dt.date
        told[head] = values
    return pd.DataFrame(told, index=shown.index)


def forget() -> None:
    """No row of a deleted table stays in memory."""
    _first.clear()
    _found.clear()
