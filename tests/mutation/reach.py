"""A pytest plugin that notes which functions of the product each test calls: `pytest -p tests.mutation.reach`.

Only what runs in the test's own process is seen. The notes lie in the folder that PLAINWELL_REACH names, a file for each process.
"""

import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

CORE = str(Path(__file__).resolve().parents[2] / "core") + os.sep
_seen: dict[CodeType, str | None] = {}
_called: set[str] = set()
_notes: dict[str, dict[str, Any]] = {}
_failed: set[str] = set()
_at_import: dict[str, list[str]] = {}


def _place(code: CodeType) -> str | None:
    if not code.co_filename.startswith(CORE):
        return None
    return f"core/{code.co_filename[len(CORE) :]}:{code.co_name}"


def _on_call(frame: FrameType, event: str, argument: Any) -> None:
    code = frame.f_code
    if code not in _seen:
        _seen[code] = _place(code)
    place = _seen[code]
    if place:
        _called.add(place)


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """What is called while a file is read (examples that are made once) is called by each of its tests."""
    _called.clear()
    sys.settrace(_on_call)
    yield
    sys.settrace(None)
    if isinstance(collector, pytest.File):
        _at_import[collector.nodeid] = sorted(_called)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    _called.clear()
    started = time.monotonic()
    sys.settrace(_on_call)
    threading.settrace(_on_call)
    yield
    sys.settrace(None)
    threading.settrace(None)  # type: ignore[arg-type]
    if item.nodeid not in _failed:
        called = {*_called, *_at_import.get(item.nodeid.partition("::")[0], ())}
        _notes[item.nodeid] = {"seconds": time.monotonic() - started, "called": sorted(called)}


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Leave out what fails or is skipped when nothing is changed: it would notice everything, or nothing."""
    if not report.passed:
        _failed.add(report.nodeid)


def pytest_sessionfinish() -> None:
    folder = Path(os.environ["PLAINWELL_REACH"])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{os.getpid()}.json").write_text(json.dumps(_notes))
