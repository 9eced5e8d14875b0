"""The endpoint process: `python -m core.serving [--parent PID]`."""

import argparse
import asyncio
import logging
import os
import secrets
import socket
import sys
import traceback
from pathlib import Path
from typing import Any

import uvicorn

from core import parent, settings
from core.errors import DamagedFile, OwnerError
from core.prediction_log.writing import LogNotWritable
from core.serving import presence
from core.serving.endpoint import Endpoint
from core.serving.presence import Presence
from core.serving.service import Service, open_service
from core.settings import Settings

PORTS_TRIED = 50
LOOK_SECONDS = 0.5
KEEP_ALIVE_SECONDS = 75
DRAIN_SECONDS = 10


class Discreet(logging.Formatter):
    """Says what kind of mishap happened and where, never its message: that may hold a caller's value."""

    def formatException(self, ei: Any) -> str:
        steps = traceback.extract_tb(ei[2])
        place = f"{Path(steps[-1].filename).name}, line {steps[-1].lineno}" if steps else "an unknown place"
        return f"{ei[0].__name__} in {place}"


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m core.serving")
    arguments.add_argument("--parent", type=int, help="end when this process is gone")
    asked = arguments.parse_args()
    if asked.parent:
        parent.end_with_parent(asked.parent)
    _log_discreetly()
    ours = settings.from_environment()
    try:
        service = open_service(ours)
    except OwnerError as error:
        print(f"{error.sentence} {error.advice}", file=sys.stderr)  # noqa: T201
        return 2
    listener = _listen(ours.endpoint_port)
    try:
        _run(ours, service, listener)
    finally:
        presence.withdraw(ours)
        service.close()
    return 0


def _run(ours: Settings, service: Service, listener: socket.socket) -> None:
    here = Presence(os.getpid(), listener.getsockname()[1], secrets.token_hex(16))
    config = uvicorn.Config(
        "",
        access_log=False,
        log_config=None,
        lifespan="off",
        ws="none",
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=DRAIN_SECONDS,
    )
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(_serve(ours, service, listener, here, config))


async def _serve(
    ours: Settings, service: Service, listener: socket.socket, here: Presence, config: uvicorn.Config
) -> None:
    endpoint = Endpoint(service, here.port, here.token(service.vault))
    config.app = endpoint
    listener.listen(config.backlog)
    presence.announce(ours, here)
    print(f"Answering at {here.url}", flush=True)  # noqa: T201
    keeping_up = asyncio.create_task(_keep_up(service, endpoint))
    await uvicorn.Server(config).serve(sockets=[listener])
    keeping_up.cancel()


async def _keep_up(service: Service, endpoint: Endpoint) -> None:
    """Looks twice a second for what was published, and keeps the day's counts."""
    turn = 0
    while True:
        try:
            service.live.refresh()
        except DamagedFile:
            logging.getLogger("core.serving").warning("the live folder is damaged; what was loaded stays")
        try:
            service.writer.keep_tally()
            if turn % 7200 == 0:
                endpoint.repeats.forget_old()
        except LogNotWritable:
            logging.getLogger("core.serving").warning("the log cannot be written")
        turn += 1
        await asyncio.sleep(LOOK_SECONDS)


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


def _log_discreetly() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet("%(asctime)s %(name)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


if __name__ == "__main__":
    sys.exit(main())
