"""An empty workspace: three ways in."""

import streamlit as st

from pages.shared import jobs


def draw() -> None:
    """The first of the three has the page's one strong button."""
    st.title("Welcome to Plainwell", anchor=False)
    st.markdown("Ask your own figures a question, and keep an eye on the answers. Nothing leaves this computer.")
    practice = jobs.newest("practice", "practice")
    if practice:
        jobs.follow(practice)
    grid = st.grid(3, min_column_width=190)
    with _way(grid, "upload_file", "Bring a table", "A spreadsheet you already have: customers, bookings, sales."):
        if st.button("Bring a table", type="primary", width="stretch"):
            st.switch_page("your_data.py")
    with _way(
        grid,
        "storefront",
        "Try a practice shop",
        "A made-up business with four months of answers, and a problem to find.",
    ):
        if st.button("Try it", width="stretch", disabled=bool(practice and practice.is_open)):
            jobs.begin("practice", "practice", wanted=True)
            st.rerun()
    with _way(grid, "menu_book", "Read how it works", "The whole of it in five minutes, without a single hard word."):
        if st.button("Read", width="stretch"):
            st.switch_page("how_it_works.py")


def _way(grid: st.container, icon: str, title: str, words: str) -> st.container:
    card = grid.container(border=True, height="stretch")
    card.header(title, anchor=False, icon=f":material/{icon}:")
    card.markdown(words)
    card.space("stretch")
    return card
