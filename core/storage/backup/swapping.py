"""Putting one set of files in the place of another. Until the last step what was there before can come back, and does so by
itself (`mend`) after a crash in the middle."""

import shutil
import time
from collections.abc import Iterable
from pathlib import Path

from core.storage.settings import Settings
from core.storage.vault.files import private_folder
from core.storage.workspace import new_id

ASIDE = "before-restore"
SCRATCH = ("snapshot", "trial", "restoring", "replaced", "scratch")
SCRATCH_SECONDS = 3600.0
PLACES = (
    "workspace.db",
    "workspace.db-journal",
    "predictions.db",
    "predictions.db-wal",
    "predictions.db-shm",
    "live",
    "keys/workspace.key",
    "keys/recovery.key",
)
"""What belongs to a workspace's state and is replaced with it, relative to its folder."""


def swap(settings: Settings, new: Path, also: Iterable[str] = ()) -> None:
    """Move what lies in folder `new` (laid out like a workspace) into the workspace, and remove what was in these places.

    `also` names further places to be emptied. On any failure everything is as before.
    """
    aside = private_folder(settings.home / ASIDE)
    try:
        for place in (*PLACES, *also):
            put_aside(settings.home / place, aside / place)
        for place in PLACES:
            if (new / place).exists():
                (settings.home / place).parent.mkdir(exist_ok=True)
                (new / place).replace(settings.home / place)
    except BaseException:
        mend(settings)
        raise
    done = aside.with_name(new_id("replaced"))
    aside.replace(done)  # from here on the new state holds
    shutil.rmtree(done, ignore_errors=True)


def mend(settings: Settings) -> bool:
    """Undo a swap that was cut off half-way; return whether there was one."""
    aside = settings.home / ASIDE
    cut_off = aside.exists()
    if cut_off:
        for mark in sorted(aside.rglob("*.absent")):
            _remove(settings.home / mark.relative_to(aside).with_suffix(""))
        for place in sorted(aside.rglob("*.kept")):
            target = settings.home / place.relative_to(aside).with_suffix("")
            _remove(target)
            place.replace(target)
        shutil.rmtree(aside)
    return cut_off


def clear_scratch(settings: Settings) -> None:
    """Remove what a backup or a restore that was killed left lying about."""
    for kind in SCRATCH:
        for left in settings.home.glob(f"{kind}_*"):
            if time.time() - left.stat().st_mtime > SCRATCH_SECONDS:
                shutil.rmtree(left, ignore_errors=True)


def put_aside(place: Path, aside: Path) -> None:
    """Move `place` out of the way, or note that there was nothing, so that `mend` can bring it back."""
    aside.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.replace(aside.with_name(aside.name + ".kept"))
    else:
        aside.with_name(aside.name + ".absent").touch()


def _remove(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
