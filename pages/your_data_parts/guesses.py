"""What was guessed, skipped or cut when the files of a table were read, each with the way to change it."""

import streamlit as st

from core.data.dataset import Dataset, Part
from core.data.reading import Note, ways
from pages.shared.text import name, plain
from pages.your_data_parts import choices


def questions(table: Dataset) -> None:
    """What could be read two ways, each way with its button; nothing where all is clear."""
    for part in table.parts:
        for at, note in enumerate(note for note in part.notes if note.options):
            with st.container(border=True):
                st.badge("Your answer is needed", icon=":material/help:", color="orange")
                st.markdown(plain(note.sentence))
                choices.answers(table, part, note, f"{part.id} {at}")


def draw(table: Dataset) -> None:
    """Each guess as a line with its change; below them, everything that can be chosen."""
    st.header("How it was read", anchor=False)
    for remark in table.remarks:
        st.info(plain(remark), icon=":material/info:")
    for part in table.parts:
        if len(table.parts) > 1:
            st.subheader(name(part.filename), anchor=False)
        _of_file(table, part)


def _of_file(table: Dataset, part: Part) -> None:
    if not part.from_a_file:
        st.markdown("This table was not read from a file, so nothing was guessed.")
        return
    guessed = [note for note in part.notes if not note.options]
    if not guessed:
        st.markdown("Nothing else had to be guessed." if part.notes else "Nothing had to be guessed.")
    for at, note in enumerate(guessed):
        _line(table, part, note, f"{part.id} {at}")
    with st.popover("Read it another way", icon=":material/tune:", key=f"all {part.id}"):
        choices.change(table, part, ways.choosable(part.sheets), f"all {part.id}")


def _line(table: Dataset, part: Part, note: Note, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(note.sentence), width="stretch")
        if note.offers:
            choices.offers(table, part, note, key)
        elif note.choice in ways.choosable(part.sheets):
            with st.popover("Change", key=f"change {key}"):
                choices.change(table, part, [note.choice], key, note)
        elif note.choice == "kinds":
            st.caption("Change it under “What each column holds”.", width="content")
