"""What became of reports on what really happened."""

from collections.abc import Mapping

import streamlit as st

from pages.shared.opened import words


def draw(told: Mapping[str, int]) -> None:
    """How many cases were noted, and which rows were not. `told` has the counts of deployment.Matched."""
    say, lost = words().counted, []
    if told["unmatched"]:
        lost.append(f"{say(told['unmatched'], 'row')} fitted none of its answers.")
    if told["unreadable"]:
        lost.append(f"{say(told['unreadable'], 'row')} could not be understood.")
    if told["repeated"]:
        lost.append(
            f"{say(told['repeated'], 'row')} had been told before, and {'counts' if told['repeated'] == 1 else 'count'} once."
        )
    if told["changed"]:
        lost.append(f"{say(told['changed'], 'row')} had been told otherwise before: the newest report holds.")
    if told["matched"]:
        st.success(" ".join([f"{say(told['matched'], 'case')} noted.", *lost]), icon=":material/check:")
    else:
        st.warning(" ".join(["No case was noted.", *lost]), icon=":material/info:")
