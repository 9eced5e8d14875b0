"""Taking what was published into memory while callers are being answered: in a thread, and one model after the other."""

import asyncio
import gc
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from core.serving.endpoint.refusals import Refusal
from core.serving.endpoint.service import PredictionService

SWITCH_SECONDS = 0.0005
"""After so long, loading lets callers' answers have the interpreter; Python's own 5 ms would be felt at each call."""

Result = TypeVar("Result")


class Loading:
    """Belongs to the event loop."""

    def __init__(self, service: PredictionService) -> None:
        self._service = service
        self._turn = asyncio.Lock()

    async def catch_up(self, asked: str = "") -> None:
        """Take over what was published since the last look, and load the model `asked` for by our own pages, if it is not.

        Raises DamagedFile, and then keeps what it has.
        """
        live = self._service.live
        async with self._turn:
            if live.is_behind():
                news = await asyncio.to_thread(_beside_callers, live.news)
                if news is not None:
                    self._service.take(news)
            if live.lacks(asked):
                with suppress(Refusal):  # whoever uses it gets the same
                    await asyncio.to_thread(_beside_callers, lambda: live.for_own_use(asked))


def _beside_callers(load: Callable[[], Result]) -> Result:
    """Models are large and live long: the garbage collector need not walk through them, neither now nor ever again."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.collect()
    gc.disable()
    try:
        return load()
    finally:
        gc.freeze()
        gc.enable()
        sys.setswitchinterval(usual)
