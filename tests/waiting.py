"""The one way in which tests wait: for something to become true, without timing anything."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

PATIENCE = 120.0
"""Seconds after which a wait gives up. Only a broken product makes a test wait this long."""
LOOK = 0.05


def wait_for(what: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """Return the first true thing that `what` gives."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := what():
            return found
        time.sleep(LOOK)
    raise AssertionError("it did not happen")


async def wait_for_async(what: Callable[[], Any]) -> Any:
    """Return the first true thing that `what` gives, asked in a thread, so that the event loop goes on."""
    return await asyncio.to_thread(wait_for, what)


def never(what: Callable[[], Any], seconds: float) -> bool:
    """Say whether `what` stayed false for so long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return False
        time.sleep(LOOK)
    return True
