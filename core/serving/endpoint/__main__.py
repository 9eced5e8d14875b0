"""The endpoint process: `python -m core.serving.endpoint [--parent PID]`. With a parent it ends when that one is gone.

Callers wait for its start, so it imports little (`python -X importtime -m core.serving.endpoint`).
"""

import asyncio
import gc
import logging
import os
import secrets
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import Any, NoReturn

import uvicorn

from core.common import parent_process
from core.common.errors import OwnerError
from core.serving.endpoint import discovery, upkeep
from core.serving.endpoint.discovery import Presence
from core.serving.endpoint.endpoint import Endpoint
from core.serving.endpoint.loading import Loading
from core.serving.endpoint.service import PredictionService, open_service
from core.serving.endpoint.slow_clients import TimeoutProtocol, allow_many_connections
from core.storage import settings
from core.storage.settings import Settings

log = logging.getLogger("core.serving.endpoint")
PORTS_TRIED = 50
KEEP_ALIVE_SECONDS = 75
DRAIN_SECONDS = 10


class SafeFormatter(logging.Formatter):
    """Says what kind of mishap happened and where, never its message: that may hold a caller's value."""

    def formatException(self, ei: Any) -> str:
        steps = traceback.extract_tb(ei[2])
        place = f"{Path(steps[-1].filename).name}, line {steps[-1].lineno}" if steps else "an unknown place"
        return f"{ei[0].__name__} in {place}"


def _mishap(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """The loop's own words would show the exception's message."""
    failure = context.get("exception")
    log.error("a task ended badly", exc_info=failure if isinstance(failure, BaseException) else None)


def main() -> int:
    """Run the endpoint until it is told to stop, and return the exit status."""
    if sys.argv[1:2] == ["--parent"]:
        parent_process.end_with_parent(int(sys.argv[2]))
    signal.signal(signal.SIGTERM, _leave)
    _log_safely()
    allow_many_connections()
    ours = settings.from_environment()
    gc.disable()  # it would walk through all that was loaded so far, again and again; `upkeep` lets it begin
    try:
        service = open_service(ours)
    except OwnerError as error:
        print(f"{error.sentence} {error.advice}", file=sys.stderr)  # noqa: T201
        return 2
    listener = _listen(ours.endpoint_port)
    try:
        _run(ours, service, listener)
    finally:
        discovery.withdraw(ours)
        service.close()
    return 0


def _leave(*_: object) -> None:
    """uvicorn drains first and then sends the signal again: what is open has to be closed after that."""
    raise SystemExit(0)


def _run(ours: Settings, service: PredictionService, listener: socket.socket) -> None:
    here = Presence(os.getpid(), listener.getsockname()[1], secrets.token_hex(16))
    config = uvicorn.Config(
        "",
        http=TimeoutProtocol,
        access_log=False,
        log_config=None,
        lifespan="off",
        ws="none",
        server_header=False,
        proxy_headers=False,  # nothing stands between callers and this process that could speak for them
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=DRAIN_SECONDS,
    )
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(_serve(ours, service, listener, here, config))


async def _serve(
    ours: Settings, service: PredictionService, listener: socket.socket, here: Presence, config: uvicorn.Config
) -> None:
    loading = Loading(service)
    endpoint = Endpoint(service, loading, here.port, here.token(service.vault))
    config.app = endpoint
    asyncio.get_running_loop().set_exception_handler(_mishap)
    listener.listen(config.backlog)
    discovery.announce(ours, here)
    print(f"Answering at {here.url}", flush=True)  # noqa: T201
    server = uvicorn.Server(config)
    beside = [
        asyncio.create_task(upkeep.follow_published(loading)),
        asyncio.create_task(upkeep.look_after(service, endpoint, server.server_state)),
    ]

    def leave(_task: asyncio.Task[NoReturn]) -> None:
        server.should_exit = True  # half of an endpoint is worse than a new start

    for task in beside:
        task.add_done_callback(leave)
    await server.serve(sockets=[listener])
    for task in beside:
        task.cancel()
    endpoint.metrics.add_to(service.writer.tally)


def _listen(wanted: int) -> socket.socket:
    """The wanted port, or the next free one. Loopback alone."""
    for port in [*range(wanted, min(wanted + PORTS_TRIED, 65_536)), 0]:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            listener.close()
            continue
        if port != wanted:
            print(f"Port {wanted} is taken, so this is another one.", flush=True)  # noqa: T201
        return listener
    raise OSError("no free port")


def _log_safely() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(SafeFormatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


if __name__ == "__main__":
    sys.exit(main())
