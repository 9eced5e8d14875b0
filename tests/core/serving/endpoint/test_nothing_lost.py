"""What was answered is in the log, whatever happens; what is not in the log was not answered."""

import http.client
import json
import os
import resource
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from core.common.errors import NotPossibleNow
from core.common.parent_process import is_alive
from core.serving.endpoint import discovery
from core.serving.prediction_log import schema
from core.serving.prediction_log.ids import PredictionIds
from core.serving.prediction_log.writing import LogWriter
from core.storage.settings import Settings, child_environment
from core.storage.vault import open_vault
from tests.core.serving.endpoint.shop import MODEL, ROW, Shop, free_port, publish, rows_logged
from tests.waiting import wait_for

KILLS = 5
CLIENTS = 4


def logged_ids(settings: Settings) -> list[str]:
    ids, db = PredictionIds(open_vault(settings.keys)), schema.for_reading(settings.predictions_db)
    found = [ids.of(seq) for (seq,) in db.execute("SELECT seq FROM prediction")]
    db.close()
    return found


def hammer(shop: Shop, port: int, answered: list[str]) -> None:
    """Asks until the endpoint is gone; notes each answer that came whole."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Authorization": f"Bearer {shop.key}", "Content-Type": "application/json"}
    try:
        while True:
            client.request("POST", f"/v1/models/{MODEL}/predict", json.dumps({"rows": [ROW, ROW]}), headers)
            answered += [answer["id"] for answer in json.loads(client.getresponse().read())["predictions"]]
    except (OSError, http.client.HTTPException, ValueError):
        return


def test_a_killed_endpoint_has_lost_no_answer_that_it_gave(settings: Settings) -> None:
    shop, answered = Shop(settings), list[str]()
    publish(shop.settings, shop.kept)
    for _ in range(KILLS):
        shop.open()
        clients = [threading.Thread(target=hammer, args=(shop, shop.port, answered)) for _ in range(CLIENTS)]
        for client in clients:
            client.start()
        before = len(answered)
        assert wait_for(lambda before=before: len(answered) > before + 60)
        shop.kill()
        for client in clients:
            client.join()
    logged = logged_ids(settings)
    assert len(answered) > 60 * KILLS
    assert set(answered) <= set(logged)
    assert len(set(answered)) == len(answered), "no id is given twice"


def test_a_repeated_call_is_answered_the_same_and_logged_once(shop: Shop) -> None:
    first = shop.predict({"rows": [ROW, ROW]}, Idempotency_Key="order 17")
    assert shop.predict({"rows": [ROW, ROW]}, Idempotency_Key="order 17") == first
    shop.kill()
    shop.open()
    assert shop.predict({"rows": [ROW, ROW]}, Idempotency_Key="order 17") == first
    assert rows_logged(shop.settings) == 2
    assert shop.predict({"row": ROW}, Idempotency_Key="order 17")[1]["error"]["code"] == "key_reused"
    assert shop.predict({"row": ROW}, Idempotency_Key="order 18")[1] != first[1]
    assert shop.predict({"row": ROW}, Idempotency_Key="x" * 256)[0] == 422


def test_the_same_call_at_the_same_moment_is_logged_once(shop: Shop) -> None:
    said: list[object] = []

    def ask() -> None:
        client = Shop(shop.settings)
        client.key = shop.key
        said.append(client.predict({"rows": [ROW] * 300}, Idempotency_Key="at once"))
        assert client.client
        client.client.close()

    callers = [threading.Thread(target=ask) for _ in range(6)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert len(said) == 6
    assert all(one == said[0] for one in said)
    assert rows_logged(shop.settings) == 300


def test_a_full_disk_is_answered_with_503_and_nothing_answered_is_lost(settings: Settings) -> None:
    if os.name != "posix":
        pytest.skip("only here can a process be kept from growing a file")
    shop = Shop(settings)
    publish(shop.settings, shop.kept)
    shop.open(preexec_fn=_small_files)
    answered: list[str] = []
    for _ in range(2000):
        status, said = shop.predict({"rows": [ROW] * 50})
        if status != 200:
            break
        answered += [answer["id"] for answer in said["predictions"]]
    assert (status, said["error"]["code"]) == (503, "not_logged")
    assert answered
    assert shop.ask_all("/health", key=None)[2] == b"ok", "it goes on"
    assert sorted(logged_ids(settings)) == sorted(answered), "refused rows are not logged either"
    shop.end()
    shop.open()  # with room again
    assert shop.predict({"row": ROW})[0] == 200
    assert rows_logged(settings) == len(answered) + 1
    shop.end()


def _small_files() -> None:
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))


def test_two_processes_cannot_both_write(shop: Shop) -> None:
    with pytest.raises(NotPossibleNow):
        LogWriter.open(shop.settings, wait=0.1)
    second = subprocess.run(
        [sys.executable, "-c", "from core.storage import settings; from core.serving.prediction_log.writing import LogWriter;"
         "LogWriter.open(settings.from_environment(), wait=0.1)"],
        env=child_environment(shop.settings), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "NotPossibleNow" in second.stderr
    shop.kill()
    LogWriter.open(shop.settings, wait=5).close()


def test_a_taken_port_is_left_to_its_owner(shop: Shop, tmp_path: Path) -> None:
    other = Shop(Settings(home=tmp_path / "another"))
    other.settings = Settings(home=tmp_path / "another", endpoint_port=shop.port)
    publish(other.settings, other.kept)
    other.open()
    assert other.port != shop.port
    assert other.predict({"row": ROW})[0] == 200
    assert shop.predict({"row": ROW})[0] == 200
    other.end()
    assert discovery.found(other.settings) is None


def test_it_ends_when_its_parent_is_gone(settings: Settings) -> None:
    shop = Shop(settings)
    publish(shop.settings, shop.kept)
    parent = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    shop.open("--parent", str(parent.pid))
    assert shop.predict({"row": ROW})[0] == 200
    parent.communicate()
    assert shop.process
    assert shop.process.wait(timeout=10) == 0
    shop.end()
    assert rows_logged(settings) == 1


def test_it_ends_when_who_started_it_was_killed(settings: Settings) -> None:
    starts = "import os, subprocess, sys; subprocess.run([sys.executable, *sys.argv[1:], str(os.getpid())])"
    command = [sys.executable, "-c", starts, "-m", "core.serving.endpoint", "--parent"]
    with subprocess.Popen(command, env=child_environment(replace(settings, endpoint_port=free_port()))) as starter:
        assert wait_for(lambda: discovery.found(settings))
        found = discovery.found(settings)
        assert found
        endpoint = psutil.Process(found.pid)
        starter.kill()
    assert wait_for(lambda: not is_alive(endpoint))


def test_what_was_asked_for_is_answered_before_it_ends(shop: Shop) -> None:
    answered: list[str] = []
    asking = threading.Thread(target=hammer, args=(shop, shop.port, answered))
    asking.start()
    assert wait_for(lambda: len(answered) > 50)
    shop.end()
    asking.join()
    assert set(answered) == set(logged_ids(shop.settings)), "nothing was logged and then not answered"


def test_what_people_sent_is_nowhere_in_the_clear(shop: Shop) -> None:
    private = "Zanzibar-Quettehou"
    shop.predict({"row": {**ROW, "plan": private, "customer": private, "note": private}}, Idempotency_Key=private)
    shop.predict({"row": {**ROW, "visits": private}})
    shop.ask(f"/v1/models/{private}/predict", {"row": ROW})
    shop.end()
    held = b"".join(path.read_bytes() for path in shop.settings.home.rglob("*") if path.is_file())
    assert private.encode() not in held
    assert private not in shop.words


def test_without_keeping_inputs_none_are_kept(shop: Shop) -> None:
    publish(shop.settings, shop.kept, keep_inputs=False)
    assert wait_for(lambda: _sent(shop.settings, shop))


def _sent(settings: Settings, shop: Shop) -> bool:
    """Whether one more answer adds no inputs."""
    db = schema.for_reading(settings.predictions_db)
    before = db.execute("SELECT count(*) FROM sent").fetchone()
    shop.predict({"row": ROW})
    after = db.execute("SELECT count(*) FROM sent").fetchone()
    db.close()
    return bool(before == after)


def test_a_reader_cannot_write(shop: Shop) -> None:
    shop.predict({"row": ROW})
    db = schema.for_reading(shop.settings.predictions_db)
    with pytest.raises(sqlite3.OperationalError):
        db.execute("DELETE FROM prediction")
    db.close()
