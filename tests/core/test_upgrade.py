"""Workspaces that older versions made open, answer, check, report and restore as they did then (tests/workspaces/README.md)."""

import json
import math
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from core.reporting import archive
from core.storage.settings import Settings
from core.storage.workspace import open_workspace
from tests.core.running import ROOT
from tests.workspaces.asking import FORMS, parts, unpack, verb

KEPT = sorted((ROOT / "tests" / "workspaces").glob("*.tar.xz"))
PARTS = (
    *("models", "tables", "versions", "cards", "checks", "people", "kept report", "report", "answers", "over HTTP"),
    "restored",
)
CHANGED: dict[str, str] = {}
"""What is said otherwise on purpose: where it stands ("1160c41/checks/*/sentence", as in a shell) -> why."""


@dataclass(frozen=True)
class Unpacked:
    """A kept workspace in a folder of its own, and what it said when it was made."""

    name: str
    folder: Path
    asked: dict[str, Any]
    then: dict[str, Any]
    now: dict[str, Callable[[], Any]]

    @property
    def home(self) -> Path:
        return self.folder / "workspace"


@pytest.fixture(scope="module", params=KEPT, ids=lambda path: path.name.partition(".")[0])
def old(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Unpacked:
    packed: Path = request.param
    name, folder = packed.name.partition(".")[0], tmp_path_factory.mktemp("old")
    workspace = open_workspace(Settings(home=unpack(packed, folder)))
    kept = archive.all_reports(workspace)[0]
    for form in FORMS:
        (folder / "files" / f"report.{form}").write_bytes(archive.document(workspace, kept.id, form))
    noted = json.loads(packed.with_name(f"{name}.json").read_bytes())
    with socket.create_server(("127.0.0.1", 0)) as free:
        asked = {**noted["asked"], "port": str(free.getsockname()[1])}
    return Unpacked(name, folder, asked, noted["said"], parts(folder, asked))


def differences(then: Any, now: Any, place: str) -> Iterator[str]:
    """Say where two things that were said differ. Numbers may differ by what another machine's arithmetic rounds."""
    if isinstance(then, dict) and isinstance(now, dict):
        for name in {**then, **now}:
            yield from differences(then.get(name, "nothing"), now.get(name, "nothing"), f"{place}/{name}")
    elif isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        for at, (one, other) in enumerate(zip(then, now, strict=True)):
            yield from differences(one, other, f"{place}/{at}")
    elif isinstance(then, float) and isinstance(now, float | int):
        if not math.isclose(then, now, rel_tol=1e-9, abs_tol=1e-12):
            yield f"{place}: {then} -> {now}"
    elif then != now:
        yield f"{place}: {then} -> {now}"


def test_a_workspace_is_kept() -> None:
    assert KEPT


@pytest.mark.parametrize("part", PARTS)
def test_it_says_what_it_said(old: Unpacked, part: str) -> None:
    said = json.loads(json.dumps(old.now[part]()))
    found = list(differences(old.then[part], said, f"{old.name}/{part}"))
    assert [line for line in found if not any(fnmatch(line.partition(": ")[0], place) for place in CHANGED)] == []


def test_it_is_taught_again_and_the_new_version_answers(old: Unpacked) -> None:
    before = verb(old.home, "versions", "What they like")["versions"]
    made = verb(old.home, "retrain", "What they like", "--outcomes")
    assert (made["version"], made["comparison"]["against"]) == (len(before) + 1, len(before))
    assert verb(old.home, "deploy", "Coming again", "--version", "2")["version"] == 2
    rows, out = old.folder / "files" / "hundred.csv", old.folder / "files" / "again.csv"
    assert verb(old.home, "predict", "Coming again", str(rows), "--out", str(out))["refused"] == 0


def test_kill_9_at_any_step_of_its_first_opening_loses_nothing(old: Unpacked, tmp_path: Path) -> None:
    packed = next(path for path in KEPT if path.name.startswith(old.name))
    home = unpack(packed, tmp_path / "fresh")
    command = [sys.executable, "-m", "tests.workspaces.opening", str(home), str(tmp_path)]
    done = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    assert done["kills"] >= 30
    assert done["different"] == []
