"""Work on the workspace's files themselves, while the endpoint and the worker rest."""

from collections.abc import Iterator
from contextlib import contextmanager

from core.common.errors import NotPossibleNow
from core.storage.process_lock import WriterLock
from core.storage.settings import Settings

LOCKS = ("worker.lock", "writer.lock")


@contextmanager
def exclusive_access(settings: Settings) -> Iterator[None]:
    """Keep endpoint and worker from starting. Raises NotPossibleNow while one of them runs."""
    held: list[WriterLock] = []
    try:
        for name in LOCKS:
            held.append(WriterLock.take(settings.run / name, wait=0.2))
        yield
    except NotPossibleNow as busy:
        if len(held) == len(LOCKS):
            raise
        raise NotPossibleNow(
            "Plainwell is running, so nothing was changed.", "Stop it first, or do this on its Settings page."
        ) from busy
    finally:
        for lock in held:
            lock.release()
