"""How much space the disk has: said before it is full, while there is still time to make some.

An answer that cannot be kept is not given, so a full disk stops every model.
"""

import shutil
from pathlib import Path

from core.common.finding import Finding, Level
from core.common.words import Words
from core.storage import disk_reserve

LITTLE, HARDLY_ANY = 2_000_000_000, 200_000_000
"""Bytes of free disk below which it says so, and below which it is urgent."""
NAME = "disk"
_ADVICE = (
    "Make room on this computer: empty its bin, and move large files elsewhere."
    " In Plainwell, delete tables and models that you do not need."
)


def disk_finding(home: Path, words: Words) -> Finding:
    """Return how the disk is on which the workspace lies, or will lie: good, watch or act."""
    place = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    level: Level = "act" if free < HARDLY_ANY else "watch" if free < LITTLE else "good"
    amount = f"{_amount(free, words)} of the disk {'are' if free >= 1e9 else 'is'} free"
    if disk_reserve.is_for_the_owner(home):
        return _found(
            "act",
            "The disk was full",
            "Plainwell freed the space it keeps back, so that you can still delete and save."
            " Your models answer again once there is room.",
            free,
        )
    if level == "good":
        return _found(level, "", f"{amount}.", free)
    headline = "The disk is nearly full" if level == "watch" else "The disk is all but full"
    takes = sum(map(_size, home.glob("**/*")))
    return _found(level, headline, f"Only {amount}. Plainwell itself takes {_amount(takes, words)}.", free)


def _found(level: Level, headline: str, said: str, free: int) -> Finding:
    return Finding(
        indicator=NAME,
        group="health",
        level=level,
        title="Room on the disk",
        sentence=f"{headline}. {said}" if headline else said,
        headline=headline,
        why="When the disk is full, nothing can be saved. An answer that cannot be kept is not given.",
        advice=_ADVICE if headline else "",
        action="make_room" if headline else None,
        value=float(free),
        unit="bytes",
    )


def _amount(size: float, words: Words) -> str:
    """As in "1.4 GB" or "120 MB"."""
    return f"{words.number(size / 1e9, 1)} GB" if size >= 1e9 else f"{words.number(size / 1e6)} MB"


def _size(file: Path) -> int:
    """Of what is gone by the time it is looked at, nothing."""
    try:
        return file.stat().st_size if file.is_file() else 0
    except OSError:
        return 0
