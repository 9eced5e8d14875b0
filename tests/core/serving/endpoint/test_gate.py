"""Who gets in, and who does not."""

import http.client
import socket
import time
from collections import Counter

import psutil
import pytest

from core.serving.endpoint.access_keys import MOST_WRONG, KeyRing, TokenBuckets, make_key
from core.serving.endpoint.auth import GUESSES_A_SECOND, LONGEST_HELD
from core.serving.endpoint.slow_clients import CUT_AT_ONCE, MOST_HEAD_BYTES, MOST_OPEN, allow_many_connections
from core.serving.prediction_log import tallies
from core.storage.workspace import open_workspace
from tests.core.serving.endpoint.shop import MODEL, ROW, Shop, publish
from tests.waiting import wait_for

PREDICT = f"/v1/models/{MODEL}/predict"


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost", "localhost:1", "127.0.0.1", "localhost.evil.example:{port}", ""]
)
@pytest.mark.parametrize("path", ["/health", "/docs", "/openapi.json", "/v1/models", PREDICT])
def test_a_foreign_host_is_refused_everywhere(shared_shop: Shop, host: str, path: str) -> None:
    assert shared_shop.error(path, Host=host.format(port=shared_shop.port)) == (403, "wrong_host")


def test_two_hosts_are_refused_though_one_is_right(shared_shop: Shop) -> None:
    for hosts in (("evil.example", f"127.0.0.1:{shared_shop.port}"), (f"127.0.0.1:{shared_shop.port}", "evil.example")):
        lines = ["GET /health HTTP/1.1", *(f"Host: {host}" for host in hosts), "Connection: close", "", ""]
        with socket.create_connection(("127.0.0.1", shared_shop.port)) as caller:
            caller.sendall("\r\n".join(lines).encode())
            assert caller.recv(65_536).startswith(b"HTTP/1.1 403 ")


@pytest.mark.parametrize("host", ["localhost:{port}", "127.0.0.1:{port}", "[::1]:{port}", "LOCALHOST:{port}"])
def test_its_own_names_are_answered(shared_shop: Shop, host: str) -> None:
    assert shared_shop.predict({"row": ROW}, Host=host.format(port=shared_shop.port))[0] == 200


def test_it_listens_on_this_computer_alone(shared_shop: Shop) -> None:
    assert shared_shop.process
    sockets = psutil.Process(shared_shop.process.pid).net_connections(kind="inet")
    assert {one.laddr.ip for one in sockets} == {"127.0.0.1"}


def test_no_key_and_wrong_keys_are_refused_until_they_have_to_wait(shop: Shop) -> None:
    other, _ = make_key()
    flipped = shop.key[:-1] + ("0" if shop.key[-1] != "0" else "1")
    assert shop.error(PREDICT, {"row": ROW}, key=None) == (401, "no_key")
    for wrong in (other, flipped, "plw_", "x" * 5000, shop.key.upper()):
        assert shop.error(PREDICT, {"row": ROW}, key=wrong) == (401, "wrong_key")
    for _ in range(10):
        status, headers, _ = shop.ask_all(PREDICT, {"row": ROW}, key=other)
    assert status == 429
    assert 0 < int(headers["retry-after"]) <= 61
    assert shop.predict({"row": ROW})[0] == 200, "a right key is never held up"


def test_wrong_keys_are_counted_in_the_log(shop: Shop) -> None:
    for _ in range(15):
        shop.ask(PREDICT, {"row": ROW}, key="plw_wrong")
    workspace = open_workspace(shop.settings)
    assert wait_for(lambda: sum(tallies.counts(workspace, "wrong_key", _today()).values()) == 15)


def test_a_key_opens_its_own_model_alone_until_it_expires_or_is_revoked(shop: Shop) -> None:
    other, kept_other = make_key("m_other")
    own, kept_own = make_key(MODEL)
    old, kept_old = make_key(MODEL, expires=time.time() - 1)
    publish(shop.settings, kept_other, kept_own, kept_old)
    assert wait_for(lambda: shop.predict({"row": ROW})[0] == 401)
    assert shop.ask(PREDICT, {"row": ROW}, key=own)[0] == 200
    for shut in (other, old, shop.key):
        assert shop.ask(PREDICT, {"row": ROW}, key=shut)[0] == 401
    assert shop.ask(f"/v1/models/{MODEL}", key=other)[0] == 401
    assert shop.ask("/v1/models", key=other)[1] == {"models": []}


def test_a_key_tells_its_own_writing_mistakes() -> None:
    key, kept = make_key()
    ring = KeyRing([kept])
    assert ring.opened_by(key) == kept
    assert ring.opened_by(key[:-9] + "0" + key[-8:]) is None or key[-9] == "0"
    assert key not in repr(kept)


def test_our_own_commands_need_the_token(shared_shop: Shop) -> None:
    for headers in ({}, {"X_Plainwell_Internal": "guessed"}):
        assert shared_shop.error("/internal/predict", {"model": MODEL}, **headers) == (401, "wrong_key")


def test_slow_bodies_and_silent_connections_are_cut_and_honest_callers_served(shop: Shop) -> None:
    head = f"POST {PREDICT} HTTP/1.1\r\nHost: 127.0.0.1:{shop.port}\r\nAuthorization: Bearer {shop.key}\r\n"
    starts = [
        b"",
        head.encode()[:20],
        f"{head}Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{{".encode(),
    ] * 20
    slow = [socket.create_connection(("127.0.0.1", shop.port)) for _ in starts]
    for connection, start in zip(slow, starts, strict=True):
        connection.sendall(start)
    begun = time.monotonic()
    while time.monotonic() - begun < 9:
        assert shop.predict({"row": ROW})[0] == 200
        time.sleep(0.5)
    for connection in slow:
        connection.settimeout(10)
        with pytest.raises(ConnectionError):
            assert connection.recv(100) == b""
            raise ConnectionError
        connection.close()
    assert shop.predict({"row": ROW})[0] == 200


def test_more_silent_connections_than_there_is_room_for_make_way_for_honest_callers(shop: Shop) -> None:
    allow_many_connections()
    assert shop.predict({"row": ROW})[0] == 200
    silent = [socket.create_connection(("127.0.0.1", shop.port)) for _ in range(MOST_OPEN + CUT_AT_ONCE)]
    caller = Shop(shop.settings)
    caller.key = shop.key
    assert caller.predict({"row": ROW})[0] == 200
    gone, newest = silent[0], silent[-1]
    gone.settimeout(5)
    with pytest.raises(ConnectionError):
        assert gone.recv(1) == b""
        raise ConnectionError
    newest.sendall(f"GET /health HTTP/1.1\r\nHost: 127.0.0.1:{shop.port}\r\n\r\n".encode())
    assert newest.recv(12) == b"HTTP/1.1 200"
    for connection in (*silent, caller.client):
        assert connection
        connection.close()


def test_a_head_without_end_is_cut_off(shared_shop: Shop) -> None:
    with socket.create_connection(("127.0.0.1", shared_shop.port)) as endless, pytest.raises(OSError):
        endless.sendall(b"GET /health HTTP/1.1\r\nX-Endless: ")
        for _ in range(100):
            endless.sendall(b"x" * MOST_HEAD_BYTES)
        assert endless.recv(1) == b""
        raise ConnectionError
    assert shared_shop.predict({"row": ROW})[0] == 200


def test_guessers_wait_at_the_door_and_the_right_key_passes_them(shop: Shop) -> None:
    many = MOST_WRONG + 2 * int(GUESSES_A_SECOND * LONGEST_HELD)
    guesses = [http.client.HTTPConnection("127.0.0.1", shop.port) for _ in range(many)]
    for guess in guesses:
        guess.connect()
    for guess in guesses:
        guess.request("GET", "/v1/models", headers={"Authorization": f"Bearer {make_key()[0]}"})
    assert shop.predict({"row": ROW})[0] == 200, "it comes in while they wait"
    replies = [guess.getresponse() for guess in guesses]
    assert Counter(reply.status for reply in replies) == {401: MOST_WRONG, 429: many - MOST_WRONG}
    assert any(reply.headers["connection"] == "close" for reply in replies), "only so many are held"
    for guess in guesses:
        guess.close()


def _today():  # type: ignore[no-untyped-def]
    from datetime import UTC, datetime

    return datetime.now(UTC).date()


def test_a_limited_key_has_to_wait_when_it_asked_enough(shop: Shop) -> None:
    limited, kept = make_key(MODEL, per_minute=60)
    publish(shop.settings, shop.kept, kept)
    assert wait_for(lambda: shop.ask("/v1/models", key=limited)[0] == 200)
    for rows in (1, 39, 20):
        assert shop.ask(PREDICT, {"rows": [ROW] * rows}, key=limited)[0] == 200
    status, headers, said = shop.ask_all(PREDICT, {"rows": [ROW] * 30}, key=limited)
    assert status == 429
    assert 20 <= int(headers["retry-after"]) <= 31
    assert b"60 rows a minute" in said
    assert shop.predict({"rows": [ROW] * 200})[0] == 200, "another key is not held up"


def test_a_limited_key_is_limited_in_other_calls_too_and_these_take_nothing_from_its_rows(shop: Shop) -> None:
    limited, kept = make_key(MODEL, per_minute=60)
    publish(shop.settings, shop.kept, kept)
    assert wait_for(lambda: shop.ask("/v1/models", key=limited)[0] == 200)
    told = {"outcomes": [{"id": "nobody", "actual": "left"}] * 100}
    calls = (("/v1/models", None), (f"/v1/models/{MODEL}", None), (f"/v1/models/{MODEL}/outcomes", told))
    statuses = [shop.ask(*calls[number % 3], key=limited)[0] for number in range(80)]
    assert statuses[:50] == [200] * 50
    assert statuses[-1] == 429
    assert shop.ask(PREDICT, {"rows": [ROW] * 60}, key=limited)[0] == 200
    assert shop.ask("/v1/models")[0] == 200, "another key is not held up"


def test_a_limited_key_may_still_make_one_large_call() -> None:
    _, key = make_key(per_minute=60)
    buckets = TokenBuckets()
    assert buckets.take(key, 1000) == 0
    assert buckets.take(key, 1) > 60, "and pays for it"


@pytest.mark.parametrize("path", ["/health", "/v1/models", PREDICT])
def test_no_web_page_may_call_unless_it_was_named(shop: Shop, path: str) -> None:
    asks = {"Origin": "https://office.example", "Access_Control_Request_Method": "POST"}
    assert "access-control-allow-origin" not in shop.ask_all(path, **asks)[1]
    assert shop.ask_all(path, method="OPTIONS", **asks)[0] == 405
    publish(shop.settings, shop.kept, origin="https://office.example")
    assert wait_for(lambda: shop.ask_all(path, method="OPTIONS", **asks)[0] == 204)
    _, told, _ = shop.ask_all(path, method="OPTIONS", **asks)
    assert told["access-control-allow-origin"] == "https://office.example"
    assert "authorization" in told["access-control-allow-headers"]
    assert shop.ask_all(path, **asks)[1]["access-control-allow-origin"] == "https://office.example"
    for other in ("https://evil.example", "null", "", "https://office.example.evil.example"):
        status, told, _ = shop.ask_all(path, method="OPTIONS", **{**asks, "Origin": other})
        assert (status, "access-control-allow-origin" in told) == (405, False)
    assert shop.error(PREDICT, {"row": ROW}, key="plw_wrong", Origin="https://office.example") == (401, "wrong_key")
