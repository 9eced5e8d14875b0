"""What the endpoint does twice a second beside answering. Neither waits for the other."""

import asyncio
import gc
import logging
import time
from typing import NoReturn

from uvicorn.server import ServerState

from core.common.errors import DamagedFile
from core.serving.endpoint import internal_idempotency
from core.serving.endpoint.endpoint import Endpoint
from core.serving.endpoint.loading import Loading
from core.serving.endpoint.service import PredictionService
from core.serving.endpoint.slow_clients import TimeoutProtocol
from core.serving.prediction_log.writing import LogNotWritable

log = logging.getLogger("core.serving.endpoint")
LOOK_SECONDS = 0.5
HOUR = int(3600 / LOOK_SECONDS)


async def follow_published(loading: Loading) -> NoReturn:
    """Take over what is published, twice a second."""
    gc.freeze()
    gc.enable()
    while True:
        try:
            await loading.catch_up()
        except (DamagedFile, OSError):
            log.warning("the live folder is damaged or cannot be read; what was loaded stays")
        await asyncio.sleep(LOOK_SECONDS)


async def look_after(service: PredictionService, endpoint: Endpoint, state: ServerState) -> NoReturn:
    """Keep the day's counts and cut off who is too slow, twice a second."""
    turn = 0
    while True:
        try:
            endpoint.metrics.add_to(service.writer.tally)
            service.keep_counts()
            if turn % HOUR == 0:
                internal_idempotency.forget_old(service)
        except LogNotWritable:
            log.warning("the log cannot be written")
        for connection in list(state.connections):
            if isinstance(connection, TimeoutProtocol):
                connection.cut_if_slow(time.monotonic())
        turn += 1
        await asyncio.sleep(LOOK_SECONDS)
