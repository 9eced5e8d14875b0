"""How a file is to be read: one small question for each thing that was guessed, and buttons where one answer does."""

from collections.abc import Iterable, Sequence
from typing import Any

import streamlit as st

from core.data.dataset import Dataset, Part
from core.data.reading import Note, ways
from pages.shared.text import option, plain
from pages.your_data_parts import again

LABELS = {
    "sheet": "Which sheet",
    "delimiter": "What stands between the columns",
    "encoding": "How letters are written",
    "decimal": "Numbers are written as",
    "date_order": "Dates are written as",
}


def change(table: Dataset, part: Part, fields: Sequence[str], key: str, note: Note | None = None) -> None:
    """The questions of `fields`, each one answered by what was used so far, and the button that reads the file again."""
    with st.form(f"form {key}", border=False):
        answers = {field: _ask(part, field, f"{field} {key}", note) for field in fields}
        if st.form_submit_button("Read it again"):
            again.read(table, part, ways.decided(part.decided, part.choices, answers, note))


def _ask(part: Part, field: str, key: str, note: Note | None) -> Any:
    used = ways.used_for(field, part.choices, note)
    if field == "header_row":
        row = st.number_input("The headings stand in row", 0, 1000, used or 0, key=key)
        st.caption("Count from the top of the sheet. 0 means that there are none.")
        return row
    can_be = ways.ways_of(field, part.choices, part.sheets)
    place = list(can_be).index(used) if used in can_be else None
    return st.selectbox(
        LABELS[field], list(can_be), place, lambda it: option(can_be[it]), placeholder="Choose", key=key
    )


def answers(table: Dataset, part: Part, note: Note, key: str) -> None:
    """An open question: what each answer would mean, and a button for it; what was used comes first."""
    _buttons(table, part, note, note.options, f"answer {key}", used=True)


def offers(table: Dataset, part: Part, note: Note, key: str) -> None:
    """Other ways than the one that was used, each with its button."""
    _buttons(table, part, note, note.offers, f"offer {key}", used=False)


def _buttons(
    table: Dataset, part: Part, note: Note, ways_out: Iterable[tuple[str, str]], key: str, *, used: bool
) -> None:
    with st.container(horizontal=True):
        for place, (value, means) in enumerate(ways_out):
            icon = ":material/check:" if used and place == 0 else None
            if st.button(plain(means), key=f"{key} {value}", icon=icon):
                again.read(table, part, part.decided.answered(note, value))
