"""A version beside the one before it: which is better, by how much, for whom it is worse; and what the owner decides."""

import streamlit as st

from core.common.actor import OWNER
from core.models import comparison
from core.models.comparison import KeptComparison, Level, VersionComparison
from pages.go_live_parts.going_live import put_live
from pages.shared.badges import Look
from pages.shared.opened import workspace
from pages.shared.text import plain

LOOKS: dict[Level, Look] = {
    "better": Look("Better", ":material/trending_up:", "green"),
    "same": Look("About the same", ":material/trending_flat:", "gray"),
    "worse": Look("A little worse", ":material/trending_down:", "orange"),
    "clearly_worse": Look("Clearly worse", ":material/error:", "red"),
    "cannot_tell": Look("Cannot be told yet", ":material/hourglass_empty:", "gray"),
}


DISAGREE = Look("Tests disagree", ":material/alt_route:", "orange")


def verdict(found: VersionComparison) -> str:
    """What both tests come to, within a line of markdown."""
    clear = found.level == "clearly_worse"
    return _inline(DISAGREE if found.tests_disagree and not clear else LOOKS[found.level])


def _inline(look: Look) -> str:
    """Icon, word and colour."""
    return f":{look.colour}-badge[{look.icon} {look.word}]"


def waits(kept: KeptComparison) -> None:
    """The newest version, and the two ways to decide about it."""
    found = kept.comparison
    with st.container(border=True):
        st.markdown(verdict(found))
        st.header(f"Version {found.version} waits for you", anchor=False)
        sentences(found)
        with st.container(horizontal=True):
            kind = "primary" if found.level == "better" else "secondary"
            if st.button(f"Put version {found.version} live", type=kind, icon=":material/rocket_launch:"):
                put_live(kept.model, found.version, stay=True)
            if st.button(f"Stay with version {found.against}"):
                comparison.decide(workspace(), kept.model, found.version, "left", OWNER)
                st.rerun()


def sentences(found: VersionComparison) -> None:
    """What a decision needs, then how they were compared, and the figures for those who look for them."""
    st.markdown(f"**{plain(found.headline)}** {plain(' '.join(found.in_short))}")
    with st.expander("How they were compared", icon=":material/compare_arrows:", key=f"compared {found.version}"):
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in found.sentences[1:]))
    with st.expander("For the technically minded", icon=":material/science:", key=f"figures {found.version}"):
        for title, part in (("Held-back rows", found.held), ("Newest outcomes", found.outcomes)):
            for figure in part.figures:
                gain = f"{figure.gain:+.3f} ({figure.low:+.3f} to {figure.high:+.3f})"
                st.markdown(
                    f"{title}, {plain(figure.name)}: {figure.old:.3f} before, {figure.new:.3f} now; gain {gain}"
                )
        for group in found.groups:
            where = f"{plain(group.column)}: {plain(group.value)}"
            st.markdown(f"{_inline(LOOKS[group.level])} {where}, {group.rows} rows, gain {group.figures[0].gain:+.3f}")
        st.caption(
            "Paired bootstrap of the same rows, 400 draws, 95% ranges; for groups, widened by Bonferroni's rule."
        )
