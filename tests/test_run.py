"""The newcomer's one command: it makes the environment, mends one that is half-made, and says in words what is wrong.

Each test has a copy of run.py in a folder of its own, with the smallest thing that can be installed: a wheel made here.
"""

import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PYTHON = Path("Scripts/python.exe" if os.name == "nt" else "bin/python")
APP = "import os, time\nprint('the app has port', os.environ['PLAINWELL_APP_PORT'], flush=True)\ntime.sleep(600)\n"


def _wheel(folder: Path, name: str, contents: str = "") -> str:
    """A wheel with one module, and the line that asks for it."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(f"{name}/__init__.py", "")
        wheel.writestr(f"{name}/__main__.py", contents)
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/RECORD", "")
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout whose environment was made by `run.py setup`. Its streamlit only says which port it was given."""
    checkout = tmp_path_factory.mktemp("checkout")
    (checkout / "wheels").mkdir()
    shutil.copy(ROOT / "run.py", checkout)
    (checkout / "requirements.txt").write_text(_wheel(checkout / "wheels", "streamlit", APP))
    done = _run(checkout, "setup")
    assert done.returncode == 0, done.stdout + done.stderr
    return checkout


def _environment(checkout: Path, **more: str) -> dict[str, str]:
    ours = {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(checkout / "wheels"),
        "PIP_CONFIG_FILE": os.devnull,
        "PYTHONUTF8": "1",
    }
    return {**os.environ, **ours, **more}


def _run(checkout: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "run.py", *arguments]
    return subprocess.run(
        command, cwd=checkout, env=_environment(checkout, **more), capture_output=True, text=True, check=False
    )


def _has_streamlit(checkout: Path) -> bool:
    return subprocess.run([checkout / ".venv" / PYTHON, "-c", "import streamlit"], check=False).returncode == 0


def test_setup_makes_an_environment_with_what_is_required(ready: Path) -> None:
    assert _has_streamlit(ready)


def test_a_second_setup_leaves_everything_as_it_is(ready: Path) -> None:
    stamp = ready / ".venv" / "plainwell-stamp.json"
    before = stamp.stat().st_mtime_ns
    done = _run(ready, "setup", PIP_FIND_LINKS="/nowhere")
    assert done.returncode == 0
    assert stamp.stat().st_mtime_ns == before
    assert "Fetching" not in done.stdout


def test_an_environment_whose_python_is_gone_is_made_anew(ready: Path) -> None:
    shutil.rmtree(next((ready / ".venv").rglob("streamlit")))
    (ready / ".venv" / PYTHON).unlink()
    done = _run(ready, "setup")
    assert done.returncode == 0, done.stdout + done.stderr
    assert _has_streamlit(ready)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no process groups that can be killed at once")
def test_a_setup_that_was_killed_is_mended_by_the_next(ready: Path) -> None:
    stamp = ready / ".venv" / "plainwell-stamp.json"
    stamp.write_text(stamp.read_text()[:20])
    command = [sys.executable, "run.py", "setup"]
    pipe = {"stdout": subprocess.PIPE, "text": True, "start_new_session": True}
    with subprocess.Popen(command, cwd=ready, env=_environment(ready), **pipe) as killed:
        assert killed.stdout
        assert "Making a place" in killed.stdout.readline()
        os.killpg(killed.pid, signal.SIGKILL)
    assert not stamp.exists()
    assert _run(ready, "setup").returncode == 0
    assert _has_streamlit(ready)


def test_changed_requirements_are_installed_on_the_next_start(ready: Path) -> None:
    before = (ready / "requirements.txt").read_text()
    (ready / "requirements.txt").write_text(before + _wheel(ready / "wheels", "added"))
    try:
        done = _run(ready, "setup")
    finally:
        (ready / "requirements.txt").write_text(before)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Making a place" not in done.stdout
    assert subprocess.run([ready / ".venv" / PYTHON, "-c", "import added, streamlit"], check=False).returncode == 0


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            "WARNING: Retrying (Retry(total=1, ...)) after connection broken by NewConnectionError",
            "internet could not be reached",
        ),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("The virtual environment was not created successfully because ensurepip is not available.", "python3-venv"),
        ("ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/x'", "may not write"),
        ("ERROR: No matching distribution found for streamlit==1.67.0", "Python 3.11 to 3.13"),
        ("first\nsomething else went wrong", "last words were: something else went wrong"),
    ],
)
def test_what_pip_says_becomes_a_sentence(said: str, sentence: str) -> None:
    script = f"import run; print(run.trouble({said!r}))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert sentence in done.stdout


def test_an_old_python_is_told_what_to_do() -> None:
    script = "import sys, runpy; sys.version_info = (3, 9, 7); runpy.run_path('run.py', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer, and this is 3.9" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_word_shows_what_can_be_asked_for() -> None:
    done = subprocess.run([sys.executable, "run.py", "fly"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "python3 run.py setup" in done.stdout


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which another program listens, with two free ones after it."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


@pytest.mark.skipif(os.name == "nt", reason="on Windows the app stays a process beside run.py")
def test_the_app_gets_the_next_free_port_and_the_stop_signal(ready: Path, taken: int) -> None:
    assert _run(ready, "setup").returncode == 0
    ports = {"PLAINWELL_APP_PORT": str(taken), "PLAINWELL_ENDPOINT_PORT": str(taken + 1)}
    started = subprocess.Popen(
        [sys.executable, "run.py"], cwd=ready, env=_environment(ready, **ports), stdout=subprocess.PIPE, text=True
    )
    assert started.stdout
    said = started.stdout.readline()
    port = int(started.stdout.readline().split()[-1])
    assert f"Port {taken} is in use by another program, so Plainwell takes {port}." in said
    assert port > taken + 1
    started.send_signal(signal.SIGINT)
    assert started.wait(30) != 0
    started.stdout.close()


def test_a_package_that_was_altered_is_refused_in_words(ready: Path) -> None:
    before = (ready / "requirements.txt").read_text()
    altered = re.sub(r"sha256:\w{64}", "sha256:" + "0" * 64, _wheel(ready / "wheels", "altered"))
    (ready / "requirements.txt").write_text(before + altered)
    try:
        done = _run(ready, "setup")
    finally:
        (ready / "requirements.txt").write_text(before)
    assert done.returncode == 1
    assert "not what it should be" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert not (ready / ".venv" / "plainwell-stamp.json").exists()
