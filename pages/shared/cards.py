"""Findings and models as cards, calmer the better the news."""

from collections.abc import Iterable

import streamlit as st

from core.common.finding import Finding, Level, worst_first
from core.common.words import Words
from pages.shared import actions, charts
from pages.shared.badges import badge
from pages.shared.lines import lines, technical
from pages.shared.text import plain


def by_level(findings: Iterable[Finding], model: str, words: Words) -> None:
    """All findings of a page, worst first: what to do now in full, what to keep an eye on smaller, the rest as lines."""
    ordered = worst_first(findings)
    for number, finding in enumerate(_of(ordered, "act")):
        full_card(finding, model, words, primary=number == 0)
    if watched := _of(ordered, "watch"):
        st.header("Keep an eye on", anchor=False)
        for finding in watched:
            small_card(finding, model, words)
    lines("Fine", _of(ordered, "good"))
    lines("Not judged", _of(ordered, "not_yet"))
    technical(ordered, words)


def full_card(finding: Finding, model: str, words: Words, *, primary: bool) -> None:
    """What it is, why it matters, a picture, what to do, and the button that does it."""
    with st.container(border=True):
        badge(finding.level)
        st.header(plain(finding.headline or finding.title), anchor=False)
        st.markdown(plain(finding.below))
        if finding.evidence:
            charts.draw(finding.evidence, words, key=f"chart {finding.indicator}")
        if finding.why:
            st.markdown(f"**Why it matters:** {plain(finding.why)}")
        if finding.advice:
            st.markdown(f"**What to do:** {plain(finding.advice)}")
        if finding.action:
            actions.button(finding.action, model, finding.indicator, primary=primary)


def small_card(finding: Finding, model: str, words: Words) -> None:
    """The same, calmer: why it matters and the picture wait until they are asked for."""
    with st.container(border=True):
        badge(finding.level)
        st.subheader(plain(finding.headline or finding.title), anchor=False)
        st.markdown(" ".join(part for part in (plain(finding.below), plain(finding.advice)) if part))
        if finding.action:
            actions.button(finding.action, model, finding.indicator)
        if finding.why or finding.evidence:
            with st.expander("Why it matters", type="compact", key=f"why {finding.indicator}"):
                st.markdown(plain(finding.why))
                if finding.evidence:
                    charts.draw(finding.evidence, words, key=f"chart {finding.indicator}")


def _of(findings: list[Finding], level: Level) -> list[Finding]:
    return [finding for finding in findings if finding.level == level]
