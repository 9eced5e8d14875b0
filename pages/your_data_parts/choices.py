"""How a file is to be read: one small question for each thing that was guessed, and the job that reads it again."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import Any

import streamlit as st

from core import staging
from core.dataset import Dataset, Part
from core.reading import Choices, Note
from pages.shared import jobs
from pages.shared.opened import workspace
from pages.shared.text import option, plain

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "upright bar", " ": "space"}
ENCODINGS = {
    "utf-8": "Unicode (UTF-8)",
    "cp1252": "Western Europe (Windows)",
    "cp1250": "Central Europe (Windows)",
    "iso8859_15": "Western Europe (ISO)",
    "mac_roman": "Western Europe (old Mac)",
    "utf-16": "Unicode (UTF-16)",
}
DECIMALS = {"point": "1,234.56", "comma": "1.234,56"}
ORDERS = {"day_first": "day, month, year", "month_first": "month, day, year", "year_first": "year, month, day"}
Asks = Callable[[Part, str], dict[str, Any]]
"""Draws one question about a file, with a key, and gives what changes by its answer: fields of `Choices`."""


def _one_of(label: str, field: str, options: dict[str, str]) -> Asks:
    def ask(part: Part, key: str) -> dict[str, Any]:
        used = getattr(part.choices, field) or next(iter(options))
        keys = list(options) if used in options else [used, *options]
        picked = st.selectbox(label, keys, keys.index(used), lambda it: options.get(it, option(it)), key=key)
        return {} if picked == used else {field: picked}

    return ask


def _sheet(part: Part, key: str) -> dict[str, Any]:
    place = part.sheets.index(part.choices.sheet) if part.choices.sheet in part.sheets else 0
    picked = st.selectbox("Which sheet", part.sheets, place, format_func=option, key=key)
    return {} if picked == part.choices.sheet else {"sheet": picked, "header_row": None, "kinds": {}}


def _header_row(part: Part, key: str) -> dict[str, Any]:
    used = part.choices.header_row or 0
    row = st.number_input("The headings stand in row", 0, 1000, used, key=key)
    st.caption("Count from the top of the sheet. 0 means that there are none.")
    return {} if row == used else {"header_row": row, "kinds": {}}


ASKS: dict[str, Asks] = {
    "sheet": _sheet,
    "header_row": _header_row,
    "delimiter": _one_of("What stands between the columns", "delimiter", DELIMITERS),
    "encoding": _one_of("How letters are written", "encoding", ENCODINGS),
    "decimal": _one_of("Numbers are written as", "decimal", DECIMALS),
    "date_order": _one_of("Dates are written as", "date_order", ORDERS),
}
FOR_WORKBOOKS = ("sheet", "header_row", "decimal", "date_order")
FOR_TEXT = ("header_row", "delimiter", "encoding", "decimal", "date_order")


def change(table: Dataset, part: Part, fields: Sequence[str], key: str) -> None:
    """The questions of `fields`, each one answered by what was used so far, and the button that reads the file again."""
    with st.form(f"form {key}", border=False):
        chosen = part.decided
        for field in fields:
            chosen = replace(chosen, **ASKS[field](part, f"{field} {key}"))
        password = ask_password(part, key)
        if st.form_submit_button("Read it again"):
            again(table, part, chosen, password)


def ask_password(part: Part, key: str) -> str:
    """Only a locked workbook needs one to be read again; text never does."""
    if not part.sheets:
        return ""
    label = "The file's password, if it has one"
    return st.text_input(label, type="password", autocomplete="off", key=f"password {key}")


def again(table: Dataset, part: Part | None, chosen: Choices, password: str = "") -> None:
    """Hands the reading to the worker: it survives a reload, and can be stopped."""
    staged = asdict(staging.stage(workspace(), b"", password)) if password else None
    facts = {"dataset": table.id, "choices": chosen.as_dict(), "part": part.id if part else None, "staged": staged}
    jobs.begin("reread", "reading", **facts)
    st.rerun()


def answers(table: Dataset, part: Part, note: Note, key: str) -> None:
    """An open question: what each answer would mean, and a button for it."""
    with st.container(horizontal=True):
        for place, (value, means) in enumerate(note.options):
            if st.button(plain(means), key=f"{key} {value}", icon=":material/check:" if place == 0 else None):
                again(table, part, part.decided.answered(note, value))
