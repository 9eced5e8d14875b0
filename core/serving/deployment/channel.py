"""How our processes reach the one that writes the log: the endpoint if it runs, else they hold the writer's lock themselves."""

import http.client
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import msgspec

from core.common.errors import NotPossibleNow
from core.serving.deployment.command_client import CommandChannel, EndpointChannel, LocalChannel
from core.serving.deployment.publishing import publish_if_lost
from core.serving.endpoint import commands, discovery
from core.serving.endpoint.discovery import Presence
from core.serving.endpoint.refusals import Refusal
from core.serving.endpoint.service import open_service
from core.storage.workspace import Workspace

PATIENCE_SECONDS = 15.0
_TIMES_LOST = 5


class ReconnectingChannel:
    """Finds its way anew when the process that writes the log goes away in the middle. For commands that have a name (`once`):
    those may be asked again."""

    rows_at_once = EndpointChannel.rows_at_once

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._there = _found_soon(workspace)

    def ask(self, command: str, asked: msgspec.Struct) -> dict[str, Any]:
        """Run a command, up to six times. Raises NotPossibleNow, Refusal."""
        for _ in range(_TIMES_LOST):
            try:
                return self._there.ask(command, asked)
            except NotPossibleNow:
                self._there.close()
                self._there = _found_soon(self._workspace)
        return self._there.ask(command, asked)

    def close(self) -> None:
        self._there.close()


@contextmanager
def open_channel(workspace: Workspace, *, lasting: bool = False) -> Iterator[CommandChannel]:
    """Open a way to the log; a `lasting` one is found anew when the endpoint was killed and started again.

    Raises NotPossibleNow when there is none for a while, or when the log cannot be written.
    """
    publish_if_lost(workspace)
    channel = ReconnectingChannel(workspace) if lasting else _found(workspace)
    try:
        yield channel
    except Refusal as refusal:
        raise _in_words(refusal) from refusal
    finally:
        channel.close()


def notify_endpoint(workspace: Workspace) -> None:
    """Tell a running endpoint to look at what was published. It would notice by itself within a second."""
    there = _running(workspace)
    if there is not None:
        with suppress(NotPossibleNow, Refusal):
            EndpointChannel(workspace, there).ask("refresh", commands.NoArguments())


def endpoint_url(workspace: Workspace) -> str | None:
    """Return the running endpoint's address, or None when none runs."""
    there = _running(workspace)
    return there.url if there else None


def _found(workspace: Workspace) -> EndpointChannel | LocalChannel:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:  # an endpoint that is just starting or ending holds the lock, and does not answer
        there = _running(workspace)
        if there is not None:
            return EndpointChannel(workspace, there)
        try:
            return LocalChannel(open_service(workspace.settings, wait=0.2))
        except NotPossibleNow:
            if time.monotonic() > until:
                raise


def _found_soon(workspace: Workspace) -> EndpointChannel | LocalChannel:
    """As `_found`, but an endpoint that went away without a word is given time to come back: it should write, not we."""
    until = time.monotonic() + PATIENCE_SECONDS
    while discovery.found(workspace.settings) and not _running(workspace) and time.monotonic() < until:
        time.sleep(0.2)
    return _found(workspace)


def _running(workspace: Workspace) -> Presence | None:
    there = discovery.found(workspace.settings)
    if there is None:
        return None
    probe = http.client.HTTPConnection("127.0.0.1", there.port, timeout=2)
    try:
        probe.request("GET", "/health")
        return there if probe.getresponse().read() == b"ok" else None
    except (OSError, http.client.HTTPException):
        return None
    finally:
        probe.close()


def _in_words(refusal: Refusal) -> NotPossibleNow:
    if refusal.status == 503:
        return NotPossibleNow(
            "The answers could not be kept, so none were given.", "Free some space on the disk, then try again."
        )
    if refusal.status == 404:
        return NotPossibleNow("This model cannot answer yet.", "Train it first, or choose another one.")
    return NotPossibleNow(refusal.message, "Mend this, then try again.", fields=refusal.fields)
