"""Starts the endpoint and the worker, watches them, starts them again when they end or hang, and ends them with itself.

It runs inside the app, and in `serve`. Only one looks after a workspace: a second one (another tab's `streamlit run`, `serve`
beside the app) uses what the first one keeps running, and takes over when that one is gone.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from subprocess import Popen
from typing import TypeVar

from core.common.errors import NotPossibleNow
from core.operations import processes
from core.operations.heartbeat import HangDetector
from core.operations.processes import CHILDREN, Child, ProcessFacts, State
from core.storage import backup
from core.storage.process_lock import WriterLock
from core.storage.settings import Settings
from core.storage.vault.files import private_folder
from core.storage.workspace import now

LOCK = "supervisor.lock"
LOOK_SECONDS = 0.1
CHECK_SECONDS = 0.5
"""Between two looks at whether a process that runs still lives."""
FIRST_PAUSE = 0.2
"""Seconds before a new start of what had not recovered yet; doubled each time. What was steady is started again at once."""
MOST_FAILURES = 5
STEADY_SECONDS = 5.0
"""A process that ran this long has recovered: its failures are counted anew."""
BUSY = 2
"""The exit code of a process that has to wait for another one, which is no failure."""

Result = TypeVar("Result")


class Supervisor:
    """Belongs to one event loop."""

    def __init__(self, settings: Settings, children: tuple[Child, ...] = CHILDREN) -> None:
        self.settings = settings
        self._children = children
        self._facts: dict[str, ProcessFacts] = {}
        self._keeping: list[asyncio.Task[None]] = []
        self._turn = asyncio.Lock()
        self._loop = asyncio.get_running_loop()

    async def watch(self) -> None:
        """Keep everything running until it is cancelled; first wait until no other supervisor does."""
        lock = await self._own_lock()
        try:
            with suppress(NotPossibleNow):  # then something runs already, and no restore was cut off
                backup.mend_idle(self.settings)
            self._start()
            await asyncio.Event().wait()
        finally:
            await self._end()
            processes.clear_board(self.settings)
            lock.release()

    def while_stopped(self, action: Callable[[], Result]) -> Result:
        """End endpoint and worker, do `action` (a restore), and start them again. To be called from another thread."""
        return asyncio.run_coroutine_threadsafe(self._rest(action), self._loop).result()

    async def _rest(self, action: Callable[[], Result]) -> Result:
        async with self._turn:
            await self._end()
            try:
                return await asyncio.to_thread(action)
            finally:
                self._start()

    async def _own_lock(self) -> WriterLock:
        while True:
            try:
                return WriterLock.take(private_folder(self.settings.run) / LOCK, wait=0)
            except NotPossibleNow:
                await asyncio.sleep(1.0)

    def _start(self) -> None:
        self._keeping = [asyncio.create_task(self._keep(child)) for child in self._children]

    async def _end(self) -> None:
        for task in self._keeping:
            task.cancel()
        await asyncio.gather(*self._keeping, return_exceptions=True)

    async def _keep(self, child: Child) -> None:
        failures = 0
        while failures < MOST_FAILURES:
            ended_with, steady = await self._run(child)
            if steady:
                failures = 0
                continue  # callers are waiting
            failures = 0 if ended_with == BUSY else failures + 1
            self._note(child, "restarting", f"{child.part} stopped and is being started again.")
            await asyncio.sleep(FIRST_PAUSE * 2 ** max(0, failures - 1))
        self._note(
            child,
            "failed",
            f"{child.part} stopped {failures} times in a row, so it was left alone. Start Plainwell again.",
        )

    async def _run(self, child: Child) -> tuple[int, bool]:
        """Runs it once. Gives its exit code, and whether it had been steady."""
        process, began = child.start(self.settings), time.monotonic()
        self._note(child, "starting", f"{child.part} is starting.")
        guarding = asyncio.create_task(self._kill_when_hung(child, process))
        try:
            ended_with = await asyncio.to_thread(process.wait)  # a thread hears of its end at once
            lived = self._facts[child.name].state == "running"
            return ended_with, lived and time.monotonic() - began > STEADY_SECONDS
        finally:
            guarding.cancel()
            await asyncio.to_thread(processes.end, process)

    async def _kill_when_hung(self, child: Child, process: Popen[bytes]) -> None:
        """Says when it runs; from then on ends it when it hangs."""
        while not await asyncio.to_thread(child.answers, self.settings):
            await asyncio.sleep(LOOK_SECONDS)
        self._note(child, "running", f"{child.part} is running.", process.pid)
        detector = HangDetector(process.pid, child.most_silent)
        while not detector.is_hung(await asyncio.to_thread(child.answers, self.settings)):
            await asyncio.sleep(CHECK_SECONDS)
        process.kill()  # it would not hear a kinder word

    def _note(self, child: Child, state: State, sentence: str, pid: int | None = None) -> None:
        self._facts[child.name] = ProcessFacts(child.name, state, now(), sentence, pid)
        processes.write_board(self.settings, list(self._facts.values()))


_current: Supervisor | None = None


@asynccontextmanager
async def supervised(settings: Settings, children: tuple[Child, ...] = CHILDREN) -> AsyncIterator[Supervisor]:
    """Keep endpoint and worker running while this is open."""
    global _current  # noqa: PLW0603 - one for each process; pages, in other threads, reach it here
    _current = Supervisor(settings, children)
    task = asyncio.create_task(_current.watch())
    try:
        yield _current
    finally:
        _current = None
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def while_stopped(action: Callable[[], Result]) -> Result:
    """Do what needs endpoint and worker to rest: a restore, the removal of everything. Not from the event loop's own thread.

    Where this process does not keep them, `action` itself refuses while another one does.
    """
    return _current.while_stopped(action) if _current else action()
