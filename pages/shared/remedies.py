"""What was found in a table: calm cards, the worst first, each with the buttons that mend it at once."""

from collections.abc import Callable, Sequence

import streamlit as st

from core import dataset
from core.finding import Finding, Remedy
from core.repairs import repair
from pages.shared import charts
from pages.shared.badges import badge, mark
from pages.shared.errors import owner_errors
from pages.shared.opened import words, workspace
from pages.shared.text import name, plain

UNDO = "You can take it back on the page Your data."
MOST_BUTTONS = 4


def cards(
    findings: Sequence[Finding], table: str, *, primary: bool = False, then: Callable[[], None] = st.rerun
) -> None:
    """What asks for an eye as cards, the rest as lines. `table`: its id. `primary`: whether the first button is the page's own.

    `then` is called after a repair, to look again.
    """
    noticed = [finding for finding in findings if finding.level in ("act", "watch")]
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
        buttons(finding, table, primary=primary, then=then)
        if finding.level != "act":
            with st.expander("Why it matters", type="compact", key=f"why {table} {finding.indicator}"):
                _why(finding, table)


def _why(finding: Finding, table: str) -> None:
    st.markdown(plain(finding.why))
    if finding.evidence:
        charts.draw(finding.evidence, words(), key=f"chart {table} {finding.indicator}")


def buttons(finding: Finding, table: str, *, primary: bool = False, then: Callable[[], None] = st.rerun) -> None:
    """One for each repair of the table (its id) that would help; it is done at once, and can be taken back."""
    if not finding.remedies:
        return
    with st.container(horizontal=True):
        for place, remedy in enumerate(finding.remedies[:MOST_BUTTONS]):
            kind = "primary" if primary and place == 0 else "secondary"
            key = f"mend {table} {finding.indicator} {place}"
            if st.button(_label(remedy, finding.remedies), key=key, type=kind, icon=":material/build:"):
                _mend(table, remedy, then)


def _label(remedy: Remedy, all_of_them: Sequence[Remedy]) -> str:
    """The repair's own words, with the column where two buttons would say the same."""
    label = repair(remedy.key).label
    alike = sum(other.key == remedy.key for other in all_of_them) > 1
    column = remedy.arguments.get("column") or next(iter(remedy.arguments.get("columns", ())), None)
    return f"{label}: {name(column)}" if alike and column else label


def _mend(table: str, remedy: Remedy, then: Callable[[], None]) -> None:
    with owner_errors():
        with st.spinner("Mending the table…"):
            dataset.repair(workspace(), table, remedy.key, remedy.arguments)
        st.toast(f"{plain(dataset.repairs(workspace(), table)[-1].sentence)} {UNDO}", icon=":material/check:")
        then()
