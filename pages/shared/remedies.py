"""What was found in a table: calm cards, the worst first, each with the buttons that mend it at once."""

from collections.abc import Callable, Sequence

import streamlit as st

from core.common.finding import NOTICED, Finding
from pages.shared import charts, mending, told
from pages.shared.badges import badge, mark
from pages.shared.opened import words
from pages.shared.text import plain


def cards(
    findings: Sequence[Finding], table: str, *, primary: bool = False, then: Callable[[], None] = st.rerun
) -> None:
    """What asks for an eye as cards, the rest as lines. `table`: its id. `primary`: whether the first button is the page's own.

    `then` is called after a repair, to look again.
    """
    told.now(table)
    noticed = [finding for finding in findings if finding.level in NOTICED]
    for place, finding in enumerate(noticed):
        _card(finding, table, primary=primary and place == 0, then=then)
    others = [finding for finding in findings if finding not in noticed]
    if others:
        with st.expander("What else was looked at", icon=":material/done_all:"):
            for finding in others:
                st.markdown(f"{mark(finding.level)} **{plain(finding.title)}.** {plain(finding.sentence)}")


def _card(finding: Finding, table: str, *, primary: bool, then: Callable[[], None]) -> None:
    """What it is and what to do. Why it matters, and the picture, stand there for what is urgent and wait elsewhere."""
    with st.container(border=True):
        badge(finding.level)
        st.subheader(plain(finding.headline or finding.title), anchor=False)
        st.markdown(plain(finding.below))
        if finding.level == "act":
            _why(finding, table)
        if finding.advice:
            st.markdown(f"**What to do:** {plain(finding.advice)}")
        mending.buttons(finding, table, primary=primary, then=then)
        if finding.level != "act":
            with st.expander("Why it matters", type="compact", key=f"why {table} {finding.indicator}"):
                _why(finding, table)


def _why(finding: Finding, table: str) -> None:
    st.markdown(plain(finding.why))
    if finding.evidence:
        charts.draw(finding.evidence, words(), key=f"chart {table} {finding.indicator}")
