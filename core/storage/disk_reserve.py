"""Space kept back on the disk, so that the owner can still delete and export when it is full.

A file of random bytes. When the workspace cannot be written for want of space, it is emptied; from then on answers are refused
before they take that space too (`core/serving/prediction_log/writing`). It is filled again once there is enough space.
"""

import os
import shutil
from pathlib import Path

NAME = "reserve"
BYTES = 32 << 20
ENOUGH = 8 * BYTES
"""Free bytes from which on the space is kept back (again)."""
_PIECE = 1 << 20


def keep(home: Path) -> None:
    """Keep the space back, where that is not done yet and there is enough."""
    reserve = home / NAME
    if (reserve.exists() and reserve.stat().st_size >= BYTES) or shutil.disk_usage(home).free < ENOUGH:
        return
    with os.fdopen(os.open(reserve, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        for _ in range(BYTES // _PIECE):
            file.write(os.urandom(_PIECE))  # so that no disk can keep it in less


def release(home: Path) -> bool:
    """Give the space to the owner; return whether there was any."""
    reserve = home / NAME
    if not reserve.exists() or reserve.stat().st_size == 0:
        return False
    os.truncate(reserve, 0)
    return True


def is_released(home: Path) -> bool:
    """Return whether `release` emptied the reserve, and nothing has filled it again."""
    reserve = home / NAME
    return reserve.exists() and reserve.stat().st_size == 0


def is_for_the_owner(home: Path) -> bool:
    """Return whether what is free is what was released: nothing but the owner's own doing may take it."""
    return is_released(home) and shutil.disk_usage(home).free < ENOUGH
