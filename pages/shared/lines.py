"""Findings that need nobody, a line each; and the names and figures behind all of them."""

import streamlit as st

from core.common.finding import Finding
from core.common.words import Words
from pages.shared import charts
from pages.shared.badges import mark
from pages.shared.text import plain


def lines(heading: str, findings: list[Finding]) -> None:
    if not findings:
        return
    st.header(heading, anchor=False)
    with st.container(border=True):
        for finding in findings:
            stop = "" if finding.title.endswith("?") else "."
            said = " ".join(part for part in (finding.sentence, finding.advice) if part)
            st.markdown(
                f"{mark(finding.level)} **{plain(finding.title)}{stop}** {plain(said)}",
                help=f"Why it matters: {plain(finding.why)}" if finding.why else None,
            )


def technical(findings: list[Finding], words: Words) -> None:
    """Names of methods and figures, for those who look for them."""
    st.space("small")
    with st.expander("For the technically minded", icon=":material/science:"):
        for finding in findings:
            figure = "" if finding.value is None else f" = {finding.value:.4g} {plain(finding.unit)}".rstrip()
            st.markdown(f"**{plain(finding.indicator)}**{figure}")
            st.caption(" · ".join(plain(part) for part in (finding.period, finding.technical) if part))
            if finding.evidence and finding.level == "good":
                charts.draw(finding.evidence, words, key=f"chart {finding.indicator}")
