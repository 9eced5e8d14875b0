"""The whole of it in five minutes: what happens to a table, and what Plainwell promises and does not promise."""

import streamlit as st

from core.common.finding import Level
from pages.shared.badges import inline

STEPS = (
    (
        "table_view",
        "You bring a table",
        "A spreadsheet you already have: customers, bookings, sales. One row for each of them, and how it ended. "
        "Plainwell shows what it understood, and what it had to guess.",
    ),
    (
        "help",
        "You pick a question",
        "Who might not come back? What is it worth? You point at the column that holds the answer. "
        "The rest is guessed for you to check.",
    ),
    (
        "school",
        "A model learns",
        "It learns from most of your rows. The others are kept aside, to test it on cases it never saw. "
        "You read how often it was right, and how often plain guessing would have been.",
    ),
    (
        "rocket_launch",
        "You put it to use",
        "Try one case and see the reasons. Give it a whole list. Or let your web shop ask it. "
        "You decide what to do with an answer. Plainwell decides nothing for you.",
    ),
    (
        "favorite",
        "Plainwell keeps watch",
        "Each night it looks whether the model is still right, and whether it is careful with people's data. "
        "When something changes, Today says what, since when, and what to do.",
    ),
)
LEVELS: tuple[tuple[Level, str], ...] = (
    ("act", "It costs you money or touches people's data. Look at it today."),
    ("watch", "Something moved. Nothing is lost yet."),
    ("good", "It was tested, and it holds."),
    ("not_yet", "There are too few cases to say. It tells you how many are missing."),
)

st.title("How it works", anchor=False)
st.markdown("You ask your own figures a question. Everything happens on this computer.")

for number, (icon, title, words) in enumerate(STEPS, start=1):
    with st.container(border=True):
        st.header(f"{number}. {title}", anchor=False, icon=f":material/{icon}:")
        st.markdown(words)

st.header("What the four words mean", anchor=False)
with st.container(border=True):
    for level, meaning in LEVELS:
        st.markdown(f"{inline(level)} {meaning}")

st.header("Where your data is", anchor=False)
st.markdown(
    "In one folder on this computer, locked with a key that lies beside it. Nothing is sent anywhere, and no one else can look. "
    "That also means that nobody can bring it back for you: keep a backup, and write down the recovery key."
)
with st.container(horizontal=True):
    st.page_link("settings.py", label="Backup and recovery key", icon=":material/settings:")
    st.page_link("today.py", label="Back to today", icon=":material/light_mode:")
