"""The web page whose scripts may ask the models. None by default; the owner names one."""

import re

from core.common.actor import Actor
from core.common.errors import NotPossibleNow
from core.serving.deployment.channel import notify_endpoint
from core.serving.deployment.publishing import publish
from core.storage import preferences
from core.storage.workspace import Workspace

_ORIGIN = re.compile(r"https?://(\[[0-9a-f:]+\]|[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?)(:[0-9]{1,5})?")


def web_origin(workspace: Workspace) -> str:
    """Return the origin that may call, as in "https://office.example"; empty for none."""
    return preferences.load(workspace).web_origin


def allow_origin(workspace: Workspace, origin: str, *, who: Actor) -> str:
    """Allow one page origin to call, and return it as browsers write it. Raises NotPossibleNow.

    An empty origin takes the permission back.
    """
    plain = origin.strip().lower().rstrip("/")
    if plain and not _ORIGIN.fullmatch(plain):
        raise NotPossibleNow(
            "This is not the start of a web address.", "Write it as in https://office.example, without anything behind."
        )
    preferences.change(workspace, who, web_origin=plain)
    publish(workspace)
    notify_endpoint(workspace)
    return plain
