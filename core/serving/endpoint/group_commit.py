"""Rows that arrive together share one commit, made on the event loop's own thread. Nobody is answered before it is on the disk.

No writer thread and no timer: measured simplest and fastest. A lone row is committed at the end of its turn of the loop. As long
as each turn brings further ones, they are waited for: with 32 clients, that made one commit of three.
"""

import asyncio

from core.serving.prediction_log.writing import Batch, LogNotWritable, LogWriter

MOST_TOGETHER = 256
"""Calls that share a commit."""


class GroupCommit:
    """The batch of this turn, and those who wait for it."""

    def __init__(self, writer: LogWriter) -> None:
        self._writer = writer
        self._loop = asyncio.get_running_loop()
        self._waiting: list[asyncio.Future[None]] = []
        self._seen = 0
        self.batch = Batch()

    async def kept(self) -> None:
        """Wait until what was put into `batch` before is on the disk. Raises LogNotWritable: then nothing of it is."""
        if not self._waiting:
            self._loop.call_soon(self._commit)
        waiting = self._loop.create_future()
        self._waiting.append(waiting)
        await waiting

    def _commit(self) -> None:
        if 1 < len(self._waiting) < MOST_TOGETHER and len(self._waiting) > self._seen:
            self._seen = len(self._waiting)
            self._loop.call_soon(self._commit)
            return
        self._seen = 0
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
