"""What all tests share. Real parts throughout: a real workspace in a folder of its own, real processes, no outside."""

import importlib.util
import os
import shutil
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from core.storage.settings import Settings
from core.storage.workspace import Workspace, open_workspace
from tests.needs import lacking

ROOT = Path(__file__).resolve().parent.parent
GUARD = Path(__file__).resolve().parent / "guard"

# The same examples on every machine, and none judged by how busy the machine is.
hypothesis_settings.register_profile(
    "house", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("house")


def pytest_configure() -> None:
    """Holds this process and all that it starts to the socket guard, before any test module is imported.

    Ctrl-C is listened to, so that what tests start hears it too: a shell that starts tests in the background switches it off.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(GUARD), os.environ.get("PYTHONPATH")]))
    found = importlib.util.spec_from_file_location("socket_guard", GUARD / "sitecustomize.py")
    assert found
    assert found.loader
    found.loader.exec_module(importlib.util.module_from_spec(found))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A workspace folder that nobody else uses."""
    return Settings(home=tmp_path / "workspace")


@pytest.fixture
def workspace(settings: Settings) -> Workspace:
    """A new, empty workspace, opened."""
    return open_workspace(settings)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real tables that lie beside the checkout on machines where they are known."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        lacking("the shared tables do not lie beside this checkout")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's chromium. Journeys skip without it, except under CI."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        lacking("chromium is not installed, so nothing is tried in a real browser")
    return path
