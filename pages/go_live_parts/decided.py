"""What people did with the advice, from a file: followed or changed, and how long it took them."""

import streamlit as st

from core.data.reading import Choices, read_table
from core.models.registry import Model
from core.serving import deployment
from pages.go_live_parts import matched
from pages.go_live_parts.from_a_file import headings, place
from pages.shared.errors import owner_errors
from pages.shared.opened import workspace
from pages.shared.text import option
from pages.shared.uploads import ENDINGS

READ = "columns of what people did"


def draw(model: Model) -> None:
    with st.container(border=True):
        st.header("What people did with it", anchor=False)
        st.markdown(
            "One column says which case, one what was done: “followed”, “changed”, or the answer that was chosen instead."
            " From that you see whether people still think for themselves."
        )
        file = st.file_uploader("A table of what people did", type=ENDINGS, label_visibility="collapsed")
        if file is None:
            return
        with owner_errors():
            names = headings(file, READ)
            ids = ("prediction_id", *model.plan.roles.get("id", ()))
            which = st.selectbox("Which case was it", names, place(names, ids), option, placeholder="Choose a column")
            did = st.selectbox("What was done", names, None, option, placeholder="Choose a column")
            took = st.selectbox("Seconds it took, if you know", names, None, option, placeholder="Not known")
            if st.button("Note what people did", disabled=which is None or did is None):
                with st.spinner("Comparing it with the answers…"):
                    table = read_table(file.getvalue(), file.name, Choices(kinds={which: "id"})).frame
                    noted = deployment.record_decisions(workspace(), model.id, table, which, did, seconds_column=took)
                matched.draw(noted)
