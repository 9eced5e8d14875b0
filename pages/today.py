"""What needs the owner today, and what is fine."""

from datetime import datetime

import streamlit as st

from core.reporting import overview
from pages.shared.opened import workspace
from pages.shared.text import plain
from pages.today_parts import models, system_health, waiting, welcome

GREETINGS = ((5, "Good evening"), (12, "Good morning"), (18, "Good afternoon"), (24, "Good evening"))

now = datetime.now()  # noqa: DTZ005 - the owner's own clock
greeting = next(words for until, words in GREETINGS if now.hour < until)
everything = overview.overview(workspace(), now.date())
if everything:
    st.title(greeting, anchor=False)
    st.markdown(plain(overview.about_models([one.state for one in everything])))
    system_health.urgent()
    models.draw(everything)
    system_health.calmer()
    waiting.draw()
    models.figures(overview.this_month(workspace(), now.date()))
else:
    system_health.urgent()
    welcome.draw()
    system_health.calmer()
