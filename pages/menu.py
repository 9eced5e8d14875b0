"""The script that Streamlit runs for every page: the menu, the logo, and the one net for mistakes that an owner can mend."""

from pathlib import Path

import streamlit as st

from pages.shared.errors import owner_errors
from pages.shared.opened import workspace

ASSETS = Path(__file__).parent / "assets"


def _page(file: str, title: str, icon: str, shows: str, *, default: bool = False) -> st.Page:
    return st.Page(f"{file}.py", title=title, icon=f":material/{icon}:", help=shows, default=default)


MENU = [
    _page("today", "Today", "light_mode", "What needs you today, and what is fine.", default=True),
    _page("your_data", "Your data", "table_view", "The tables you brought, and bringing a new one."),
    _page("new_model", "New model", "add_circle", "Pick a question and let a model learn to answer it."),
    _page("go_live", "Go live", "rocket_launch", "Use a model: one case, a whole list, or from your web shop."),
    _page("health", "Health", "favorite", "Is it still right?"),
    _page("privacy", "Privacy", "lock", "Is it careful with people's data?"),
    _page("reports", "Reports", "description", "A report for each month, to keep or to send."),
    _page("settings", "Settings", "settings", "Keeping time, backup, and everything else you can choose."),
    _page("how_it_works", "How it works", "menu_book", "The whole of it in five minutes."),
]
"""One list without headings: with them Streamlit's menu is no list to a screen reader (axe: "list", "listitem")."""

# The page's icon has to be set here: without it Streamlit takes the menu's icon, and fetches it from a server outside.
st.set_page_config(page_title="Plainwell", page_icon=str(ASSETS / "icon.svg"), layout="centered")
st.logo(str(ASSETS / "logo.svg"), size="large", icon_image=str(ASSETS / "logo.svg"))
page = st.navigation(MENU)
with owner_errors():
    workspace()
    page.run()
