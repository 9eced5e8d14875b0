"""What each column holds, and whether it says something about a person: guessed, and the owner's to correct."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from core import dataset
from core.dataset import Dataset
from core.personal import SAID, UNSURE, said_of
from core.reading import Column
from pages.shared.errors import owner_errors
from pages.shared.opened import words, workspace
from pages.shared.text import headers
from pages.your_data_parts import again

KINDS = {
    "number": "numbers",
    "date": "dates",
    "yes_no": "yes or no",
    "category": "a few different words",
    "text": "free text",
    "id": "a code for each row",
    "email": "e-mail addresses",
    "phone": "phone numbers",
    "postcode": "postcodes",
    "empty": "nothing",
}
PERSONAL = {None: "no", **{kind: f"yes: {said}" for kind, said in SAID.items()}, UNSURE: "not sure"}
HOLDS, ABOUT = 1, 3


def draw(table: Dataset) -> None:
    """One line for each column; the second and the last can be changed."""
    st.header("What each column holds", anchor=False)
    st.markdown(
        "Correct what is wrong. “Perhaps” is a guess about a person that waits for your word; until then it counts as yes."
    )
    facts = pd.DataFrame(
        {
            "Column": headers(column.name for column in table.columns),
            "It holds": [KINDS[column.kind] for column in table.columns],
            "Empty": [
                words().of_100(column.missing / table.rows) if column.missing else "none" for column in table.columns
            ],
            "About a person": [_about(table, column) for column in table.columns],
        }
    )
    with st.form(f"columns {table.id}", border=False):
        edited = st.data_editor(
            facts,
            hide_index=True,
            disabled=("Column", "Empty"),
            column_config={
                "It holds": st.column_config.SelectboxColumn(options=[*KINDS.values()], required=True),
                "About a person": st.column_config.SelectboxColumn(
                    options=list(dict.fromkeys([*PERSONAL.values(), *facts["About a person"]])), required=True
                ),
            },
            key=f"columns {table.id} {table.content}",
            alt="The columns of the table",
        )
        if st.form_submit_button("Save the corrections"):
            with owner_errors():
                _save(table, facts, edited)


def _about(table: Dataset, column: Column) -> str:
    """What is known of it: said by the owner, shown by the values, or a guess to be confirmed."""
    if column.personal and not column.personal_sure and column.name not in table.marks:
        return f"perhaps: {said_of(column.personal)}"
    return PERSONAL.get(column.personal if column.personal_sure else UNSURE, PERSONAL[UNSURE])


def _save(table: Dataset, before: pd.DataFrame, after: pd.DataFrame) -> None:
    """What is about persons is noted at once; other kinds want the file read again."""
    kinds = {word: kind for kind, word in KINDS.items()}
    people = {word: key for key, word in PERSONAL.items()}
    for place in _changed(before, after, ABOUT):
        dataset.mark_personal(workspace(), table.id, table.columns[place].name, people[after.iat[place, ABOUT]])
    changed = {table.columns[place].name: kinds[after.iat[place, HOLDS]] for place in _changed(before, after, HOLDS)}
    if changed:
        decided = table.parts[0].decided
        again.read(table, None, replace(decided, kinds={**decided.kinds, **changed}))
    st.rerun()


def _changed(before: pd.DataFrame, after: pd.DataFrame, column: int) -> list[int]:
    return [place for place in range(len(before)) if before.iat[place, column] != after.iat[place, column]]
