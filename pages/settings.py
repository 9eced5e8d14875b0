"""Everything an owner can choose, and how to get everything back, or rid of it."""

import streamlit as st

from pages.settings_parts import choices, installation, restoring, safety

st.title("Settings", anchor=False)
st.markdown("What you choose here holds for everything. All of it stays on this computer.")
choices.draw()
safety.draw()
restoring.draw()
installation.practice()
installation.running()
installation.removal()
