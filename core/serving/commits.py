"""Rows that arrive in one turn of the event loop share one commit, made at the end of that turn on the loop's own thread.

No writer thread and no timer: measured simplest and fastest. Nobody is answered before the commit is on the disk.
"""

import asyncio

from core.prediction_log.writing import Batch, LogNotWritable, LogWriter


class Commits:
    """The batch of this turn, and those who wait for it."""

    def __init__(self, writer: LogWriter) -> None:
        self._writer = writer
        self._loop = asyncio.get_running_loop()
        self._waiting: list[asyncio.Future[None]] = []
        self.batch = Batch()

    async def kept(self) -> None:
        """Returns when what was put into `batch` before is on the disk. Raises LogNotWritable: then nothing of it is."""
        if not self._waiting:
            self._loop.call_soon(self._commit)
        waiting = self._loop.create_future()
        self._waiting.append(waiting)
        await waiting

    def _commit(self) -> None:
        batch, waiting = self.batch, self._waiting
        self.batch, self._waiting = Batch(), []
        failure: LogNotWritable | None = None
        try:
            self._writer.commit(batch)
        except LogNotWritable as full:
            failure = full
        for one in waiting:
            if one.cancelled():
                continue
            if failure is None:
                one.set_result(None)
            else:
                one.set_exception(LogNotWritable())
