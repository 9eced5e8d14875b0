"""Is the installation in order? Looks at Python, its packages, the folder, the disk, the ports, the clock, the files, the processes.

It changes nothing and makes nothing, so it can be asked before the first start, and when nothing starts any more.
"""

import os
import re
import socket
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from core.common import parent_process
from core.common.finding import Level
from core.common.words import Words
from core.operations import disk_space, processes
from core.serving.endpoint import discovery
from core.storage import backup
from core.storage.settings import Settings

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements.txt"
OLDEST, NEWEST = (3, 11), (3, 13)
_LEVELS: Mapping[str, Level] = {"running": "good", "failed": "act", "off": "not_yet"}
"""Of processes by how they are; of those in between, "watch"."""
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)\s*(?:;\s*(.*?))?\s*\\?$")


@dataclass(frozen=True)
class Diagnosis:
    """What one look found."""

    check: str
    level: Level
    sentence: str
    advice: str = ""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def examine(settings: Settings) -> list[Diagnosis]:
    """Check everything, in the order in which one would mend things."""
    looks = (_python, _packages, _folder, _disk, _files, _clock, _ports, _processes)
    return [found for look in looks for found in look(settings)]


def _python(_: Settings) -> Iterator[Diagnosis]:
    here, name = sys.version_info[:2], "{}.{}.{}".format(*sys.version_info[:3])
    if OLDEST <= here <= NEWEST:
        yield Diagnosis("python", "good", f"Python {name} is one that Plainwell is tested with.")
    else:
        yield Diagnosis(
            "python", "watch", f"Plainwell is not tested with Python {name}.", "Use Python 3.11, 3.12 or 3.13."
        )


def _packages(_: Settings) -> Iterator[Diagnosis]:
    if not REQUIREMENTS.exists():
        yield Diagnosis("packages", "not_yet", "The list of parts is not here, so they could not be compared.")
        return
    pins = [_PIN.match(line) for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines()]
    wrong = [pin[1] for pin in pins if pin and not pin[3] and _installed(pin[1]) != pin[2]]
    if wrong:
        names = ", ".join(wrong[:5])
        yield Diagnosis(
            "packages",
            "act",
            f"Parts of another version than tested, or missing: {names}.",
            "Run: python3 run.py setup",
        )
    else:
        yield Diagnosis("packages", "good", "All parts are of the versions that were tested together.")


def _folder(settings: Settings) -> Iterator[Diagnosis]:
    home = settings.home
    if not home.exists():
        yield Diagnosis("folder", "good", "There is no workspace yet. The first start makes one.")
    elif not os.access(home, os.W_OK | os.X_OK):
        yield Diagnosis(
            "folder",
            "act",
            "Plainwell may not write in its folder.",
            "Ask whoever set up this computer for that right.",
        )
    elif os.name == "posix" and any(place.exists() and place.stat().st_mode & 0o077 for place in (home, settings.keys)):
        yield Diagnosis(
            "folder",
            "act",
            "Other people on this computer may look into the folder.",
            "Start Plainwell once: it closes it.",
        )
    else:
        yield Diagnosis("folder", "good", "The folder is yours alone.")


def _disk(settings: Settings) -> Iterator[Diagnosis]:
    found = disk_space.disk_finding(settings.home, Words())
    yield Diagnosis(found.indicator, found.level, found.sentence, found.advice)


def _files(settings: Settings) -> Iterator[Diagnosis]:
    held = [path for path in (settings.workspace_db, settings.predictions_db) if path.exists()]
    broken = [path.name for path in held if not backup.is_whole(path)]
    for name in broken:
        yield Diagnosis(
            "files", "act", f"The file {name} is damaged.", "Stop Plainwell, then restore the newest backup."
        )
    if held and not broken:
        yield Diagnosis("files", "good", "The files of the workspace are whole.")


def _clock(settings: Settings) -> Iterator[Diagnosis]:
    written = settings.workspace_db.stat().st_mtime if settings.workspace_db.exists() else 0.0
    if written > datetime.now(UTC).timestamp() + 3600:
        yield Diagnosis(
            "clock", "act", "The computer's clock is behind: something was saved later than now.", "Set the clock."
        )
    else:
        yield Diagnosis("clock", "good", "The clock is not behind what was saved last.")


def _ports(settings: Settings) -> Iterator[Diagnosis]:
    running = discovery.found(settings)
    ours = running is not None and parent_process.runs(running.pid)
    for what, port in (("The pages", settings.app_port), ("The part that answers", settings.endpoint_port)):
        if not _is_taken(port):
            yield Diagnosis("ports", "good", f"{what} can have port {port}.")
        elif ours:
            yield Diagnosis("ports", "good", f"Port {port} is in use while Plainwell runs.")
        else:
            yield Diagnosis(
                "ports", "watch", f"Port {port} is in use by another program.", "Plainwell takes the next free one."
            )


def _processes(settings: Settings) -> Iterator[Diagnosis]:
    for process in processes.state(settings):
        advice = "Start Plainwell with: python3 run.py" if process.state == "off" else ""
        yield Diagnosis("processes", _LEVELS.get(process.state, "watch"), process.sentence, advice)


def _installed(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex(("127.0.0.1", port)) == 0
