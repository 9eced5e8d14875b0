"""From a question to a model: pick the question, point at the columns, watch it learn, read how good it is."""

import streamlit as st

from core.data import dataset
from core.models.templates import all_templates
from pages.new_model_parts import looking, mapping, questions, result
from pages.shared import jobs
from pages.shared.opened import workspace

chosen = all_templates().get(st.query_params.get("question", ""))
learning = jobs.newest("train", "learning")
looked = jobs.newest("survey", "looking")

if learning and learning.is_open:
    st.title("Learning", anchor=False)
    st.markdown("You may leave this page, or even stop Plainwell: it goes on when you are back.")
    jobs.follow(learning)
elif learning and learning.state == "done" and learning.result:
    result.draw(learning.result["model"], learning.result["version"])
elif looked and looked.state not in ("failed", "stopped"):
    looking.draw(looked)
elif chosen is None:
    st.title("What would you like to know?", anchor=False)
    st.markdown("Pick the question that is closest.")
    questions.cards(all_templates().values())
else:
    st.title(chosen.title, anchor=False)
    st.markdown(chosen.promise)
    for ended in filter(None, (learning, looked)):
        jobs.follow(ended)
    mapping.draw(chosen, [table for table in dataset.all_datasets(workspace()) if table.state == "kept"])
