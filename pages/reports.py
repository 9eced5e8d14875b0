"""A report for each month and model: made, kept, downloaded, and checked."""

from datetime import date, timedelta
from itertools import groupby

import streamlit as st

from core import model_version, report
from core.report import Report
from core.report.months import Month, months
from pages.shared import jobs, pick
from pages.shared.badges import badge
from pages.shared.empty import no_model
from pages.shared.errors import owner_errors
from pages.shared.opened import words, workspace
from pages.shared.text import name, plain

BACK = timedelta(days=365)


def month_in_words(month: str) -> str:
    return words().month(Month.read(month).first)


def card(kept: Report) -> None:
    """One report with its documents."""
    with st.container(border=True):
        badge(kept.state)
        st.subheader(name(kept.name), anchor=False)
        whole = "" if kept.is_final else f", up to {plain(words().day(kept.through))}"
        st.caption(f"{words().counted(kept.pages, 'page')}{whole}" + (" · practice" if kept.practice else ""))
        with st.container(horizontal=True):
            for form, label in (("pdf", "Download as PDF"), ("html", "As a web page")):
                st.download_button(
                    label,
                    lambda form=form: report.document(workspace(), kept.id, form),
                    f"plainwell-{kept.month}.{form}",
                    icon=":material/download:",
                    key=f"{kept.id} {form}",
                    on_click="ignore",
                )


models = model_version.all_models(workspace())
model = pick.title("Reports", models)
reports = report.all_reports(workspace())
st.markdown(
    "What happened in a month, on two pages to read, keep or send. Made by itself on the first of the next month."
)
if model is None:
    no_model("There is no model to report on yet")
    st.stop()

making = jobs.newest("report", "making", model=model.id)
if making:
    jobs.follow(making)
with st.container(border=True, horizontal=True, vertical_alignment="bottom"):
    choices = [str(month) for month in months(date.today() - BACK, date.today())][::-1]  # noqa: DTZ011 - the owner's own day
    month = st.selectbox("Make one now, for", choices, format_func=month_in_words)
    if st.button("Make it", type="secondary" if reports else "primary", disabled=bool(making and making.is_open)):
        jobs.begin("report", "making", model=model.id, month=month)
        st.rerun()

for month, of_month in groupby(reports, key=lambda kept: kept.month):
    st.header(plain(month_in_words(month)), anchor=False)
    for kept in of_month:
        card(kept)

with st.expander("Has a report been altered?", icon=":material/verified:"):
    file = st.file_uploader("A report from here, as PDF or web page", type=["pdf", "html", "json"])
    if file:
        with owner_errors():
            unaltered = report.verify(workspace(), file.getvalue())
            say = st.success if unaltered else st.error
            say(
                "It is exactly as Plainwell made it."
                if unaltered
                else "It is not as Plainwell made it, or comes from elsewhere."
            )
