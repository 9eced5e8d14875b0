"""Reading a table again, told how."""

from dataclasses import replace

import streamlit as st

from core import dataset
from core.dataset import Dataset
from pages.shared.errors import owner_errors
from pages.shared.opened import workspace
from pages.shared.text import option

DECIMALS = {"point": "1,234.56", "comma": "1.234,56"}
ORDERS = {"day_first": "day, month, year", "month_first": "month, day, year", "year_first": "year, month, day"}


def draw(table: Dataset) -> None:
    """What the owner may decide about the reading; what they leave stays as it was."""
    with st.expander("Something is not right: read it again"), st.form(f"again {table.id}", border=False):
        used = table.choices
        chosen = replace(used)
        if len(table.sheets) > 1:
            place = table.sheets.index(used.sheet) if used.sheet in table.sheets else 0
            chosen = replace(chosen, sheet=st.selectbox("Sheet", table.sheets, place, format_func=option))
        row = st.number_input("The headings stand in row (0: there are none)", 0, 1000, used.header_row or 0)
        decimal = st.selectbox("Numbers are written as", DECIMALS, _place(DECIMALS, used.decimal), DECIMALS.get)
        order = st.selectbox("Dates are written as", ORDERS, _place(ORDERS, used.date_order), ORDERS.get)
        password = st.text_input("Its password, if it has one", type="password", autocomplete="off")
        if st.form_submit_button("Read it again"):
            with owner_errors(), st.spinner("Reading it again…"):
                chosen = replace(chosen, header_row=row, decimal=decimal, date_order=order)
                dataset.reread(workspace(), table.id, chosen, password=password or None)
                st.rerun()


def _place(options: dict[str, str], used: str | None) -> int:
    return list(options).index(used) if used in options else 0
