"""A process is given up when it is silent and idle, and not while it works."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager

import psutil
import pytest

from core.operations import heartbeat
from core.operations.heartbeat import MISSES, HangDetector


@contextmanager
def process(script):
    """One that has begun."""
    with subprocess.Popen([sys.executable, "-c", f"print(1, flush=True)\n{script}"], stdout=subprocess.PIPE) as begun:
        begun.stdout.readline()
        yield begun.pid
        begun.kill()


def looks(detector, many, answered=False):
    for _ in range(many):
        time.sleep(0.2)
        yield detector.is_hung(answered)


WAITS, WORKS = "import time; time.sleep(600)", "while True: pass"
WORKS_IN_A_CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{WORKS}'])"


def test_one_that_only_waits_and_does_not_answer_is_lost_after_a_few_looks():
    with process(WAITS) as pid:
        detector = HangDetector(pid)
        detector.is_hung(True)
        assert list(looks(detector, MISSES)) == [False] * (MISSES - 1) + [True]


def test_one_that_answers_is_not_lost_and_begins_anew():
    with process(WAITS) as pid:
        detector = HangDetector(pid)
        assert not any(looks(detector, MISSES + 1, answered=True))
        assert not any(looks(detector, MISSES - 1))
        assert not any(looks(detector, 1, answered=True))
        assert not any(looks(detector, MISSES - 1))


@pytest.mark.parametrize("script", [WORKS, WORKS_IN_A_CHILD], ids=["itself", "in a child"])
def test_one_at_work_may_be_silent(script):
    with process(script) as pid:
        detector = HangDetector(pid)
        try:
            assert not any(looks(detector, 2 * MISSES))
        finally:
            for child in psutil.Process(pid).children():
                child.kill()


def test_patience_with_one_that_works_and_never_answers_has_an_end():
    with process(WORKS) as pid:
        detector = HangDetector(pid, most_silent=5)
        assert list(looks(detector, 5)) == [False] * 4 + [True]


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGSTOP")
def test_one_that_was_stopped_in_the_middle_of_its_work_is_lost():
    with process(WORKS) as pid:
        detector = HangDetector(pid)
        assert not any(looks(detector, 2))
        psutil.Process(pid).suspend()
        assert any(looks(detector, MISSES + 2))


def test_a_beat_can_be_felt_from_another_process_and_stops_with_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr(heartbeat, "LATE_SECONDS", 1.0)
    assert not heartbeat.is_beating(tmp_path)
    with process(
        f"import pathlib, time; from core.operations import heartbeat; heartbeat.beat(pathlib.Path({str(tmp_path)!r})); {WAITS}"
    ):
        while not heartbeat.is_beating(tmp_path):
            time.sleep(0.05)
    while heartbeat.is_beating(tmp_path):
        time.sleep(0.05)
