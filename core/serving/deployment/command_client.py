"""Commands to the process that writes the log: asked of the endpoint, or run by ourselves while we hold the writer's lock.

Either way the same commands run (`core.serving.endpoint.commands`), so a file is scored exactly as a web shop's call is.
"""

import http.client
from typing import Any, Protocol

import msgspec

from core.common.errors import NotPossibleNow
from core.serving.endpoint import commands
from core.serving.endpoint.auth import INTERNAL_HEADER
from core.serving.endpoint.discovery import Presence
from core.serving.endpoint.refusals import Refusal, not_logged
from core.serving.endpoint.service import PredictionService
from core.serving.prediction_log.writing import Batch, LogNotWritable
from core.storage.workspace import Workspace

_REPLY_SECONDS = 120.0


class CommandChannel(Protocol):
    """Runs commands. Raises Refusal."""

    rows_at_once: int
    """Rows of one `predict` command: few where callers wait in between, more where nobody does."""

    def ask(self, command: str, asked: msgspec.Struct) -> dict[str, Any]:
        """Run the command of that name with its arguments, and return its reply."""
        ...


class EndpointChannel:
    """Commands to the running endpoint, over one connection."""

    rows_at_once = 500

    def __init__(self, workspace: Workspace, there: Presence) -> None:
        self._token = there.token(workspace.vault)
        self._connection = http.client.HTTPConnection("127.0.0.1", there.port, timeout=_REPLY_SECONDS)

    def ask(self, command: str, asked: msgspec.Struct) -> dict[str, Any]:
        """Send a command to the endpoint and return its reply. Raises NotPossibleNow when the endpoint ends meanwhile, Refusal."""
        sent = {"Content-Type": "application/json", INTERNAL_HEADER.decode(): self._token}
        try:
            self._connection.request("POST", f"/internal/{command}", msgspec.json.encode(asked), sent)
            reply = self._connection.getresponse()
            content = msgspec.json.decode(reply.read())
        except (OSError, http.client.HTTPException, msgspec.DecodeError) as gone:
            raise NotPossibleNow(
                "The part of Plainwell that answers stopped in the middle of this.",
                "It starts again by itself. Try again in a moment.",
            ) from gone
        if reply.status != 200:
            error = content["error"]
            raise Refusal(reply.status, error["code"], error["message"], error["fields"])
        return dict(content)

    def close(self) -> None:
        self._connection.close()


class LocalChannel:
    """The same commands in this process, which holds the writer's lock meanwhile."""

    rows_at_once = 20_000

    def __init__(self, service: PredictionService) -> None:
        self._service = service

    def ask(self, command: str, asked: msgspec.Struct) -> dict[str, Any]:
        """Run a command here, commit what it logged, and return its reply. Raises Refusal."""
        batch = Batch()
        try:
            reply = commands.run(self._service, command, msgspec.json.encode(asked), batch)
            self._service.writer.commit(batch)
        except LogNotWritable as full:
            raise not_logged() from full
        return dict(msgspec.json.decode(reply))

    def close(self) -> None:
        self._service.close()
