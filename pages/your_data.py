"""The owner's tables: bringing one, looking at what was understood, keeping it or not."""

import streamlit as st

from core.data import dataset
from pages.shared import jobs
from pages.shared.opened import words, workspace
from pages.your_data_parts import preview, tables, upload

st.title("Your data", anchor=False)
everything = dataset.all_datasets(workspace())
kept = [table for table in everything if table.state == "kept"]
open_preview = next((table for table in everything if table.state == "preview"), None)

work = jobs.on_tables()
if work:
    jobs.follow(work, stopped="Stopped. Nothing was changed.")

if not (work and work.is_open):
    if open_preview:
        preview.draw(open_preview)
    else:
        if kept:
            st.markdown(f"You have {words().counted(len(kept), 'table')}, on this computer alone.")
        else:
            st.markdown("Here lie the tables your models learn from. Start with one you already have.")
        tables.draw(kept)
        upload.draw(first=not kept)
