"""Plainwell's own supervisor over the endpoint alone, in a process of its own as in life: `python -m tests.soak.keeper`.

It ends with SIGTERM, and the endpoint with it.
"""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from core.operations.processes import CHILDREN
from core.operations.supervisor import Supervisor
from core.storage import settings
from core.storage.settings import Settings, child_environment


@contextmanager
def kept(ours: Settings) -> Iterator[None]:
    """The endpoint is kept running meanwhile."""
    command = [sys.executable, "-m", "tests.soak.keeper"]
    with subprocess.Popen(command, env=child_environment(ours)) as keeper:
        try:
            yield
        finally:
            keeper.terminate()


async def _keep() -> None:
    keeping = asyncio.create_task(Supervisor(settings.from_environment(), CHILDREN[:1]).watch())
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, keeping.cancel)
    with suppress(asyncio.CancelledError):
        await keeping


if __name__ == "__main__":
    asyncio.run(_keep())
