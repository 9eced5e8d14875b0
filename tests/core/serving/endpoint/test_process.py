"""The endpoint's process, started as it is in earnest: what it has loaded by the time it has answered in every way."""

import re
import signal
import subprocess
import sys

import pytest

from core.storage.settings import Settings, child_environment
from tests.core.running import ROOT
from tests.core.serving.endpoint.shop import MODEL, ROW, Shop, publish

DISTRICTS = {"common", "storage", "inference", "serving"}
TOO_LARGE = {"pandas", "sklearn", "scipy", "sqlite_utils", "streamlit"}
_IMPORTED = re.compile(r"^import time:\s+\d+ \|\s+\d+ \|\s+(\S+)$", re.MULTILINE)


def imported(said: str) -> set[str]:
    """The modules that `python -X importtime` names on stderr."""
    return set(_IMPORTED.findall(said))


def answer_in_every_way(shop: Shop) -> None:
    """Few rows and many, with reasons and without, reports, documents, metrics."""
    status, said = shop.predict({"row": {**ROW, "customer": "c1"}})
    assert status == 200
    assert shop.predict({"rows": [ROW] * 300})[0] == 200
    assert shop.ask(f"/v1/models/{MODEL}/predict?explain=1", {"row": ROW})[0] == 200
    told = {"id": said["predictions"][0]["id"], "actual": "left"}
    assert shop.ask(f"/v1/models/{MODEL}/outcomes", {"outcomes": [told]})[1]["matched"] == 1
    for path in ("/openapi.json", "/docs", "/metrics", "/v1/models", f"/v1/models/{MODEL}"):
        assert shop.ask_all(path)[0] == 200, path


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules of an endpoint that was started, answered, and was stopped."""
    folder = tmp_path_factory.mktemp("process")
    shop = Shop(Settings(home=folder / "home"))
    publish(shop.settings, shop.kept)
    command = [sys.executable, "-X", "importtime", "-m", "core.serving.endpoint"]
    errors = folder / "stderr"  # no pipe: it would be full before the endpoint answers
    with errors.open("wb") as told:
        process = subprocess.Popen(
            command, cwd=ROOT, env=child_environment(shop.settings), stdout=subprocess.PIPE, stderr=told
        )
        try:
            assert process.stdout
            assert any(b"Answering" in line for line in iter(process.stdout.readline, b"")), errors.read_text()
            answer_in_every_way(shop)
        finally:
            shop.end()
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=20)
    assert process.returncode == 0
    return imported(errors.read_text())


def test_it_loads_four_districts_of_core(loaded: set[str]) -> None:
    assert {name.split(".")[1] for name in loaded if name.startswith("core.")} == DISTRICTS


def test_it_loads_nothing_large(loaded: set[str]) -> None:
    assert {name.partition(".")[0] for name in loaded} & TOO_LARGE == set()
    assert {"msgspec", "uvicorn", "sqlite3"} <= loaded, "what it does load is seen"


def test_what_is_loaded_is_seen() -> None:
    """The same reading finds what a process must not load."""
    code = "import core.data.personal, pandas, sqlite_utils"
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found = imported(ran.stderr)
    assert {"core.data.personal", "pandas", "sqlite_utils"} <= found
