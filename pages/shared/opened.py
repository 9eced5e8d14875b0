"""The workspace that this app shows, opened once per process. It holds no connection, so threads may share it."""

import streamlit as st

from core.common.words import Words
from core.storage import preferences
from core.storage.settings import Settings, from_environment
from core.storage.workspace import Workspace, open_workspace


@st.cache_resource(hash_funcs={Settings: repr}, max_entries=4)
def _opened(settings: Settings) -> Workspace:
    return open_workspace(settings)


def workspace() -> Workspace:
    """The workspace of the settings in force."""
    return _opened(from_environment())


def words() -> Words:
    """How the owner writes numbers, money and dates."""
    return preferences.load(workspace()).words


def forget() -> None:
    """Opens the workspace anew next time: after a restore its keys are others. What was remembered of its tables goes too."""
    _opened.clear()
    st.cache_data.clear()
