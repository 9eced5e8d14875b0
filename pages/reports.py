"""A report for each month and model: made, kept, downloaded, and checked."""

from itertools import groupby

import streamlit as st

from core.models import registry
from core.reporting import monthly
from pages.reports_parts import checking, kept, making
from pages.shared.empty import no_model
from pages.shared.opened import workspace

models = registry.all_models(workspace())
st.title("Reports", anchor=False)
st.markdown("What happened in a month, on two pages to read, keep or send. Made by itself when a month is over.")
if models:
    reports = monthly.all_reports(workspace())
    making.draw(models, first=not reports)
    for month, of_month in groupby(reports, key=lambda made: made.month):
        kept.draw(month, list(of_month))
    checking.draw()
else:
    no_model("There is no model to report on yet")
